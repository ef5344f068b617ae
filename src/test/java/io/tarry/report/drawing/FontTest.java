package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FontTest {

  private final Font font = Font.normal(10);

  @Test
  void bold_and_larger_texts_are_wider() {
    assertThat(Font.bold(10).width("ESTABLISHED")).isGreaterThan(font.width("ESTABLISHED"));
    assertThat(Font.normal(20).width("x")).isEqualTo(2 * font.width("x"));
  }

  @Test
  void wrapped_lines_keep_the_words_and_the_width() {
    String text = "the FIN of a peer in LAST_ACK is answered by a RST, not by an ACK";

    assertThat(font.wrap(text, 1.5)).allMatch(line -> font.width(line) <= 1.5);
    assertThat(String.join(" ", font.wrap(text, 1.5))).isEqualTo(text);
  }

  @Test
  void a_word_wider_than_the_line_stands_alone() {
    assertThat(font.wrap("a " + "w".repeat(40) + " b", 1))
        .containsExactly("a", "w".repeat(40), "b");
  }

  @Test
  void a_last_line_of_one_short_word_is_avoided() {
    String text = "aaaa bbbb cccc dddd eeee f";
    double allButTheLast = font.width("aaaa bbbb cccc dddd eeee");

    assertThat(font.wrap(text, allButTheLast + 0.01))
        .hasSize(2)
        .last()
        .asString()
        .hasSizeGreaterThan(1);
  }

  @Test
  void an_empty_text_has_no_lines() {
    assertThat(font.wrap("  ", 1)).isEmpty();
  }
}
