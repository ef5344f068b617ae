package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.drawing.Palette;
import io.tarry.scenario.ShippedText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** WCAG 2.1, success criterion 1.4.3 (AA): a contrast of 4.5 to 1. */
@DisplayName("Texts differ enough from their ground")
class ContrastTest {

  private static final double ENOUGH = 4.5;
  private static final Pattern VARIABLE = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");

  /** Each text colour of the style sheet, and a ground that it stands on. */
  private static final List<List<String>> ON_PAGES =
      List.of(
          List.of("ink", "back"),
          List.of("ink", "card"),
          List.of("ink", "accent-back"),
          List.of("soft", "back"),
          List.of("soft", "card"),
          List.of("link", "back"),
          List.of("link", "card"),
          List.of("bad", "bad-back"),
          List.of("bad", "card"),
          List.of("good", "good-back"),
          List.of("good", "card"),
          List.of("wait-ink", "wait"),
          List.of("event", "paper"),
          List.of("card", "host-0"),
          List.of("card", "host-1"),
          List.of("card", "host-2"));

  private static final List<List<String>> IN_PICTURES =
      List.of(
          List.of(Palette.INK, Palette.PAPER),
          List.of(Palette.GREY, Palette.PAPER),
          List.of(Palette.HEADING, Palette.HOST_FILL),
          List.of(Palette.SUBHEADING, Palette.HOST_FILL),
          List.of(Palette.SUBHEADING, Palette.PARTING_FILL),
          List.of(Palette.PAPER, Palette.PARTING),
          List.of(Palette.NO_CONNECTION_TEXT, Palette.NO_CONNECTION_FILL),
          List.of(Palette.TIME_WAIT_TEXT, Palette.TIME_WAIT_FILL),
          List.of(Palette.TIME_WAIT_MEASURE, Palette.TIME_WAIT_SHADE),
          List.of(Palette.TIME_WAIT_MEASURE, Palette.PAPER),
          List.of(Palette.EVENT, Palette.BAD_FILL),
          List.of(Palette.EVENT, Palette.GOOD_FILL),
          List.of(Palette.OVERTAKEN, Palette.PAPER),
          List.of(Palette.OLD, Palette.PAPER),
          List.of(Palette.BAD, Palette.PAPER),
          List.of(Palette.PAPER, Palette.BAD),
          List.of(Palette.PAPER, Palette.GOOD),
          List.of(Palette.BAD_DARK, Palette.BAD_FILL),
          List.of(Palette.GOOD_DARK, Palette.GOOD_FILL));

  @Test
  void on_light_pages() {
    assertReadable(variables(light()));
  }

  @Test
  void on_dark_pages() {
    Map<String, String> dark = variables(light());
    dark.putAll(variables(dark()));
    assertThat(dark).isNotEqualTo(variables(light()));
    assertReadable(dark);
  }

  @Test
  void in_pictures() {
    assertThat(IN_PICTURES)
        .allSatisfy(pair -> assertThat(contrast(pair.get(0), pair.get(1))).isGreaterThan(ENOUGH));
  }

  /** Paper is white, whatever the screen is. */
  @Test
  void and_nothing_is_printed_in_the_colours_of_a_dark_screen() {
    assertThat(style().split("prefers-color-scheme", -1)).hasSize(3);
    assertThat(style().split("@media screen and \\(prefers-color-scheme: dark\\)", -1)).hasSize(3);
  }

  private static void assertReadable(Map<String, String> colours) {
    assertThat(ON_PAGES)
        .allSatisfy(pair ->
            assertThat(contrast(colours.get(pair.get(0)), colours.get(pair.get(1))))
                .isGreaterThan(ENOUGH));
  }

  private static String style() {
    return ShippedText.read(LessonPage.class, "page.css");
  }

  private static String light() {
    return style().substring(0, style().indexOf("@media"));
  }

  private static String dark() {
    String rest = style().substring(style().indexOf("@media"));
    return rest.substring(0, rest.indexOf("* {"));
  }

  private static Map<String, String> variables(String css) {
    Map<String, String> variables = new HashMap<>();
    Matcher matcher = VARIABLE.matcher(css);
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2));
    }
    assertThat(variables).isNotEmpty();
    return variables;
  }

  private static double contrast(String one, String other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
