package io.tarry.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.report.Results;
import io.tarry.report.files.WrittenFiles;
import io.tarry.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultsTableTest {

  private final Scenario scenario =
      Results.scenario("models/04-why.yaml", "with TIME_WAIT", "without TIME_WAIT");

  @Test
  void what_is_as_expected_is_said_in_few_words() {
    String table =
        table(
            Results.of(scenario, "with TIME_WAIT", Results.holds(), Results.reached()),
            Results.of(scenario, "without TIME_WAIT", Results.violated(Verdict.VIOLATED)));

    assertThat(table)
        .isEqualTo(
            """
            models/04-why.yaml: Why TIME_WAIT exists
              with TIME_WAIT                                                 12,345 states   depth  23     0.4 s
                ok  holds                   fin-from-last-ack-never-answered-by-rst
                ok  holds                   both-closed
              without TIME_WAIT                                              12,345 states   depth  23     0.4 s
                ok  violated, as expected   fin-from-last-ack-never-answered-by-rst

            2 cases, 3 verdicts, all as expected, 24,690 states in 0.8 s; see reports/
            """);
  }

  @Test
  void what_is_not_as_expected_stands_out_and_says_why() {
    String table =
        table(Results.of(scenario, "without TIME_WAIT", Results.violated(Verdict.HOLDS)));

    assertThat(table)
        .contains(
            "    !!  violated                fin-from-last-ack-never-answered-by-rst EXPECTED holds\n")
        .contains("A FIN retransmitted by an end still in LAST_ACK is never answered by a RST")
        .contains("but in step 11: the FIN of a peer in LAST_ACK is answered by a RST")
        .contains("1 verdict, 1 NOT AS EXPECTED");
  }

  @Test
  void what_nothing_is_expected_of_is_no_alarm_and_says_what_was_found() {
    PropertyResult violated =
        new PropertyResult(
            Results.NEVER_RST,
            Verdict.VIOLATED,
            Optional.empty(),
            Optional.empty(),
            Results.violated(Verdict.HOLDS).story());

    String table = table(Results.of(scenario, "without TIME_WAIT", violated));

    assertThat(table)
        .contains("\n        violated                fin-from-last-ack-never-answered-by-rst\n")
        .contains("but in step 11: the FIN of a peer in LAST_ACK is answered by a RST")
        .contains("1 verdict, nothing was expected")
        .doesNotContain("!!", "ok  ", "EXPECTED");
  }

  @Test
  void that_no_run_comes_to_the_danger_is_said_below_the_verdict() {
    String table = table(Results.of(scenario, "with TIME_WAIT", Results.outOfDanger()));

    assertThat(table)
        .contains("There is no run in which the FIN comes again: 12,345 states searched\n");
  }

  @Test
  void undecided_names_the_limit() {
    String table =
        table(
            Results.stopped(
                scenario,
                "without TIME_WAIT",
                Results.without(Results.NEVER_RST, Verdict.UNDECIDED, Verdict.HOLDS)));

    assertThat(table)
        .contains("not all was seen: --max-states is reached")
        .contains("not known: --max-states is reached")
        .contains("1 undecided");
  }

  @Test
  void names_of_any_length_stay_within_100_columns() {
    String longId =
        "a-property-with-a-name-that-is-far-longer-than-any-name-of-a-property-should-be";
    Claim claim =
        new Claim(
            longId,
            "A sentence ".repeat(20),
            "",
            "",
            List.of(Results.danger("", "")),
            Set.of(),
            Property.always(longId, (model, before, action, after) -> true));
    String longCase = "a case whose name goes on and on ".repeat(8).strip();
    Scenario wide =
        Results.scenarioOf("models/" + "x".repeat(140) + ".yaml", List.of(claim), longCase);
    PropertyResult unexpected = Results.without(claim, Verdict.VACUOUS, Verdict.HOLDS);

    assertThat(table(Results.of(wide, longCase, unexpected)).lines())
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void colour_only_adds_to_the_same_words() {
    List<CaseResult> results =
        List.of(
            Results.of(scenario, "with TIME_WAIT", Results.violated(Verdict.HOLDS)),
            Results.of(scenario, "without TIME_WAIT", Results.violated(Verdict.VIOLATED)));

    String coloured =
        ResultsTable.of(results, WrittenFiles.nothing(), Optional.empty(), TerminalColours.COLOURS);
    String plain =
        ResultsTable.of(results, WrittenFiles.nothing(), Optional.empty(), TerminalColours.NONE);

    assertThat(coloured).contains("\u001b[");
    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void times_are_humane() {
    assertThat(List.of(0L, 12L, 99L, 412L, 3_149L, 42_400L, 303_000L))
        .extracting(millis -> ResultsTable.humane(Duration.ofMillis(millis)))
        .containsExactly("0 ms", "12 ms", "99 ms", "0.4 s", "3.1 s", "42 s", "5 min 3 s");
  }

  private static String table(CaseResult... results) {
    return ResultsTable.of(
        List.of(results), WrittenFiles.nothing(), Optional.of("reports/"), TerminalColours.NONE);
  }
}
