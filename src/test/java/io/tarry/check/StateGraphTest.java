package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The graph of a case")
class StateGraphTest {

  static Stream<Scenario> smallLessons() throws IOException {
    List<String> small = List.of("02-", "04-", "05-", "07-", "12-", "17-", "18-");
    return LessonsTest.lessons().stream()
        .filter(lesson -> small.stream().anyMatch(start -> lesson.file().contains(start)));
  }

  @ParameterizedTest
  @MethodSource("smallLessons")
  void agrees_with_the_search(Scenario lesson) {
    for (Scenario.Case one : lesson.cases()) {
      CaseResult result = LessonResults.of(lesson, one);
      StateGraph graph = result.graph().get().orElseThrow();
      assertThat(graph.whole()).isEqualTo(result.statistics().states() <= 2_000);
      if (graph.whole()) {
        assertThat(graph.states()).hasSize((int) result.statistics().states());
        assertThat(graph.states().stream().mapToInt(state -> state.edges().size()).sum())
            .isEqualTo((int) result.statistics().transitions());
        assertThat(result.changes().get()).contains(changes(graph));
        result.properties().forEach(property -> agree(graph, property));
      }
      result.properties().forEach(property -> followsItsRun(graph, property));
    }
  }

  private static Map<StateChanges.Kind, Long> changes(StateGraph graph) {
    return graph.states().stream()
        .flatMap(state -> state.edges().stream())
        .flatMap(edge -> edge.step().changes().stream())
        .collect(
            Collectors.groupingBy(
                change -> new StateChanges.Kind(change.from(), change.to()),
                Collectors.counting()));
  }

  /** What breaks a claim about steps, or reaches what is to be reached, is as far as the run is. */
  private static void agree(StateGraph graph, PropertyResult property) {
    int number = graph.properties().indexOf(property.claim().id());
    switch (property.claim().property().kind()) {
      case ALWAYS -> {
        int broken = nearest(graph, number, StateGraph.Sign.BROKEN);
        assertThat(broken >= 0).isEqualTo(property.verdict() == Verdict.VIOLATED);
        if (broken >= 0) {
          assertThat(broken).isEqualTo(property.story().orElseThrow().steps().size());
        }
        boolean vacuous = property.verdict() == Verdict.VACUOUS;
        if (vacuous || property.claim().property().premise().isPresent()) {
          assertThat(broken < 0 && nearest(graph, number, StateGraph.Sign.KEPT) < 0)
              .isEqualTo(vacuous);
        }
      }
      case REACHABLE ->
          assertThat(nearest(graph, number, StateGraph.Sign.KEPT) >= 0)
              .isEqualTo(property.verdict() == Verdict.HOLDS);
      case NO_STUCK_STATE ->
          assertThat(
                  graph.states().stream()
                      .anyMatch(state -> state.signs().get(number) == StateGraph.Sign.BROKEN))
              .isEqualTo(property.verdict() == Verdict.VIOLATED);
      case LEADS_TO, ALWAYS_EVENTUALLY, NO_ENDLESS_EXCHANGE -> {}
    }
  }

  /** The number of steps to the first one that is so, that one included; -1 if there is none. */
  private static int nearest(StateGraph graph, int property, StateGraph.Sign sign) {
    if (graph.beginning().get(property) == sign) {
      return 0;
    }
    int[] distance = new int[graph.states().size()];
    Arrays.fill(distance, -1);
    distance[0] = 0;
    Deque<Integer> next = new ArrayDeque<>(List.of(0));
    while (!next.isEmpty()) {
      int state = next.remove();
      for (StateGraph.Edge edge : graph.states().get(state).edges()) {
        if (edge.step().signs().get(property) == sign) {
          return distance[state] + 1;
        }
        if (distance[edge.target()] < 0) {
          distance[edge.target()] = distance[state] + 1;
          next.add(edge.target());
        }
      }
    }
    return -1;
  }

  private static void followsItsRun(StateGraph graph, PropertyResult property) {
    if (property.story().isEmpty()) {
      assertThat(graph.runs()).doesNotContainKey(property.claim().id());
      return;
    }
    Story story = property.story().get();
    List<Integer> choices = graph.runs().get(property.claim().id());
    List<List<Story.StateChange>> changes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    int state = 0;
    for (int choice : choices) {
      StateGraph.Edge edge = graph.states().get(state).edges().get(choice);
      changes.add(edge.step().changes());
      reasons.add(edge.step().reason().why());
      state = edge.target();
    }
    assertThat(changes).isEqualTo(story.steps().stream().map(Story.Step::changes).toList());
    assertThat(reasons).isEqualTo(story.steps().stream().map(Story.Step::why).toList());
    int number = graph.properties().indexOf(property.claim().id());
    if (property.verdict() == Verdict.VIOLATED
        && property.claim().property().kind() == Property.Kind.ALWAYS
        && !choices.isEmpty()) {
      StateGraph.Step last = lastStep(graph, choices);
      assertThat(last.signs()).contains(Map.entry(number, StateGraph.Sign.BROKEN));
    }
  }

  private static StateGraph.Step lastStep(StateGraph graph, List<Integer> choices) {
    int state = 0;
    StateGraph.Edge edge = graph.states().get(0).edges().get(choices.get(0));
    for (int choice : choices) {
      edge = graph.states().get(state).edges().get(choice);
      state = edge.target();
    }
    return edge.step();
  }
}
