package io.tarry.report.files;

import io.tarry.report.page.Course;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The course as files: a page for browsers, and one for repositories. */
final class CourseFiles {

  private static final String RESULTS = "results.json";
  private static final String PAGE = "index.html";
  private static final String README = "README.md";

  private CourseFiles() {}

  /** Writes it, from all pages now in the folder; returns what could not be written. */
  static List<String> write(Path out) {
    ReportFolder whole = new ReportFolder(out);
    Map<String, String> results = new TreeMap<>();
    for (String name : whole.folders()) {
      Path inside = out.resolve(name).resolve(RESULTS);
      if (Files.isRegularFile(inside.resolveSibling(PAGE))) {
        new ReportFolder(out.resolve(name))
            .read(RESULTS)
            .ifPresent(text -> results.put(name, text));
      }
    }
    if (results.isEmpty()) {
      return List.of();
    }
    Course course = Course.of(results);
    return Stream.of(
            whole.writeUnlessForeign(PAGE, course.html(), Course.MARK),
            whole.writeUnlessForeign(README, course.markdown(), Course.MARK))
        .flatMap(Optional::stream)
        .toList();
  }
}
