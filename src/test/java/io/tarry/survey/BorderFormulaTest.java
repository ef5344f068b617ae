package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tarry.engine.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A formula for the border in a sweep")
class BorderFormulaTest {

  private static final String TEXT =
      """
      title: A close
      question: How long must TIME_WAIT be?
      start: established
      connection: { client: [close on eof], server: [close] }
      time: { msl: 2, rto: 5, timeWait: 1 }
      """;

  private static Sweep sweep(String across, String down) throws QuestionException {
    Question question = new Question("x.yaml", TEXT, "as written", "no-stuck-state");
    return Sweep.of(question, List.of(Variation.of(across), Variation.of(down)));
  }

  /** It holds where the number is above 0, and is undecided where it is below. */
  private static Map<Map<String, String>, CellSummary> outcomes(
      Sweep sweep, IntBinaryOperator holds) {
    Map<Map<String, String>, CellSummary> outcomes = new LinkedHashMap<>();
    for (int row = 0; row < sweep.rows(); row++) {
      for (int column = 0; column < sweep.columns(); column++) {
        int said = holds.applyAsInt(row, column);
        Verdict verdict =
            said > 0 ? Verdict.HOLDS : said < 0 ? Verdict.UNDECIDED : Verdict.VIOLATED;
        outcomes.put(
            sweep.settings(row, column),
            new CellSummary(
                sweep.settings(row, column),
                verdict,
                Optional.empty(),
                new CellSummary.Size(1, 1, 1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    }
    return outcomes;
  }

  @Test
  void has_the_factors_that_the_verdicts_were_made_with_and_is_asked_of_each_cell()
      throws QuestionException {
    Sweep sweep = sweep("time.timeWait=0..80", "network.lose=0..3");
    int[] powers = {1, 2, 4, 8};
    var outcomes = outcomes(sweep, (k, t) -> t >= 3 * 2 + 2 * (powers[k] - 1) * 5 ? 1 : 0);

    BorderFormula boundary = BorderFormula.fit(sweep, BorderFormula.USUAL_TERMS, outcomes);

    assertThat(boundary.formula()).isEqualTo("time.timeWait >= 3 MSL + 2 (2^k - 1) RTO");
    assertThat(boundary.rows()).isEqualTo(4);
    assertThat(boundary.checked()).isEqualTo(4 * 81);
    assertThat(boundary.failed()).isEmpty();
  }

  @Test
  void is_not_seen_beside_a_cell_that_is_undecided_nor_asked_of_that() throws QuestionException {
    Sweep sweep = sweep("time.timeWait=0..40", "network.lose=0..2");
    int[] borders = {2, 7, 17};
    var outcomes =
        outcomes(sweep, (k, t) -> t >= borders[k] ? 1 : k == 2 && t == borders[k] - 1 ? -1 : 0);

    BorderFormula boundary = BorderFormula.fit(sweep, BorderFormula.USUAL_TERMS, outcomes);

    assertThat(boundary.formula()).isEqualTo("time.timeWait >= MSL + (2^k - 1) RTO");
    assertThat(boundary.rows()).isEqualTo(2);
    assertThat(boundary.checked()).isEqualTo(3 * 41 - 1);
    assertThat(boundary.failed()).isEmpty();
  }

  @Test
  void takes_times_with_units_in_any_of_them() throws QuestionException {
    String seconds =
        TEXT.replace("msl: 2, rto: 5, timeWait: 1", "msl: 2 s, rto: 500 ms, timeWait: 1 s");
    Question question = new Question("x.yaml", seconds, "as written", "no-stuck-state");
    Sweep sweep =
        Sweep.of(
            question,
            List.of(
                Variation.of("time.timeWait=2 s,2500 ms,3 s,3500 ms,1 min"),
                Variation.of("network.lose=0..2")));
    double[] borders = {2, 2.5, 3.5};
    double[] lengths = {2, 2.5, 3, 3.5, 60};
    var outcomes = outcomes(sweep, (k, t) -> lengths[t] >= borders[k] ? 1 : 0);

    BorderFormula boundary = BorderFormula.fit(sweep, BorderFormula.USUAL_TERMS, outcomes);

    assertThat(boundary.formula()).isEqualTo("time.timeWait >= MSL + (2^k - 1) RTO");
    assertThat(boundary.checked()).isEqualTo(15);
    assertThat(boundary.failed()).isEmpty();
  }

  @Test
  void is_over_no_words() throws QuestionException {
    Question question = new Question("x.yaml", TEXT, "as written", "no-stuck-state");
    Sweep sweep =
        Sweep.of(
            question,
            List.of(
                Variation.of("hosts.client.stack=rfc9293,linux"),
                Variation.of("network.lose=0..1")));
    var outcomes = outcomes(sweep, (k, t) -> t);

    assertThatThrownBy(() -> BorderFormula.fit(sweep, "1", outcomes))
        .hasMessage(
            "a formula is over numbers and times, and 'linux' of hosts.client.stack is neither");
  }

  @Test
  void says_which_cells_fail_where_it_is_not_of_this_form() throws QuestionException {
    Sweep sweep = sweep("time.timeWait=0..40", "network.lose=0..3");
    var outcomes = outcomes(sweep, (k, t) -> t >= 2 + k * k * 3 ? 1 : 0);

    BorderFormula boundary = BorderFormula.fit(sweep, "MSL, k RTO", outcomes);

    assertThat(boundary.failed()).isNotEmpty();
  }

  @Test
  void needs_rows_in_which_the_border_is_seen_and_terms_that_differ() throws QuestionException {
    Sweep sweep = sweep("time.timeWait=0..9", "network.lose=0..3");
    var never = outcomes(sweep, (k, t) -> 1);
    var some = outcomes(sweep, (k, t) -> t > 4 ? 1 : 0);

    assertThatThrownBy(() -> BorderFormula.fit(sweep, "MSL", never))
        .hasMessageContaining("1 factors cannot be fitted to 0 rows in which the border is seen");
    assertThatThrownBy(() -> BorderFormula.fit(sweep, "MSL, RTO", some))
        .hasMessage("in these rows the terms cannot be told apart; leave one out");
    assertThat(BorderFormula.fit(sweep, "1", some).formula()).isEqualTo("time.timeWait >= 5");
  }

  @ParameterizedTest
  @CsvSource({
    "MSL, 2",
    "(2^k - 1) RTO, 35",
    "2 * k + 1, 7",
    "2^2^k, 256",
    "10 - 2 - 3, 5",
    "k k, 9",
    "3(k + 1), 12"
  })
  void is_of_terms_that_are_worked_out_as_in_school(String term, double value)
      throws QuestionException {
    assertThat(new Term(term).at(Map.of("MSL", 2.0, "RTO", 5.0, "k", 3.0)))
        .isCloseTo(value, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "(k", "k)", "k +", "2 ^", "k / 2", "k $"})
  void is_of_no_other_terms(String term) {
    assertThatThrownBy(() -> new Term(term).at(Map.of("k", 3.0)))
        .isInstanceOf(QuestionException.class)
        .hasMessage(
            "'"
                + term
                + "' is no term of a formula; write one of numbers, k, + - * ^ and brackets");
  }
}
