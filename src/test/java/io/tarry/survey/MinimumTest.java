package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Reading;
import io.tarry.scenario.ScenarioReader;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The least value of a setting")
class MinimumTest {

  private static final String CLOSE =
      """
      title: A close
      question: How long must TIME_WAIT be?
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { lose: %d, reorder: false }
      time: { msl: %d, rto: %d, retransmissions: 3, timeWait: 1 }
      properties:
        odd: { never: client.state == TIME_WAIT and network.sent > 99 }
      """;

  private static final String CLAIM = "fin-from-last-ack-never-answered-by-rst";

  private static Question question(String text, String property) throws QuestionException {
    Reading reading = ScenarioReader.read("x.yaml", text);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return Question.of(
        "x.yaml", text, ((Reading.Good) reading).scenario(), Optional.empty(), property);
  }

  private static Minimum.Answer least(String text, String property, String of, Check check)
      throws QuestionException {
    return Minimum.of(
        question(text, property),
        Variation.of(of),
        new CellChecks(check, 2, () -> false),
        cell -> {});
  }

  @ParameterizedTest(name = "{0} losses, MSL {1}, RTO {2}: {3}")
  @CsvSource({"1, 1, 3, 4", "2, 1, 3, 10", "1, 2, 5, 7", "1, 1, 5, 6"})
  void of_TIME_WAIT_is_MSL_and_the_time_of_the_losses(int losses, int msl, int rto, int least)
      throws QuestionException {
    Minimum.Answer answer =
        least(CLOSE.formatted(losses, msl, rto), CLAIM, "time.timeWait=0..60", Check.whole());

    assertThat(answer.least()).contains(least);
    assertThat(answer.allBelow()).isTrue();
    assertThat(answer.monotone()).isTrue();
    assertThat(answer.searched().get(least).property().verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(answer.searched().get(least).result().stoppedBy()).isEmpty();
    assertThat(answer.searched().get(least - 1).property().story()).isPresent();
    assertThat(answer.searched()).containsKeys(least + 1, least + 2);
    for (int place = 0; place < least; place++) {
      assertThat(answer.searched().get(place).property().verdict()).isEqualTo(Verdict.VIOLATED);
    }
  }

  @Test
  void is_found_below_a_border_where_the_property_is_not_monotone() throws QuestionException {
    String text = CLOSE.formatted(1, 1, 3);
    Minimum.Answer answer = least(text, CLAIM, "time.timeWait=9,0,1,2,3", Check.whole());

    assertThat(answer.least()).contains(0);
    assertThat(answer.monotone()).isFalse();
  }

  @Test
  void is_searched_for_among_all_smaller_values() throws QuestionException {
    // Doubling sees places 0 and 1, then 3; place 2 holds and is found by looking at all below.
    Minimum.Answer answer =
        least(CLOSE.formatted(1, 1, 3), CLAIM, "time.timeWait=0,1,9,2,8,3,7", Check.whole());

    assertThat(answer.least()).contains(2);
    assertThat(answer.allBelow()).isTrue();
    assertThat(answer.monotone()).isFalse();
  }

  /** Of very many smaller values, those next to it and some evenly between are searched. */
  @Test
  void is_checked_by_some_of_very_many_smaller_values() throws QuestionException {
    Minimum.Answer answer =
        least(CLOSE.formatted(1, 1, 75), CLAIM, "time.timeWait=0..100", Check.whole());

    assertThat(answer.least()).contains(76);
    assertThat(answer.allBelow()).isFalse();
    assertThat(answer.monotone()).isTrue();
    assertThat(answer.searched()).containsKeys(0, 4, 9, 14, 19, 23, 28, 33, 38, 42, 47, 52, 57);
    assertThat(answer.searched()).containsKeys(60, 61, 62, 72, 73, 74, 75, 77, 78);
    assertThat(answer.searched()).doesNotContainKeys(2, 58, 79);
  }

  @Test
  void is_none_where_no_value_will_do() throws QuestionException {
    Minimum.Answer answer =
        least(CLOSE.formatted(1, 1, 3), CLAIM, "time.timeWait=0..3", Check.whole());

    assertThat(answer.least()).isEmpty();
    assertThat(answer.undecided()).isEmpty();
    assertThat(answer.searched()).hasSize(4);
  }

  @Test
  void is_found_where_doubling_meets_none() throws QuestionException {
    Minimum.Answer answer =
        least(CLOSE.formatted(1, 1, 3), CLAIM, "time.timeWait=0,1,9,2", Check.whole());

    assertThat(answer.least()).contains(2);
    assertThat(answer.monotone()).isFalse();
  }

  @Test
  void is_not_known_where_a_limit_is_reached() throws QuestionException {
    Minimum.Answer answer =
        least(
            CLOSE.formatted(1, 1, 3),
            CLAIM,
            "time.timeWait=9..12",
            Check.whole().within(Limits.none().states(5)));

    assertThat(answer.least()).isEmpty();
    assertThat(answer.undecided()).contains(0);
  }

  @Test
  void is_of_a_setting_that_there_is() throws QuestionException {
    String text = CLOSE.formatted(1, 1, 3);
    assertThatThrownBy(() -> least(text, CLAIM, "time.timeWiat=0..9", Check.whole()))
        .isInstanceOf(QuestionException.class)
        .hasMessage(
            "time.timeWiat 0: no setting is called 'time.timeWiat'; did you mean 'time.timeWait'?");
    assertThatThrownBy(() -> least(text, CLAIM, "time.retransmissions=8,9", Check.whole()))
        .hasMessage(
            "time.retransmissions 8: expected a number from 0 to 7 or 'unlimited', found '8'");
    assertThatThrownBy(() -> question(text, "od")).hasMessageContaining("did you mean 'odd'?");
  }
}
