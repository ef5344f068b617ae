package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a kernel said to runs, beside their pictures: a {@code lab.json} for each scenario. */
public final class LabFolder {

  private LabFolder() {}

  /**
   * The results of a case whose runs a kernel is asked about: those that get a picture, and those
   * that are violated and have no run.
   */
  public static List<PropertyResult> asked(CaseResult result) {
    List<PropertyResult> drawn = Gallery.drawn(result);
    return result.properties().stream()
        .filter(one -> drawn.contains(one) || isViolatedWithoutRun(one))
        .toList();
  }

  private static boolean isViolatedWithoutRun(PropertyResult property) {
    return property.verdict() == Verdict.VIOLATED && property.story().isEmpty();
  }

  /**
   * Writes what was found out; what is known of other runs stays.
   *
   * @throws ReportException if a file cannot be written
   */
  public static void write(Path out, List<PlayedRun> playedRuns) {
    Map<String, List<PlayedRun>> byFile = new LinkedHashMap<>();
    for (PlayedRun played : playedRuns) {
      String file = played.result().scenario().file();
      byFile.computeIfAbsent(file, none -> new ArrayList<>()).add(played);
    }
    FileNames names = new FileNames();
    byFile.forEach((file, ofFile) -> {
      ReportFolder folder = new ReportFolder(out.resolve(names.folder(file)));
      folder.write(LabJson.FILE, LabJson.file(ofFile, folder.read(LabJson.FILE)));
    });
  }

  /** What is known of the runs of these results. */
  public static List<PlayedRun> read(Path out, List<CaseResult> results) {
    FileNames names = new FileNames();
    List<PlayedRun> playedRuns = new ArrayList<>();
    for (CaseResult result : results) {
      ReportFolder folder = new ReportFolder(out.resolve(names.folder(result.scenario().file())));
      for (PropertyResult property : asked(result)) {
        said(folder, result, property)
            .ifPresent(outcome -> playedRuns.add(new PlayedRun(result, property, outcome)));
      }
    }
    return playedRuns;
  }

  /** What is known of that run. */
  static Optional<Outcome> said(ReportFolder folder, CaseResult result, PropertyResult property) {
    return folder.read(LabJson.FILE).flatMap(text -> LabJson.read(text, result, property));
  }
}
