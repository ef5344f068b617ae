package io.tarry.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting and the values that it is to have, one after the other.
 *
 * @param setting by its path, as a case of a scenario changes it
 * @param values as a file writes them
 */
public record Variation(String setting, List<String> values) {

  /** More would be more than anybody can look at. */
  public static final int VALUES_MAX = 500;

  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,6}) ?([a-z]*)\\.\\.(\\d{1,6}) ?([a-z]*)(?::(\\d{1,6}) ?([a-z]*))?");

  /** Keeps a copy. */
  public Variation {
    values = List.copyOf(values);
  }

  /**
   * As a command line has it: {@code time.timeWait=0..12}, {@code time.rto=2..10:2}, {@code
   * hosts.client.stack=rfc9293,linux}.
   *
   * @throws QuestionException if it is not written so
   */
  public static Variation of(String written) throws QuestionException {
    int equals = written.indexOf('=');
    if (equals < 1 || equals == written.length() - 1) {
      throw new QuestionException(
          "expected a setting and its values, such as time.timeWait=0..12, found '%s'"
              .formatted(written));
    }
    String setting = written.substring(0, equals).strip();
    String values = written.substring(equals + 1).strip();
    Matcher range = RANGE.matcher(values);
    List<String> all = range.matches() ? range(values, range) : list(values);
    if (all.size() > VALUES_MAX) {
      throw new QuestionException("'%s' are more than %d values".formatted(values, VALUES_MAX));
    }
    return new Variation(setting, all);
  }

  private static List<String> list(String values) throws QuestionException {
    if (values.contains("..")) {
      throw new QuestionException(
          "'%s' is no range; write one as 0..12, or as 0..60:5 for every fifth".formatted(values));
    }
    List<String> all = new ArrayList<>();
    for (String value : values.split(",", -1)) {
      if (value.isBlank() || all.contains(value.strip())) {
        throw new QuestionException(
            "'%s' has %s"
                .formatted(values, value.isBlank() ? "an empty value" : "one value twice"));
      }
      all.add(value.strip());
    }
    return all;
  }

  private static List<String> range(String written, Matcher range) throws QuestionException {
    String unit = range.group(4);
    boolean sameUnits =
        (range.group(2).isEmpty() || range.group(2).equals(unit))
            && (range.group(6) == null || range.group(6).equals(unit));
    if (!sameUnits) {
      throw new QuestionException(
          "'%s' has different units; write all with the same one".formatted(written));
    }
    int first = Integer.parseInt(range.group(1));
    int last = Integer.parseInt(range.group(3));
    int step = range.group(5) == null ? 1 : Integer.parseInt(range.group(5));
    if (first > last || step == 0) {
      throw new QuestionException("'%s' has no values: it counts upwards".formatted(written));
    }
    if ((last - first) / step >= VALUES_MAX) {
      throw new QuestionException("'%s' are more than %d values".formatted(written, VALUES_MAX));
    }
    List<String> all = new ArrayList<>();
    for (int value = first; value <= last; value += step) {
      all.add(value + (unit.isEmpty() ? "" : " " + unit));
    }
    return all;
  }
}
