package io.tarry.report.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A format in which a gallery writes each run. The same run gives the same bytes. */
interface RunFormat {

  /** The formats of each gallery, the most useful first. */
  List<RunFormat> ALWAYS = List.of(DrawingFiles.values());

  /** The formats that somebody has to ask for. */
  List<ExportFiles> ON_REQUEST =
      Arrays.stream(ExportFormat.values()).map(ExportFiles::new).toList();

  /** The extensions of its files. */
  List<String> endings();

  /**
   * Writes its files of a run.
   *
   * @param name how the names of all files of the run begin
   * @throws ReportException if a file cannot be written
   */
  Made write(ShownRun run, ReportFolder folder, String name);

  /**
   * What was written.
   *
   * @param files the names of the files that now exist
   * @param svg the run as a part of a page, if this format can be one
   * @param failure why a file is missing, if something went wrong
   * @param obstacle why there can be no file of this run in this format, if there can be none
   */
  record Made(
      List<String> files,
      Optional<String> svg,
      Optional<String> failure,
      Optional<String> obstacle) {
    /** Copies the list. */
    public Made {
      files = List.copyOf(files);
    }
  }

  /** The extensions of all formats. */
  static Stream<String> allEndings() {
    return Stream.concat(ALWAYS.stream(), ON_REQUEST.stream())
        .flatMap(format -> format.endings().stream());
  }
}
