package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Printable text")
class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain ~ text",
        "\u00e4\u00df",
        "\u6570 \ud55c\uad6d",
        "\u05e9\u05dc\u05d5\u05dd",
        "e\u0301",
        "\ud83d\ude00 \u2764\ufe0f",
        "\\u202e"
      })
  void is_what_it_was_where_all_of_it_is_seen(String text) {
    assertThat(Printable.of(text)).isEqualTo(text);
  }

  @Test
  void has_an_escape_for_all_that_is_obeyed_or_not_seen() {
    assertThat(Printable.of("a\u001b[31m\u0007\n\t\u007f\u009b"))
        .isEqualTo("a\\u001b[31m\\u0007\\u000a\\u0009\\u007f\\u009b");
    assertThat(Printable.of("\u202a\u202e\u2066\u2069\u200e\u200f\u061c"))
        .isEqualTo("\\u202a\\u202e\\u2066\\u2069\\u200e\\u200f\\u061c");
    assertThat(Printable.of("\u200b\u200d\u00ad\ufeff\u3164\u034f\u2028\ue000"))
        .isEqualTo("\\u200b\\u200d\\u00ad\\ufeff\\u3164\\u034f\\u2028\\ue000");
    assertThat(Printable.of("\ud800x\udb40\udc41")).isEqualTo("\\ud800x\\udb40\\udc41");
  }

  @Test
  void of_several_lines_keeps_the_lines() {
    assertThat(Printable.lines("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
  }
}
