package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Draft;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The plainest scenario that still violates a property")
class ShrinkingTest {

  private static final String CLAIM = "fin-from-last-ack-never-answered-by-rst";

  private static final String STUFFED =
      """
      title: A close
      question: What can happen?
      hosts:
        client: { stack: linux, isn: increasing, sysctl: { tcp_timestamps: 0 } }
        server: freebsd
      connection:
        client: [send 2, close]
        server: [receive 2 or close after 30, close on eof]
      start: established
      window: 5
      network: { lose: 1, room: 10 }
      time: { msl: 1, rto: 4, timeWait: 3, retransmissions: 2 }
      properties:
        no-closing: { never: client.state == CLOSING, says: No end is in CLOSING. }
        none-waits: { never: client.state == TIME_WAIT }
      """;

  private static final SearchSetup UNTIL_DECIDED =
      new SearchSetup() {
        @Override
        public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
          return search.untilDecided();
        }
      };

  private static Shrinking.Answer shrunk(String text, String property, Check check, int threads)
      throws QuestionException {
    Scenario scenario = ((Reading.Good) ScenarioReader.read("x.yaml", text)).scenario();
    Question question = Question.of("x.yaml", text, scenario, Optional.empty(), property);
    return Shrinking.of(question, new CellChecks(check, threads, () -> false), cell -> {});
  }

  private static Check check() {
    return Check.whole().within(Limits.none().states(20_000)).setUp(UNTIL_DECIDED);
  }

  private static Optional<Verdict> verdict(Draft draft) {
    if (ScenarioReader.read("x.yaml", draft.text()) instanceof Reading.Good good) {
      Scenario scenario = good.scenario();
      return Optional.of(
          check().of(scenario, scenario.cases().get(0)).properties().get(0).verdict());
    }
    return Optional.empty();
  }

  @Test
  void has_nothing_in_it_that_does_not_matter() throws QuestionException {
    assertThat(shrunk(STUFFED, "no-closing", check(), 2).draft().text())
        .isEqualTo(
            """
            title: A close
            question: What can happen?
            start: established
            connection:
              client: [close]
              server: [close]
            network: {reorder: false}
            properties:
              no-closing: {never: client.state == CLOSING, says: No end is in CLOSING.}
            expect: {no-closing: violated}
            """);
  }

  /** Each change is tried once more, by a search of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"none-waits", CLAIM})
  void is_violated_and_nothing_plainer_by_one_change_is(String property) throws QuestionException {
    Shrinking.Answer answer = shrunk(STUFFED, property, check(), 2);

    assertThat(answer.result().property().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(answer.result().property().story()).isPresent();
    assertThat(verdict(answer.draft())).contains(Verdict.VIOLATED);
    List<Draft> plainer = Simplifications.than(answer.draft());
    assertThat(plainer).isNotEmpty();
    for (Draft one : plainer) {
      assertThat(verdict(one)).as(one.text()).isNotEqualTo(Optional.of(Verdict.VIOLATED));
    }
  }

  @Test
  void says_of_each_value_left_whether_another_would_do_as_well_for_any_number_of_threads()
      throws QuestionException {
    Shrinking.Answer answer = shrunk(STUFFED, CLAIM, check(), 2);

    Shrinking.Answer alone = shrunk(STUFFED, CLAIM, check(), 1);
    assertThat(alone.draft().text()).isEqualTo(answer.draft().text());
    assertThat(alone.left()).isEqualTo(answer.left());
    assertThat(answer.left())
        .contains(
            new Shrinking.Left(
                "network.lose",
                "1",
                List.of(
                    new Shrinking.Other("0", Verdict.VACUOUS),
                    new Shrinking.Other("2", Verdict.VIOLATED))),
            new Shrinking.Left(
                "network.reorder",
                "false",
                List.of(new Shrinking.Other("true", Verdict.VIOLATED))));
    assertThat(answer.left().stream().filter(Shrinking.Left::matters))
        .extracting(Shrinking.Left::setting)
        .containsExactly("network.lose");
  }

  @Test
  void begins_where_the_connection_is_established_if_that_is_enough() throws QuestionException {
    String text =
        """
        title: A close
        question: What can happen?
        connection: { client: [open, close], server: [listen, close on eof] }
        network: { lose: 1 }
        """;
    assertThat(shrunk(text, CLAIM, check(), 2).draft().text())
        .contains("start: established\n", "client: [close]\n", "server: [close]\n");
  }

  @Test
  void has_fewer_faults_before_it_has_fewer_words_or_settings() {
    Draft plain = Draft.of(STUFFED, "as written", CLAIM, "violated");
    Draft lossy = plain.with(List.of("network", "lose"), 2).without(List.of("window"));
    Draft shorter = lossy.without(List.of("connection", "client", 0));

    assertThat(Simplifications.Size.of(plain)).isLessThan(Simplifications.Size.of(shorter));
    assertThat(Simplifications.Size.of(shorter)).isLessThan(Simplifications.Size.of(lossy));
  }

  @Test
  void is_counted_in_ticks_where_real_time_does_not_matter() throws QuestionException {
    String text =
        """
        title: A close
        question: What can happen?
        start: established
        connection: { client: [close], server: [close on eof] }
        network: { lose: 1 }
        time: { kind: real, msl: 3 s, rto: 5 s, timeWait: 2 s }
        """;
    Draft draft = Draft.of(text, "as written", CLAIM, "violated");

    assertThat(shrunk(text, CLAIM, check(), 2).draft().text())
        .contains("\ntime: {msl: 2, rto: 1}\n");
    assertThat(Simplifications.than(draft).stream().map(Draft::text))
        .anyMatch(
            plainer -> plainer.contains("time: {kind: real, msl: 2 s, rto: 5 s, timeWait: 2 s}"))
        .anyMatch(plainer -> plainer.contains("time: {msl: 3, rto: 5, timeWait: 2}"));
  }

  @Test
  void keeps_times_with_units_where_a_clock_ticks() {
    Draft draft =
        Draft.of(
            STUFFED
                .replace(
                    "time: { msl: 1, rto: 4, timeWait: 3,",
                    "time: { msl: 1 s, rto: 4 s, timeWait: 3 s,")
                .replace("after 30", "after 30 s"),
            "as written",
            CLAIM,
            "violated");

    assertThat(Simplifications.than(draft).stream().map(Draft::text))
        .noneMatch(each -> each.contains("rto: 3 s"));
  }

  @Test
  void a_search_that_a_limit_ends_does_not_count() throws QuestionException {
    String text =
        """
        title: A close
        question: What can happen?
        start: established
        connection: { client: [close], server: [close on eof] }
        network: { lose: 2 }
        time: { timeWait: 9 }
        properties: { none-waits: { never: client.state == TIME_WAIT } }
        """;
    Scenario scenario = ((Reading.Good) ScenarioReader.read("x.yaml", text)).scenario();
    Question question = Question.of("x.yaml", text, scenario, Optional.empty(), "none-waits");
    // Without TIME_WAIT, which is plainer, a search would go on after these.
    long enough = question.cell(Map.of()).check(check()).result().statistics().states();

    Shrinking.Answer answer =
        shrunk(text, "none-waits", check().within(Limits.none().states(enough)), 2);

    assertThat(answer.undecided()).isPositive();
    assertThat(verdict(answer.draft())).contains(Verdict.VIOLATED);
  }

  @Test
  void there_is_none_where_it_is_not_violated() {
    String close =
        """
        title: A close
        question: What can happen?
        start: established
        connection: { client: [close], server: [close on eof] }
        """;
    assertThatThrownBy(() -> shrunk(close, "no-stuck-state", check(), 2))
        .isInstanceOf(QuestionException.class)
        .hasMessage(
            "'no-stuck-state' holds in case 'as written': only what is violated can be shrunk");
  }
}
