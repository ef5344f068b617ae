package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What was probably meant")
class NearestWordTest {

  private static final List<String> WORDS = List.of("receive", "close", "eof", "send", "lose");

  @ParameterizedTest
  @CsvSource({
    "recieve, receive", // two letters exchanged
    "reciev, receive", // and one missing
    "closee, close",
    "cloze, close",
    "CLOSE, close",
    "eoff, eof",
    "sned, send"
  })
  void is_the_nearest_word(String written, String meant) {
    assertThat(NearestWord.nearest(written, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"wait", "x", "''", "sssss", "receivers wait for bytes"})
  void is_nothing_where_no_word_is_near(String written) {
    assertThat(NearestWord.nearest(written, WORDS)).isEmpty();
  }

  @Test
  void is_the_first_of_equally_near_words() {
    assertThat(NearestWord.nearest("ab", List.of("ac", "ad"))).contains("ac");
  }

  @Test
  void is_nothing_for_a_word_too_long_to_be_a_slip() {
    String word = "x".repeat(64);

    assertThat(NearestWord.nearest(word, List.of(word))).contains(word);
    assertThat(NearestWord.nearest(word + "x", List.of(word))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "'', ab, 2",
    "abc, abc, 0",
    "abc, acb, 1",
    "abcd, badc, 2",
    "kitten, sitting, 3",
    "ca, abc, 3"
  })
  void counts_insertions_deletions_replacements_and_exchanges(String a, String b, int distance) {
    assertThat(NearestWord.distance(a, b)).isEqualTo(distance);
    assertThat(NearestWord.distance(b, a)).isEqualTo(distance);
  }
}
