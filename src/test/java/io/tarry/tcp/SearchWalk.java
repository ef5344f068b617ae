package io.tarry.tcp;

import io.tarry.engine.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The first states that a walk from the beginning finds, for tests. */
public final class SearchWalk {

  private SearchWalk() {}

  public static List<long[]> of(Model model, int most) {
    List<long[]> found = new ArrayList<>();
    KnownStates known = new KnownStates();
    Deque<long[]> next = new ArrayDeque<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] end) {
            if (found.size() < most) {
              long[] state = end.clone();
              if (known.add(state)) {
                found.add(state);
                next.add(state);
              }
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // No state there.
          }
        };
    model.initialStates(sink);
    while (!next.isEmpty() && found.size() < most) {
      model.successors(next.remove(), sink);
    }
    return found;
  }
}
