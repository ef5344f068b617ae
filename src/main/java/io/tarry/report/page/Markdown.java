package io.tarry.report.page;

import io.tarry.scenario.Printable;
import java.util.Optional;

/** Text and pictures in Markdown. Whatever a text contains, it is shown as text. */
final class Markdown {

  /** Characters that Markdown, as repositories show it, may interpret within a line. */
  private static final String SPECIAL = "\\`*_[]>|#~$@";

  private Markdown() {}

  /** A text on one line, in which everything that Markdown may interpret is escaped. */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char c : Printable.of(text.strip().replaceAll("\\s+", " ")).toCharArray()) {
      if (c == '<') {
        escaped.append("&lt;");
      } else if (c == '&') {
        escaped.append("&amp;");
      } else {
        boolean special = SPECIAL.indexOf(c) >= 0;
        escaped.append(special ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  /** A pair of pictures, as a table. */
  static String pair(String folder, Pairs.Pair<Lesson.Result> pair) {
    Optional<Lesson.Result> second = pair.second();
    return "\n| "
        + heading(pair.first())
        + " |"
        + second.map(other -> " " + heading(other) + " |").orElse("")
        + "\n| --- |"
        + second.map(other -> " --- |").orElse("")
        + "\n| "
        + picture(folder, pair.first())
        + " |"
        + second.map(other -> " " + picture(folder, other) + " |").orElse("")
        + "\n"
        + twin(folder, pair.first());
  }

  /** A picture by itself. */
  static String figure(String folder, Lesson.Figure figure) {
    return "\n![%s](%s/%s)\n".formatted(text(figure.says()), folder, figure.picture());
  }

  private static String twin(String folder, Lesson.Result result) {
    return result.twin().isEmpty()
        ? ""
        : "\n[The same events in \u201c%s\u201d, side by side](%s/%s%s.svg)\n"
            .formatted(text(result.twin()), folder, result.picture(), Picture.TWIN);
  }

  private static String heading(Lesson.Result result) {
    return "**%s**: %s".formatted(result.verdict(), text(result.caseName()));
  }

  private static String picture(String folder, Lesson.Result result) {
    return "![%s](%s/%s.svg)".formatted(text(result.ending()), folder, result.picture());
  }
}
