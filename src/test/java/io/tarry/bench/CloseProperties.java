package io.tarry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Beside {@code KnownCountsTest}, which sees the counts of one and two connections. */
class CloseProperties {

  private static final int CONNECTION = 0xFFF;

  @Property
  void each_connection_does_what_one_alone_would_do_and_disturbs_no_other(
      @ForAll @Size(min = 1, max = Close.CONNECTIONS_MAX)
          List<@IntRange(min = 0, max = CONNECTION) Integer> connections) {
    long state = 0;
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      state |= (long) connections.get(i) << 12 * i;
    }
    for (int i = 0; i < connections.size(); i++) {
      for (long alone : successors(1, connections.get(i))) {
        expected.add(state & ~((long) CONNECTION << 12 * i) | alone << 12 * i);
      }
    }

    assertThat(successors(connections.size(), state)).isEqualTo(expected);
  }

  private static List<Long> successors(int connections, long state) {
    List<Long> found = new ArrayList<>();
    List<Integer> actions = new ArrayList<>();
    new Close(connections)
        .successors(
            new long[] {state},
            new Model.Sink() {
              @Override
              public void offer(int action, long[] next) {
                actions.add(action);
                found.add(next[0]);
              }

              @Override
              public void beyond(int action, String limit) {
                throw new AssertionError("the model has no limit of its own");
              }
            });
    assertThat(actions).as("an action names one step").doesNotHaveDuplicates();
    return found;
  }
}
