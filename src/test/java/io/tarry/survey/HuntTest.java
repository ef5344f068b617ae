package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Draft;
import io.tarry.scenario.Reading;
import io.tarry.scenario.ScenarioGenerator;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.settings.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A hunt through random worlds")
class HuntTest {

  private static final String CLAIM = "connect-succeeds";

  private static Hunt.Answer hunt(String property, int worlds, int threads, List<String> heard) {
    Check check = Check.whole().within(Limits.none().states(3_000));
    return Hunt.of(
        property,
        11,
        worlds,
        new CellChecks(check, threads, () -> false),
        cell -> heard.add(cell.cell().world().settings().toString()));
  }

  @Test
  void ends_with_the_first_world_that_violates_the_property() {
    Hunt.Answer answer = hunt(CLAIM, 100, 1, new ArrayList<>());

    assertThat(answer.of(Verdict.VIOLATED)).isOne();
    Hunt.Found found = answer.found().orElseThrow();
    int before = answer.verdicts().values().stream().mapToInt(Integer::intValue).sum() - 1;
    assertThat(found.number()).isEqualTo(before + 1).isGreaterThan(1);
    Reading.Good world = (Reading.Good) ScenarioReader.read("x", found.question().text());
    assertThat(
            Check.whole()
                .of(world.scenario(), world.scenario().cases().get(0))
                .properties()
                .get(0)
                .verdict())
        .isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void is_the_same_for_any_number_of_threads() {
    Hunt.Answer alone = hunt(CLAIM, 100, 1, new ArrayList<>());

    assertThat(hunt(CLAIM, 100, 3, new ArrayList<>())).isEqualTo(alone);
  }

  @Test
  void says_how_many_were_searched_to_the_end_where_it_finds_none() {
    List<String> heard = new ArrayList<>();

    Hunt.Answer answer = hunt("no-forbidden-state-pair", 30, 2, heard);

    assertThat(answer.found()).isEmpty();
    assertThat(heard).hasSize(30).doesNotHaveDuplicates();
    assertThat(answer.of(Verdict.HOLDS)).isPositive();
    assertThat(answer.verdicts().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(30);
  }

  @Test
  void draws_any_setting_of_the_network_of_time_and_of_both_hosts() {
    Set<String> drawn = new TreeSet<>();
    Set<Object> values = new HashSet<>();
    Random random = new Random(5);
    int good = 0;
    for (int i = 0; i < 2_000; i++) {
      Draft draft = ScenarioGenerator.of(random, CLAIM, "holds");
      for (Draft.Leaf leaf : draft.leaves()) {
        drawn.add(leaf.setting());
        values.add(leaf.value());
      }
      good += ScenarioReader.read("x", draft.text()) instanceof Reading.Good ? 1 : 0;
    }

    assertThat(good).isGreaterThan(500);
    assertThat(drawn)
        .contains("network.lose", "network.surelyLose.FIN", "time.timeWait", "time.kind", "start")
        .contains("hosts.client.sysctl.tcp_tw_reuse", "hosts.server.twRestart")
        .contains("hosts.server.sysctl.tcp_max_tw_buckets", "hosts.client.clock.tick")
        .contains("hosts.client.processes", "hosts.server.ports", "connection.client2", "nat")
        .contains("window", "isnApart")
        .hasSizeGreaterThan(60);
    assertThat(values).contains("half_closed", "real", "1 s", "again 1", "open to 443");
  }

  @Test
  void asks_what_is_about_whole_runs_of_no_world_in_real_time() {
    List<Time.Kind> kinds = new ArrayList<>();
    Check check = Check.whole().within(Limits.none().states(1));
    for (String property : List.of("closed-at-last", "last-ack-ends-by-ack")) {
      Hunt.of(
          property,
          5,
          60,
          new CellChecks(check, 1, () -> false),
          cell -> kinds.add(cell.cell().world().settings().time().kind()));
    }

    assertThat(kinds).hasSize(120);
    assertThat(kinds.subList(0, 60)).doesNotContain(Time.Kind.REAL);
    assertThat(kinds.subList(60, 120)).contains(Time.Kind.REAL);
  }
}
