package io.tarry.report.files;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A format in which a gallery writes each run that it shows. The same run gives the same bytes. */
interface RunFormat {

  /** All that there are, the most telling first. */
  List<RunFormat> ALL = List.of(DrawingFiles.values());

  /** What the names of its files end with. */
  List<String> endings();

  /**
   * Writes its files of a run.
   *
   * @param name that all files of the run begin with
   * @throws ReportException if a file cannot be written
   */
  Made write(Run run, ReportFolder folder, String name);

  /**
   * What came of it.
   *
   * @param files the names of the files that there are now
   * @param svg the run as a part of a page, if this is that
   * @param failure why a file is not among them, if something went wrong
   */
  record Made(List<String> files, Optional<String> svg, Optional<String> failure) {
    /** Keeps a copy. */
    public Made {
      files = List.copyOf(files);
    }
  }

  /** The endings of all formats. */
  static Stream<String> allEndings() {
    return ALL.stream().flatMap(format -> format.endings().stream());
  }
}
