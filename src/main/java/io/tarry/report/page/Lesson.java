package io.tarry.report.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lesson of the course, read from its {@code results.json}.
 *
 * @param folder the name of the folder with its page and pictures
 * @param place its place in the course, if any
 * @param figures of a page that is no lesson: its pictures
 * @param counted in how many of its cases the arrows were counted
 * @param arrows how many steps of those cases take each arrow of the state diagram
 */
record Lesson(
    String folder,
    Optional<Integer> place,
    Prose prose,
    List<Result> results,
    List<Figure> figures,
    int counted,
    SortedMap<ArrowCoverage.Arrow, Long> arrows) {

  private static final Pattern NUMBERED = Pattern.compile("0*([1-9][0-9]*)-.*");

  /**
   * The result of one property in one case.
   *
   * @param ending what its run breaks or shows; empty if there is no run
   * @param picture the name of the picture of that run, without extension; empty if there is none
   * @param twin the passing case that it is drawn beside; empty if it is not
   */
  record Result(
      String caseName,
      String property,
      String claim,
      String verdict,
      String ending,
      String picture,
      String twin) {}

  /** Its title, after the number with which its folder begins. */
  String numbered() {
    Matcher number = NUMBERED.matcher(folder);
    return number.matches() ? number.group(1) + ". " + title() : title();
  }

  /** What it says to its readers. */
  record Prose(String title, String question, String comment) {}

  /** A picture, and what it says. */
  record Figure(String picture, String says) {}

  /** Its title. */
  String title() {
    return prose.title;
  }

  /** What it asks. */
  String question() {
    return prose.question;
  }

  /** What a reader needs to know besides. */
  String comment() {
    return prose.comment;
  }

  /** How many cases there are. */
  long cases() {
    return results.stream().map(Result::caseName).distinct().count();
  }

  /** Reads a lesson from the text of its {@code results.json}; empty if the text has none. */
  static Optional<Lesson> of(String folder, String text) {
    try {
      return JsonParser.parseString(text) instanceof JsonObject whole
              && whole.get("results") instanceof JsonArray results
          ? Optional.of(of(folder, whole, results))
          : Optional.empty();
    } catch (JsonParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Lesson of(String folder, JsonObject whole, JsonArray results) {
    List<Result> all = new ArrayList<>();
    for (JsonElement each : results) {
      if (each instanceof JsonObject one) {
        all.add(
            new Result(
                text(one, "case"),
                text(one, "property"),
                text(one, "claim"),
                text(one, "verdict"),
                text(one, "ending"),
                text(one, "picture"),
                text(one, "twin")));
      }
    }
    List<Figure> figures = new ArrayList<>();
    if (whole.get("figures") instanceof JsonArray each) {
      each.forEach(one -> {
        if (one instanceof JsonObject figure) {
          figures.add(new Figure(text(figure, "picture"), text(figure, "says")));
        }
      });
    }
    SortedMap<ArrowCoverage.Arrow, Long> arrows = new TreeMap<>();
    int counted = 0;
    if (whole.get("arrows") instanceof JsonObject counts) {
      counted = number(counts, "cases").orElse(0);
      if (counts.get("steps") instanceof JsonObject steps) {
        steps
            .entrySet()
            .forEach(arrow -> {
              String[] ends = arrow.getKey().split("-", 2);
              if (ends.length == 2) {
                arrows.put(new ArrowCoverage.Arrow(ends[0], ends[1]), arrow.getValue().getAsLong());
              }
            });
      }
    }
    return new Lesson(
        folder,
        number(whole, "course"),
        new Prose(text(whole, "title"), text(whole, "question"), text(whole, "comment")),
        all,
        figures,
        counted,
        arrows);
  }

  private static Optional<Integer> number(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive number && number.isNumber()
        ? Optional.of(number.getAsInt())
        : Optional.empty();
  }

  private static String text(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  /** The results with pictures, in the order of their cases, in pairs for comparison. */
  List<RunPairs.Pair<Result>> pairs() {
    return RunPairs.of(
        results.stream().filter(result -> !result.picture.isEmpty()).toList(),
        result ->
            new RunPairs.Shows(result.caseName, result.property, result.verdict, result.twin));
  }

  /** How often each verdict was given, in the order in which they first appear. */
  Map<String, Integer> verdicts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    results.forEach(result -> counts.merge(result.verdict, 1, Integer::sum));
    return counts;
  }
}
