package io.tarry.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.World;
import io.tarry.tcp.world.WorldGhosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The count of segments sent")
class SentCountTest {

  @Test
  void goes_no_further_than_it_can_so_that_no_verdict_relies_on_it() {
    Settings settings =
        TestWorld.serverCloses().settings().remembering(Set.of(Settings.Ghost.SENT));
    TcpModel model = new TcpModel(settings);
    Topology topology = new Topology(settings);
    Layout layout = new Layout(settings, topology, new InitialSequenceNumbers(settings, topology));
    List<Integer> counts = new ArrayList<>();
    List<String> limits = new ArrayList<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            counts.add(model.after().sent() - model.before().sent());
          }

          @Override
          public void beyond(int action, String limit) {
            limits.add(limit);
          }
        };
    model.initialStates(sink);
    World world = model.after();
    long[] state = new long[layout.words()];
    for (int sent : List.of(WorldGhosts.SENT_MAX - 1, WorldGhosts.SENT_MAX)) {
      world.ghosts.set(WorldGhosts.SENT, sent);
      layout.pack(world, state);
      counts.clear();
      model.successors(state.clone(), sink);
      assertThat(counts.contains(1)).isEqualTo(sent < WorldGhosts.SENT_MAX);
      assertThat(limits.isEmpty()).isEqualTo(sent < WorldGhosts.SENT_MAX);
      model.show(state);
    }
    assertThat(limits).containsOnly("the segments that are counted");
  }
}
