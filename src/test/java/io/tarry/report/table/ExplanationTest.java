package io.tarry.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.report.Results;
import io.tarry.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

  private static final String NO_DANGER =
      "There is no run in which the FIN comes again: 12,345 states searched";

  private final Scenario scenario = Results.scenario("models/04-why.yaml", "a case");

  private String told(PropertyResult... properties) {
    CaseResult result = Results.of(scenario, "a case", properties);
    return Explanation.of(List.of(result), TerminalColours.NONE).replaceAll("\\s+", " ");
  }

  @Test
  void a_witness_says_which_danger_it_meets() {
    assertThat(told(Results.holds()))
        .contains("no run breaks this; a shortest one in which the FIN comes again")
        .doesNotContain("There is no run");
  }

  @Test
  void that_no_run_comes_to_the_danger_is_told_with_other_runs_and_without() {
    assertThat(told(Results.outOfDanger())).contains("no run breaks that. " + NO_DANGER);
    assertThat(told(Results.reached(), Results.outOfDanger()))
        .contains("a shortest run that gets there")
        .contains(NO_DANGER);
  }

  @Test
  void a_claim_that_does_not_hold_has_nothing_to_say_of_its_danger() {
    assertThat(told(Results.without(Results.NEVER_RST, Verdict.VACUOUS, Verdict.HOLDS)))
        .doesNotContain("There is no run");
    assertThat(told(Results.violated(Verdict.VIOLATED))).doesNotContain("There is no run");
  }
}
