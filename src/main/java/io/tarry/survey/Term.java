package io.tarry.survey;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression over a few names, such as {@code (2^k - 1) RTO}: numbers, names, {@code + - * ^},
 * brackets, and things side by side, which are multiplied.
 *
 * @param written as it is shown
 */
public record Term(String written) {

  private static final Pattern TOKEN = Pattern.compile("\\s*(\\d{1,6}|[A-Za-z]+|[-+*^()])");

  /**
   * What it is for these values.
   *
   * @throws QuestionException if it is no such expression, or a name has no value
   */
  public double at(Map<String, Double> values) throws QuestionException {
    return new Reader(written, values).whole();
  }

  /** Reads and works out at once. */
  private static final class Reader {
    private final String text;
    private final Map<String, Double> values;
    private final Matcher matcher;
    private String next = "";

    Reader(String text, Map<String, Double> values) {
      this.text = text;
      this.values = values;
      matcher = TOKEN.matcher(text);
    }

    double whole() throws QuestionException {
      take();
      double value = sum();
      if (!next.isEmpty() || !text.substring(matcher.regionStart()).isBlank()) {
        throw wrong();
      }
      return value;
    }

    private QuestionException wrong() {
      return new QuestionException(
          "'%s' is no term of a formula; write one of numbers, %s, + - * ^ and brackets"
              .formatted(text, String.join(", ", values.keySet())));
    }

    private String take() {
      String taken = next;
      boolean found = matcher.lookingAt();
      next = found ? matcher.group(1) : "";
      if (found) {
        matcher.region(matcher.end(), text.length());
      }
      return taken;
    }

    private double sum() throws QuestionException {
      double value = product();
      while (next.equals("+") || next.equals("-")) {
        value += take().equals("+") ? product() : -product();
      }
      return value;
    }

    private double product() throws QuestionException {
      double value = power();
      while (next.equals("*") || next.equals("(") || next.matches("\\w+")) {
        if (next.equals("*")) {
          take();
        }
        value *= power();
      }
      return value;
    }

    private double power() throws QuestionException {
      double base = atom();
      if (next.equals("^")) {
        take();
        return Math.pow(base, power());
      }
      return base;
    }

    private double atom() throws QuestionException {
      String token = take();
      if (token.equals("(")) {
        double value = sum();
        if (!take().equals(")")) {
          throw wrong();
        }
        return value;
      }
      if (token.matches("\\d+")) {
        return Double.parseDouble(token);
      }
      Double value = values.get(token);
      if (value == null) {
        throw wrong();
      }
      return value;
    }
  }
}
