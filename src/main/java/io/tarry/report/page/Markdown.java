package io.tarry.report.page;

import io.tarry.scenario.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Cases against properties, where all cases ask the same and there are many; else nothing. */
  static String grid(Lesson lesson) {
    Map<String, List<Lesson.Result>> cases = new LinkedHashMap<>();
    lesson
        .results()
        .forEach(
            each -> cases.computeIfAbsent(each.caseName(), name -> new ArrayList<>()).add(each));
    List<String> claims = lesson.results().stream().map(Lesson.Result::claim).distinct().toList();
    boolean alike =
        cases.values().stream()
            .allMatch(each -> each.stream().map(Lesson.Result::claim).toList().equals(claims));
    if (!alike
        || cases.size() < VerdictGrid.CASES_MIN
        || claims.size() < VerdictGrid.PROPERTIES_MIN) {
      return "";
    }
    StringBuilder table = new StringBuilder("\n| |");
    claims.forEach(claim -> table.append(" ").append(text(claim)).append(" |"));
    table.append("\n| --- |").append(" --- |".repeat(claims.size())).append("\n");
    cases.forEach((name, results) -> {
      table.append("| ").append(text(name)).append(" |");
      results.forEach(each -> table.append(" ").append(cell(lesson, each)).append(" |"));
      table.append("\n");
    });
    return table.toString();
  }

  private static String cell(Lesson lesson, Lesson.Result result) {
    if (result.verdict().equals("holds")) {
      return result.verdict();
    }
    return result.picture().isEmpty()
        ? "**%s**".formatted(result.verdict())
        : "[**%s**](%s/%s.svg)".formatted(result.verdict(), lesson.folder(), result.picture());
  }

  /** A pair of pictures, as a table. */
  static String pair(String folder, RunPairs.Pair<Lesson.Result> pair) {
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
