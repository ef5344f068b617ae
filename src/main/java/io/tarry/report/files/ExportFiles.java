package io.tarry.report.files;

import io.tarry.report.export.Exported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a run in a format of other programs. */
record ExportFiles(ExportFormat format) implements RunFormat {

  @Override
  public List<String> endings() {
    return format.endings();
  }

  @Override
  public Made write(ShownRun run, ReportFolder folder, String name) {
    Exported exported = Exported.of(run.result(), run.property(), run.story());
    Optional<String> obstacle = format.obstacle(exported);
    List<String> written = new ArrayList<>();
    if (obstacle.isEmpty()) {
      format
          .files(exported)
          .forEach((ending, bytes) -> {
            folder.write(name + ending, bytes);
            written.add(name + ending);
          });
    }
    return new Made(written, Optional.empty(), Optional.empty(), obstacle.map(this::lacking));
  }

  private String lacking(String why) {
    return "some runs are not written as " + format.word() + ": " + why;
  }
}
