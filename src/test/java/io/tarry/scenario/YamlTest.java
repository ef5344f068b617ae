package io.tarry.scenario;

import static io.tarry.scenario.Readings.START;
import static io.tarry.scenario.Readings.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A file that is no YAML, or more of it than a scenario needs")
class YamlTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void is_refused_in_plain_words(String lines, String complaint) {
    assertThat(mistakes(START + lines)).containsExactly(complaint);
  }

  static Stream<Arguments> is_refused_in_plain_words() {
    String colon =
        "a ':' has no place here; is the line indented as it should be,"
            + " or does a text with ': ' in it need quotes?";
    String indented =
        "this does not continue what stands above it; is it indented as it should be?";
    return Stream.of(
        Arguments.of("source: RFC 9293: a text", "5:17: " + colon),
        Arguments.of("network:\n\tlose: 1", "6:1: a tab has no place here; indent with blanks"),
        Arguments.of("network:\n  lose: 1\n   room: 2", "7:8: " + colon),
        Arguments.of("network:\n    lose: 1\n  room: 2", "7:3: " + indented),
        Arguments.of("source: 'RFC' 9293", "5:15: " + indented),
        Arguments.of(
            "network: { lose: 1\n", "6:1: expected ',' or '}' in the map that begins in line 5"),
        Arguments.of("x: [a\ny: b", "6:2: expected ',' or ']' in the list that begins in line 5"),
        Arguments.of("source: 'RFC\n\n\n", "5:9: this quote is never closed"),
        Arguments.of("source: \"RFC\n\n\n", "5:9: this quote is never closed"),
        Arguments.of("source: @home", "5:9: a text that begins with this character needs quotes"),
        Arguments.of(
            "hosts: - linux", "5:8: a '-' has no place here; a list begins on a line of its own"),
        Arguments.of("hosts: }", "5:8: expected a value here"),
        Arguments.of("network\nwindow: 3", "6:1: expected a ':' after the word in line 5"),
        Arguments.of("source: \"\\q\"", "5:11: not YAML: found unknown escape character q(113)"),
        Arguments.of(
            "source: \"\\UFFFFFFFF\"",
            "5:1: not YAML: For input string: \"FFFFFFFF\" under radix 16"),
        Arguments.of(
            "source: &x a",
            "5:9: anchors and aliases (&x, *x) are not understood here; write it out"),
        Arguments.of(
            "source: *x",
            "5:9: anchors and aliases (&x, *x) are not understood here; write it out"),
        Arguments.of("source: !!str a", "5:9: tags (!x) are not understood here; leave it out"),
        Arguments.of("hosts: !x {}", "5:8: tags (!x) are not understood here; leave it out"),
        Arguments.of(
            "---\ntitle: B", "5:1: a second document begins here; one file, one scenario"));
  }

  @Test
  void is_refused_if_it_is_empty() {
    assertThat(mistakes("")).containsExactly("1:1: the file is empty");
    assertThat(mistakes("\n# a comment\n")).containsExactly("1:1: the file is empty");
    assertThat(mistakes("---\n...\n"))
        .containsExactly("2:1: expected 'title: ...' and so on, found nothing");
  }

  @Test
  void is_refused_if_it_is_not_a_map() {
    assertThat(mistakes("# a list\n- a"))
        .containsExactly("2:1: expected 'title: ...' and so on, found a list");
    assertThat(mistakes("a text"))
        .containsExactly("1:1: expected 'title: ...' and so on, found 'a text'");
  }

  @Test
  void is_refused_if_it_is_no_text() {
    assertThat(mistakes("title: a\nquestion: \0"))
        .containsExactly("2:11: not a text in UTF-8: U+0000 has no place here");
    assertThat(mistakes("title: \uD83D\uDE00 \uD800"))
        .containsExactly("1:10: not a text in UTF-8: U+D800 has no place here");
    String latin1 =
        new String(
            "title: a\r\ntitle: \u00e9".getBytes(StandardCharsets.ISO_8859_1),
            StandardCharsets.UTF_8);
    assertThat(mistakes(latin1))
        .containsExactly("2:8: not a text in UTF-8: U+FFFD has no place here");
  }

  @Test
  void is_refused_if_it_is_too_long() {
    String atTheLimit = START + "#".repeat(256 * 1024 - START.length());

    assertThat(Readings.scenario(atTheLimit)).isEqualTo(Readings.scenario(START));
    assertThat(mistakes(atTheLimit + "#")).containsExactly("1:1: the file is longer than 256 KB");
  }

  @Test
  void is_refused_if_it_nests_without_end() {
    assertThat(mistakes("[".repeat(200_000))).containsExactly("1:17: nested too deeply");
    assertThat(mistakes("{a: ".repeat(50_000))).containsExactly("1:62: nested too deeply");
  }

  @Test
  void is_refused_before_its_aliases_can_blow_up() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(mistakes(bomb.toString()))
        .containsExactly("1:5: anchors and aliases (&x, *x) are not understood here; write it out");
  }
}
