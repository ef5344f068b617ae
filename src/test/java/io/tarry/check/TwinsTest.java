package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.world.TcpState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A twin")
class TwinsTest {

  private static final String NEVER_RST = "fin-from-last-ack-never-answered-by-rst";

  private static final String SECONDS = "models/19-the-last-ack-in-seconds.yaml";
  private static final String LONGER = "60 s, seven losses, and packets live 2 s";

  private static List<CaseResult> check(String file, String... cases) throws IOException {
    String text = Files.readString(Path.of(file));
    Scenario scenario = ((Reading.Good) ScenarioReader.read(file, text)).scenario();
    List<CaseResult> results = new ArrayList<>();
    for (Scenario.Case one : scenario.cases()) {
      if (cases.length == 0 || List.of(cases).contains(one.name())) {
        results.add(Check.whole().of(scenario, one));
      }
    }
    return results;
  }

  private static Optional<Twin> twin(List<CaseResult> results, String caseName, String property) {
    CaseResult failing =
        results.stream().filter(one -> one.caseName().equals(caseName)).findFirst().orElseThrow();
    PropertyResult broken =
        failing.properties().stream()
            .filter(one -> one.claim().id().equals(property))
            .findFirst()
            .orElseThrow();
    return new Twins(results).of(failing, broken);
  }

  @Test
  void is_the_same_events_in_the_case_that_differs_least() throws IOException {
    List<CaseResult> results =
        check(
            "models/04-why-time-wait.yaml",
            "with TIME_WAIT",
            "without TIME_WAIT",
            "two losses, and TIME_WAIT is just long enough");

    Twin twin = twin(results, "without TIME_WAIT", NEVER_RST).orElseThrow();

    assertThat(twin.passing().caseName()).isEqualTo("with TIME_WAIT");
    int length = twin.broken().steps().size();
    assertThat(twin.run().steps()).hasSize(length);
    for (Story.Step event : twin.broken().steps()) {
      Story.Step there = twin.playing(event).orElseThrow();
      assertThat(there.number()).isEqualTo(event.number());
      assertThat(there.event()).isEqualTo(event.event());
    }
    Story.Step parting = twin.broken().steps().get(twin.parting() - 1);
    assertThat(parting.changes()).extracting(Story.StateChange::to).contains(TcpState.CLOSED);
    assertThat(twin.playing(parting).orElseThrow().changes())
        .extracting(Story.StateChange::to)
        .contains(TcpState.TIME_WAIT);
    assertThat(twin.run().ending()).isEqualTo("The FIN comes again, and is acknowledged again");
  }

  @Test
  void leaves_out_what_is_not_possible_there() throws IOException {
    List<CaseResult> results =
        check(
            "models/04-why-time-wait.yaml",
            "one loss, and TIME_WAIT is a tick too short",
            "with TIME_WAIT");

    Twin twin =
        twin(results, "one loss, and TIME_WAIT is a tick too short", NEVER_RST).orElseThrow();

    Story.Step parting = twin.broken().steps().get(twin.parting() - 1);
    assertThat(parting.event().kind()).isEqualTo(Action.Kind.TIME_WAIT_TIMEOUT);
    assertThat(twin.playing(parting)).isEmpty();
    assertThat(twin.played()).hasSize(twin.broken().steps().size() - 1);
    Story.Step last = twin.broken().steps().get(twin.broken().steps().size() - 1);
    assertThat(twin.playing(last)).contains(twin.run().steps().get(twin.run().steps().size() - 1));
  }

  @Test
  void is_alike_before_the_two_part_and_not_where_they_do() throws IOException {
    List<CaseResult> results = check("models/10-why-tcp-tw-reuse-has-a-delay.yaml");

    Twin twin =
        twin(results, "the server's clock is slower than the delay", "octets-of-this-incarnation")
            .orElseThrow();

    List<Story.Step> events = twin.broken().steps();
    assertThat(IntStream.range(0, twin.parting() - 1).mapToObj(events::get))
        .allMatch(event -> Twin.isAlike(event, twin.playing(event).orElseThrow()));
    Story.Step parting = events.get(twin.parting() - 1);
    assertThat(Twin.isAlike(parting, twin.playing(parting).orElseThrow())).isFalse();
    // The same SYN,ACK leaves, but its timestamp is another one.
    assertThat(parting.sent())
        .extracting(arrow -> arrow.segment().timestamp())
        .contains(Optional.of(0));
  }

  /** Of real time, that some time passes is no event, and each run has moments of its own. */
  @Test
  void plays_the_events_of_real_time() throws IOException {
    List<CaseResult> results = check(SECONDS, "10 s, five losses", "10 s, six losses", LONGER);

    Twin twin = twin(results, "10 s, six losses", NEVER_RST).orElseThrow();

    assertThat(twin.passing().caseName()).isEqualTo(LONGER);
    Story.Step parting = twin.broken().steps().get(twin.parting() - 1);
    assertThat(parting.event().kind()).isEqualTo(Action.Kind.TIME_WAIT_TIMEOUT);
    assertThat(twin.playing(parting)).isEmpty();
    for (Story.Step event : twin.broken().steps()) {
      boolean passes = event.event().kind() == Action.Kind.TICK;
      assertThat(twin.playing(event).isPresent()).isEqualTo(!passes && !event.equals(parting));
      twin.playing(event).ifPresent(there -> assertThat(there.event()).isEqualTo(event.event()));
    }
    Story.Step before = twin.run().steps().get(twin.playedBefore(twin.parting()) - 1);
    assertThat(before.lost()).isPresent();
    assertThat(twin.run().ending()).isEqualTo("The FIN comes again, and is acknowledged again");
  }

  /** 2,199 ms are counted in milliseconds, 2,200 ms in ticks of 200 ms. */
  @Test
  void takes_times_for_the_same_in_whatever_ticks_they_are_counted() throws IOException {
    String failing = "a millisecond too short for one loss";
    List<CaseResult> results = check(SECONDS, failing, "just long enough for one loss");

    Twin twin = twin(results, failing, NEVER_RST).orElseThrow();

    Story.Step last = twin.broken().steps().get(twin.broken().steps().size() - 1);
    assertThat(twin.playing(last)).contains(twin.run().steps().get(twin.run().steps().size() - 1));
  }

  /** The RST that is lost on the left is an ACK on the right, which arrives. */
  @Test
  void goes_on_until_the_danger_where_the_events_end_before() throws IOException {
    List<CaseResult> results =
        check(
            "models/04-why-time-wait.yaml",
            "with TIME_WAIT",
            "without TIME_WAIT, and every RST is lost");

    Twin twin =
        twin(results, "without TIME_WAIT, and every RST is lost", "last-ack-ends-by-ack")
            .orElseThrow();

    Story.Step last = twin.run().steps().get(twin.run().steps().size() - 1);
    assertThat(twin.played()).doesNotContainValue(last.number());
    assertThat(last.arrives()).isPresent();
    assertThat(twin.run().ending()).contains("ends by the ACK of its FIN");
  }

  @Test
  void is_none_where_no_case_that_is_much_the_same_keeps_the_property() throws IOException {
    List<CaseResult> results = check("models/03-simultaneous-close.yaml");
    assertThat(twin(results, "both close when they like", "time-wait-only-at-server")).isEmpty();
    List<CaseResult> others =
        check("models/04-why-time-wait.yaml", "with TIME_WAIT", "for all timer values");
    assertThat(twin(others, "for all timer values", NEVER_RST)).isEmpty();
  }

  @Test
  void is_none_of_what_holds() throws IOException {
    List<CaseResult> results =
        check("models/04-why-time-wait.yaml", "with TIME_WAIT", "without TIME_WAIT");
    assertThat(twin(results, "with TIME_WAIT", NEVER_RST)).isEmpty();
  }
}
