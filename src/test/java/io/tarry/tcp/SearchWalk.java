package io.tarry.tcp;

import io.tarry.engine.Model;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The first states that a walk from the beginning finds, for tests. */
public final class SearchWalk {

  private SearchWalk() {}

  public static List<long[]> of(Model model, int most) {
    List<long[]> found = new ArrayList<>();
    Set<List<Long>> known = new HashSet<>();
    Deque<long[]> next = new ArrayDeque<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] end) {
            if (found.size() < most && known.add(Arrays.stream(end).boxed().toList())) {
              found.add(end.clone());
              next.add(end.clone());
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // No state there.
          }
        };
    model.initialStates(sink);
    while (!next.isEmpty()) {
      model.successors(next.remove(), sink);
    }
    return found;
  }
}
