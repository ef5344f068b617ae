package io.tarry.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Fairness;
import io.tarry.engine.Limits;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.StepGrouping;
import io.tarry.engine.StepTest;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Fairness of the world's steps")
class FairStepsTest {

  private static final String FILE = "fair-to-hosts-not-to-sockets.yaml";
  private static final long STATES = 20_000; // enough for timers at all four ends

  /** One of the groups that an assumption speaks of. */
  private record Group(String family, int key) {}

  /** A step as it happens to one socket, whatever comes of it. */
  private record Happening(Action.Kind kind, End at) {}

  @Test
  void is_of_each_socket_so_that_one_cannot_starve_another() throws IOException {
    Map<Group, Set<Happening>> happenings = happenings(FairSteps.ALL);

    Set<End> withTimers = new HashSet<>();
    happenings.forEach((group, steps) -> {
      boolean ofSockets =
          steps.stream()
              .noneMatch(step ->
                  step.kind() == Action.Kind.TICK
                      || step.kind() == Action.Kind.LISTENER_CALL
                      || step.kind() == Action.Kind.REFUSED_CALL);
      if (ofSockets) {
        assertThat(steps.stream().map(Happening::at).distinct()).as(group.toString()).hasSize(1);
      }
      if (group.family().startsWith("the timers")) {
        steps.forEach(step -> withTimers.add(step.at()));
      }
    });
    assertThat(withTimers).containsAll(End.ofFirst(2));
  }

  @Test
  void leaves_out_nothing_but_how_the_run_begins() throws IOException {
    Set<Action.Kind> leftOut = new HashSet<>();
    search((model, before, action, after) -> {
      boolean assumed =
          FairSteps.ALL.stream()
              .anyMatch(
                  family -> family.key().of(model, before, action, after) != StepGrouping.NONE);
      if (!assumed) {
        leftOut.add(model.step().kind());
      }
      return true;
    });

    assertThat(leftOut).containsExactly(Action.Kind.BEGIN);
  }

  private static Map<Group, Set<Happening>> happenings(List<Fairness<TcpModel>> assumed)
      throws IOException {
    Map<Group, Set<Happening>> happenings = new HashMap<>();
    search((model, before, action, after) -> {
      for (Fairness<TcpModel> family : assumed) {
        int key = family.key().of(model, before, action, after);
        if (key != StepGrouping.NONE) {
          happenings
              .computeIfAbsent(new Group(family.group(), key), group -> new HashSet<>())
              .add(new Happening(model.step().kind(), model.step().at()));
        }
      }
      return true;
    });
    return happenings;
  }

  /** Shows the steps of a world of two connections to a test. */
  private static void search(StepTest<TcpModel> test) throws IOException {
    Scenario.Case two = scenario().cases().get(1);
    Search.of(() -> new TcpModel(two.settings()))
        .within(Limits.none().states(STATES))
        .run(List.of(Property.always("seen", test)));
  }

  private static Scenario scenario() throws IOException {
    try (InputStream in = FairStepsTest.class.getResourceAsStream(FILE)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return ((Reading.Good) ScenarioReader.read(FILE, text)).scenario();
    }
  }
}
