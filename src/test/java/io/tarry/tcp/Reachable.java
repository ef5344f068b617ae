package io.tarry.tcp;

import io.tarry.engine.Model;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The plainest search there is: every world that can be reached, as text. */
final class Reachable {

  private Reachable() {}

  /** All reachable worlds; the texts leave out what the network may still do. */
  static Set<String> worlds(Settings settings) {
    TcpModel model = new TcpModel(settings);
    Set<String> texts = new HashSet<>();
    KnownStates seen = new KnownStates();
    Deque<long[]> queue = new ArrayDeque<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            long[] state = next.clone();
            if (seen.add(state)) {
              queue.add(state);
              texts.add(model.after().toString());
            }
          }

          @Override
          public void beyond(int action, String limit) {
            throw new IllegalStateException("raise " + limit);
          }
        };
    model.initialStates(sink);
    while (!queue.isEmpty()) {
      model.successors(queue.remove(), sink);
    }
    return texts;
  }
}
