package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.ServiceWorld;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check that keeps fewer states")
class ReducedCheckTest extends CheckRuns {

  private static final String TWO_PORTS =
      """
      title: Two ports
      question: Which?
      start: listening
      hosts: { client: { processes: 2, sysctl: { ip_local_port_range: [40000, 40001] } } }
      connection: { client: [open, close], server: [keep listening, close on eof] }
      network: { reorder: false }
      time: { msl: 1, rto: 3, timeWait: 2 }
      cases:
        one:
          expect: { connect-finds-a-port: holds, bind-succeeds: vacuous }
      """;

  @Test
  void a_check_reduced_by_symmetry_says_that_it_counts_representatives() throws IOException {
    String file = file("ports.yaml", TWO_PORTS).toString();
    CommandRun run = check(file, "--symmetry");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains(" representatives   depth").contains(" representatives in ");
    JsonObject reduced = result(check(file, "--symmetry", "--json"));
    JsonObject whole = result(check(file, "--json"));
    assertThat(reduced.get("counted").getAsString()).isEqualTo("representatives");
    assertThat(whole.has("counted")).isFalse();
    assertThat(reduced.get("states").getAsLong()).isLessThan(whole.get("states").getAsLong());
    assertThat(check(file("good.yaml", GOOD).toString(), "--symmetry").out())
        .doesNotContain("representative");
  }

  @Test
  void claims_about_whole_runs_are_refused_where_states_are_left_out() {
    Claim claim =
        new Claim(
            "ends-at-last",
            "",
            "",
            "",
            List.of(new Danger("", "", Optional.empty())),
            Set.of(),
            Property.alwaysEventually("ends-at-last", (m, b, a, c) -> true));
    Selection.Task task =
        new Selection.Task(
            new Scenario("x.yaml", "t", "q", "", List.of()),
            new Scenario.Case("one", List.of(), ServiceWorld.clientComes(1).settings(), List.of()),
            List.of(new Scenario.Expectation(claim, Verdict.HOLDS)));

    assertThatThrownBy(() -> Selection.refuseClaimsAboutRuns(List.of(task), "--symmetry"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'ends-at-last'")
        .hasMessageContaining("--symmetry");
  }

  @Test
  void a_compacted_check_says_what_it_may_have_missed() throws IOException {
    CommandRun run = check(file("good.yaml", GOOD).toString(), "--hash-compact");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .contains("--hash-compact")
        .contains("probability of")
        .contains("undecided");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }

  @Test
  void claims_about_runs_are_refused_where_states_are_taken_for_one_another() throws IOException {
    String about = "time-wait-only-at-server: holds, no-endless-exchange: holds";
    String file =
        file("runs.yaml", GOOD.replace("time-wait-only-at-server: holds", about)).toString();

    for (List<String> asked :
        List.of(
            List.of("check", "--hash-compact"),
            List.of("check", "--symmetry"),
            List.of("explain", "--hash-compact"))) {
      CommandRun run = CommandRun.of(asked.get(0), asked.get(1), file);
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("'no-endless-exchange' is about whole runs", asked.get(1));
    }
  }
}
