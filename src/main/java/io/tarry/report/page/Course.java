package io.tarry.report.page;

import io.tarry.scenario.ShippedText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All lessons of a folder, in the order of the course. */
public final class Course {

  /** A text in each page and each course that Tarry writes. */
  public static final String MARK = "Written by Tarry";

  /**
   * Lessons with a place in the course, by place; then the others, by the names of their folders.
   */
  private static final Comparator<Lesson> ORDER =
      Comparator.comparing((Lesson lesson) -> lesson.place().orElse(Integer.MAX_VALUE))
          .thenComparing(Lesson::folder);

  private final List<Lesson> lessons;

  private Course(List<Lesson> lessons) {
    this.lessons = lessons;
  }

  /**
   * Makes the course of these folders.
   *
   * @param results the text of the {@code results.json} of each folder, by its name
   */
  public static Course of(Map<String, String> results) {
    return new Course(
        results.entrySet().stream()
            .map(each -> Lesson.of(each.getKey(), each.getValue()))
            .flatMap(Optional::stream)
            .sorted(ORDER)
            .toList());
  }

  /** The course as a page. */
  public String html() {
    StringBuilder list = new StringBuilder();
    lessons.forEach(lesson -> list.append(item(lesson)));
    SortedMap<ArrowCoverage.Arrow, Long> arrows = new TreeMap<>();
    lessons.stream()
        .map(Lesson::arrows)
        .forEach(each -> each.forEach((arrow, count) -> arrows.merge(arrow, count, Long::sum)));
    int counted = lessons.stream().mapToInt(Lesson::counted).sum();
    long cases = lessons.stream().mapToLong(Lesson::cases).sum();
    return Html.fill(
        ShippedText.read(Course.class, "course.html"),
        Map.of(
            "style", ShippedText.read(Course.class, "page.css"),
            "lessons", list.toString(),
            "marks", ArrowCoverage.marks(arrows.keySet()),
            "diagram", StateDiagram.inline(),
            "counted", counted + " of " + cases,
            "arrows", ArrowCoverage.table(new TreeMap<>(Map.of("Steps", arrows)))));
  }

  private static String item(Lesson lesson) {
    return """
    <li><a href="%1$s/index.html"><strong>%2$s</strong></a>
    <p>%3$s</p>
    <p class="searched">%4$s</p></li>
    """
        .formatted(
            lesson.folder(),
            Html.text(lesson.numbered()),
            Html.prose(lesson.question()),
            lesson.verdicts().entrySet().stream()
                .map(verdict ->
                    "<span class=\"verdict %1$s\">%2$d %1$s</span>"
                        .formatted(Html.text(verdict.getKey()), verdict.getValue()))
                .collect(Collectors.joining(" ")));
  }

  /** The course as Markdown, for repositories: pictures in pairs, under their questions. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(ShippedText.read(Course.class, "course.md"));
    for (Lesson lesson : lessons) {
      text.append("\n## ")
          .append(Markdown.text(lesson.numbered()))
          .append("\n\n**")
          .append(Markdown.text(lesson.question()))
          .append("** ")
          .append(Markdown.text(lesson.comment()))
          .append("\n\n[Its page](")
          .append(lesson.folder())
          .append(
              lesson.results().isEmpty()
                  ? "/README.md), with all %s.\n"
                      .formatted(lesson.figures().isEmpty() ? "pictures" : "tables")
                  : "/index.html), to be stepped through in a browser.\n");
      text.append(Markdown.grid(lesson));
      lesson.figures().forEach(each -> text.append(Markdown.figure(lesson.folder(), each)));
      lesson.pairs().forEach(pair -> text.append(Markdown.pair(lesson.folder(), pair)));
    }
    return text.toString();
  }
}
