package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares an SVG with the one that GraphViz draws. Both are the same text, except for one digit: a
 * head leans by a ten-thousandth of a point to the side to which its line goes, and of a line that
 * is upright or level only GraphViz's rounding errors say which side that is. Where a corner is in
 * the middle between two hundredths of a point, such a head has another last digit.
 */
public final class SvgComparison {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+\\.?[0-9]*");
  private static final double LAST_DIGIT = 0.0101;

  private SvgComparison() {}

  /** Fails unless they are the same. */
  public static void assertSame(String svg, String ofGraphviz) {
    List<String> lines = svg.lines().toList();
    List<String> expected = ofGraphviz.lines().toList();
    if (lines.size() != expected.size()) {
      assertThat(svg).isEqualTo(ofGraphviz);
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String wanted = expected.get(i);
      if (!line.equals(wanted)) {
        assertThat(line).as(svg).startsWith("<polygon ");
        assertNear(line, wanted, svg);
      }
    }
  }

  private static void assertNear(String line, String wanted, String svg) {
    assertThat(NUMBER.matcher(line).replaceAll("#"))
        .as(svg)
        .isEqualTo(NUMBER.matcher(wanted).replaceAll("#"));
    List<Double> numbers = numbers(line);
    List<Double> others = numbers(wanted);
    for (int i = 0; i < numbers.size(); i++) {
      assertThat(numbers.get(i)).as(svg).isCloseTo(others.get(i), within(LAST_DIGIT));
    }
  }

  private static List<Double> numbers(String line) {
    return NUMBER
        .matcher(line.substring(line.indexOf("points=")))
        .results()
        .map(found -> Double.valueOf(found.group()))
        .toList();
  }
}
