package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.tcp.Settings;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run that goes on for ever, told as a story")
class LoopStoryTest {

  private static final Settings COPIES =
      TestWorld.serverCloses().untimed(1).duplicating(Settings.UNLIMITED).settings();

  /** A run to a state, and the step that leads from it to itself. */
  private static Trace toASelfLoop() {
    TcpModel model = new TcpModel(COPIES);
    Deque<Trace> open = new ArrayDeque<>();
    model.initialStates(
        sink((action, state) -> open.add(new Trace(List.of(state.clone()), List.of()))));
    while (true) {
      Trace trace = open.remove();
      Optional<Trace> loop =
          successors(model, trace).stream()
              .filter(next -> Arrays.equals(next.last(), trace.last()))
              .findFirst();
      if (loop.isPresent()) {
        return loop.get();
      }
      open.addAll(successors(model, trace));
    }
  }

  private static List<Trace> successors(TcpModel model, Trace trace) {
    List<Trace> next = new ArrayList<>();
    model.successors(
        trace.last(),
        sink((action, state) -> {
          List<long[]> states = new ArrayList<>(trace.states());
          states.add(state.clone());
          List<Integer> actions = new ArrayList<>(trace.actions());
          actions.add(action);
          next.add(new Trace(states, actions));
        }));
    return next;
  }

  private interface Offer {
    void accept(int action, long[] state);
  }

  private static Model.Sink sink(Offer offer) {
    return new Model.Sink() {
      @Override
      public void offer(int action, long[] state) {
        offer.accept(action, state);
      }

      @Override
      public void beyond(int action, String limit) {
        throw new AssertionError("raise " + limit);
      }
    };
  }

  private static Story told(Trace trace, int loopStart) {
    return new StoryTeller(COPIES, List.of("rfc9293", "rfc9293"))
        .tell(trace, OptionalInt.of(loopStart), Story.Kind.COUNTEREXAMPLE, "and so on");
  }

  @Test
  void what_is_on_its_way_at_the_end_is_what_was_on_its_way_at_the_start() {
    Trace trace = toASelfLoop();
    Story story = told(trace, trace.length() - 1);

    Story.Step last = story.steps().get(story.steps().size() - 1);
    Story.Loop loop = story.loop().orElseThrow();
    assertThat(loop.firstStep()).isEqualTo(last.number());
    int copy = last.copy().orElseThrow().number();
    assertThat(loop.carried()).containsEntry(copy, last.arrives().orElseThrow());
    assertThat(loop.carried()).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void a_state_that_the_run_does_not_come_back_to_is_refused() {
    Trace trace = toASelfLoop();

    assertThatThrownBy(() -> told(trace, 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new Story.Loop(0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_run_that_ends_has_no_loop() {
    Story story =
        new StoryTeller(COPIES, List.of("rfc9293", "rfc9293"))
            .tell(toASelfLoop(), Story.Kind.WITNESS, "the end");

    assertThat(story.loop()).isEmpty();
  }
}
