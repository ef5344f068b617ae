package io.tarry.tcp.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Covering;
import io.tarry.engine.Model;
import io.tarry.tcp.OtherZones;
import io.tarry.tcp.SearchWalk;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Time;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

@Label("Of segments that are alike, the one that is older in any case goes first")
class OldestFirstProperties {

  private static final int STATES = 3_000;

  @Property(tries = 12)
  void wherever_another_goes_first_it_leads_to_what_is_covered(
      @ForAll boolean both,
      @ForAll @IntRange(min = 1, max = 6) int msl,
      @ForAll @IntRange(min = 1, max = 3) int rto,
      @ForAll @IntRange(max = 1) int copies) {
    TestWorld start = both ? TestWorld.bothClose() : TestWorld.serverCloses();
    Settings settings =
        TimedWorld.of(
                start
                    .network(new Settings.Network(1, copies, true, 16, java.util.Map.of()))
                    .time(
                        new Time(
                            Time.Kind.TICKS, msl, new Retransmission(rto, false, 3), 2 * msl, 9))
                    .settings())
            .real();
    TcpModel usual = new TcpModel(settings);
    TcpModel inAnyOrder = OtherZones.inAnyOrder(settings);
    Covering covering = usual.covering().orElseThrow();
    int others = 0;
    for (long[] state : SearchWalk.of(inAnyOrder, STATES)) {
      List<long[]> first = successors(usual, state);
      for (long[] other : successors(inAnyOrder, state)) {
        assertThat(first).anyMatch(one -> covers(covering, one, other));
        others += first.stream().anyMatch(one -> Arrays.equals(one, other)) ? 0 : 1;
      }
    }
    assertThat(others).as("states that another leads to").isPositive();
  }

  private static boolean covers(Covering covering, long[] one, long[] other) {
    int group = covering.groupWords();
    return Arrays.equals(one, 0, group, other, 0, group)
        && covering.covers(one, group, other, group);
  }

  private static List<long[]> successors(TcpModel model, long[] state) {
    List<long[]> after = new ArrayList<>();
    model.successors(
        state,
        new Model.Sink() {
          @Override
          public void offer(int action, long[] end) {
            after.add(end.clone());
          }

          @Override
          public void beyond(int action, String limit) {
            // No state there.
          }
        });
    return after;
  }
}
