package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.TcpState;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks through a small world again, and counts the steps that change the state of a socket. It
 * decodes nothing else, so it takes a fraction of the time of a {@link GraphWalk}.
 */
public final class StateChanges {

  /** From which state to which. */
  public record Kind(TcpState from, TcpState to) {}

  private final TcpModel model;
  private final Set<LongBuffer> known = new HashSet<>();
  private final Deque<long[]> next = new ArrayDeque<>();
  private final Map<Kind, Long> counts = new HashMap<>();

  private StateChanges(Settings settings) {
    model = new TcpModel(settings);
  }

  /** How many of all steps of that world make each kind of change. */
  static Map<Kind, Long> of(Settings settings, List<String> stacks) {
    StateChanges changes = new StateChanges(settings);
    changes.count(settings, stacks);
    return Map.copyOf(changes.counts);
  }

  private void count(Settings settings, List<String> stacks) {
    model.initialStates(Model.Sink.ofStepsWithin((state, action) -> visit(state)));
    SocketDecoder sockets =
        new SocketDecoder(settings, new Hosts(settings, stacks), model.before());
    Model.Sink sink =
        Model.Sink.ofStepsWithin((state, action) -> {
          StoryTeller.changes(model, sockets)
              .forEach(each -> counts.merge(new Kind(each.from(), each.to()), 1L, Long::sum));
          visit(state);
        });
    while (!next.isEmpty()) {
      model.successors(next.remove(), sink);
    }
  }

  private void visit(long[] state) {
    if (!known.contains(LongBuffer.wrap(state))) {
      long[] kept = state.clone();
      known.add(LongBuffer.wrap(kept));
      next.add(kept);
    }
  }
}
