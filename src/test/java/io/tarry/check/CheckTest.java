package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Limits;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TestWorld;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Check of a case")
class CheckTest {

  private static CaseResult check(Check check, TestWorld world) {
    List<Scenario.Expectation> expectations =
        Catalogue.all().stream()
            .filter(claim -> claim.property().kind() == Property.Kind.ALWAYS)
            .map(claim -> new Scenario.Expectation(claim, Verdict.HOLDS))
            .toList();
    Scenario.Case one =
        new Scenario.Case("case", List.of("a", "b"), world.settings(), expectations);
    return check.of(new Scenario("x.yaml", "t", "q", "", List.of(one)), one);
  }

  @Test
  void a_network_without_room_leaves_verdicts_undecided_and_names_the_limit() {
    CaseResult result = check(Check.whole(), TestWorld.serverCloses().room(1));
    assertThat(result.stoppedBy()).contains("network.room");
    assertThat(result.properties())
        .extracting(PropertyResult::verdict)
        .doesNotContain(Verdict.HOLDS, Verdict.VACUOUS);
  }

  @Test
  void a_limit_on_states_leaves_verdicts_undecided_and_is_named() {
    CaseResult result =
        check(Check.whole().within(Limits.none().states(5)), TestWorld.serverCloses());
    assertThat(result.stoppedBy()).contains("states");
    assertThat(result.properties())
        .filteredOn(property -> property.verdict() == Verdict.HOLDS)
        .isEmpty();
  }

  @Test
  void a_property_that_is_not_asked_costs_no_state() {
    Scenario.Expectation plain =
        new Scenario.Expectation(Catalogue.find("fin-consumed-once").orElseThrow(), Verdict.HOLDS);
    Scenario.Expectation remembering =
        new Scenario.Expectation(
            Catalogue.find("no-rst-after-graceful-close").orElseThrow(), Verdict.HOLDS);
    TestWorld world = TestWorld.bothClose().losing(1);
    Scenario.Case one =
        new Scenario.Case("case", List.of("a", "b"), world.settings(), List.of(plain, remembering));
    Scenario scenario = new Scenario("x.yaml", "t", "q", "", List.of(one));
    long few = Check.whole().of(scenario, one, List.of(plain)).statistics().states();
    long more = Check.whole().of(scenario, one).statistics().states();
    assertThat(few).isLessThan(more);
  }
}
