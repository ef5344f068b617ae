package io.tarry.tcp.steps;

import static io.tarry.tcp.world.App.TIMER;
import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static io.tarry.tcp.world.Tcb.FIN_WAIT_2_TIMER;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_AGE;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.SearchWalk;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.HostClock;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.PeerStamp;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The model derives from its fields what a tick changes and when there is one; here both are
 * written down once more, by hand.
 */
@Label("A tick")
class TickProperties {

  private static final int STATES = 1_500;

  /** A world, and what one tick makes of it. */
  private static final class PlainTick {

    private final Settings settings;
    private final Topology topology;
    private final Layout layout;
    private final World world;

    PlainTick(Settings settings) {
      this.settings = settings;
      topology = new Topology(settings);
      layout = new Layout(settings, topology, new InitialSequenceNumbers(settings, topology));
      world = new World(settings);
    }

    /** Where a tick leads, or nothing if something has to happen first or nothing is older. */
    Optional<long[]> from(long[] state) {
      layout.unpack(state, world);
      if (somethingHasToHappen()) {
        return Optional.empty();
      }
      boolean[] clocks = turnClocks();
      for (End end : world.ends()) {
        age(end, clocks);
      }
      for (int address = 0; address < topology.addresses(); address++) {
        age(world.serverRemembers[address], clocks[address]);
      }
      for (PeerStamp server : world.clientRemembers) {
        age(server, clocks[topology.addresses()]);
      }
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < world.flight().count(); i++) {
        segments.add(world.flight().get(i).older());
      }
      world.flight().clear();
      segments.forEach(world.flight()::append);
      long[] older = new long[layout.words()];
      layout.pack(world, older);
      return Arrays.equals(older, state) ? Optional.empty() : Optional.of(older);
    }

    private boolean somethingHasToHappen() {
      for (int i = 0; i < world.flight().count(); i++) {
        if (world.flight().get(i).age() == settings.time().msl()) {
          return true;
        }
      }
      for (End end : world.ends()) {
        Tcb tcb = world.tcb(end);
        if (tcb.retransmissionTimer() == Timer.DUE
            || tcb.timeWaitTimer() == Timer.DUE
            || tcb.finWait2Timer() == Timer.DUE
            || losesPatience(end)) {
          return true;
        }
      }
      return false;
    }

    private boolean losesPatience(End end) {
      App app = world.app(end);
      List<Script.Instruction> steps =
          app.session() == 0
              ? world.host(end).program().script().instructions()
              : topology.scriptOf(app.session()).instructions();
      return app.timer() == Timer.DUE
          && app.error() == UserError.NONE
          && app.position() < steps.size()
          && (steps.get(app.position()).times().patience() > 0
              || steps.get(app.position()).times().idle() > 0);
    }

    /** Of each client address, then of the server: whether its timestamps tick now. */
    private boolean[] turnClocks() {
      boolean[] turned = new boolean[topology.addresses() + 1];
      for (int i = 0; i < turned.length; i++) {
        Settings.Host host =
            i == topology.addresses() ? settings.server() : settings.clients().get(i);
        world.clock(i).set(HostClock.PHASE, (world.phase(i) + 1) % host.clock().tick());
        turned[i] = world.phase(i) == 0;
      }
      return turned;
    }

    private void age(End end, boolean[] clocks) {
      Tcb tcb = world.tcb(end);
      boolean client = end.side() == Side.CLIENT;
      tcb.set(RETRANSMISSION_TIMER, less(tcb.retransmissionTimer(), 1));
      tcb.set(TIME_WAIT_TIMER, less(tcb.timeWaitTimer(), 1));
      tcb.set(FIN_WAIT_2_TIMER, less(tcb.finWait2Timer(), 1));
      world.app(end).set(TIMER, less(world.app(end).timer(), 1));
      int peersClock = client ? topology.addresses() : topology.addressOf(end.connection());
      if (clocks[peersClock]) {
        tcb.set(TS_RECENT, less(tcb.tsRecent(), 1));
      }
      Sysctls sysctls = world.host(end).sysctls();
      boolean counts = client && tcb.state() == TcpState.TIME_WAIT && sysctls.twReuse() == 1;
      if (counts && tcb.timeWaitAge() <= sysctls.twReuseDelay()) {
        tcb.add(TIME_WAIT_AGE, 1);
      }
    }

    private static void age(PeerStamp peer, boolean clockTicks) {
      peer.set(LEFT, less(peer.get(LEFT), 0));
      peer.set(
          STAMP, peer.get(LEFT) == 0 ? 0 : clockTicks ? less(peer.get(STAMP), 1) : peer.get(STAMP));
    }

    private static int less(int number, int least) {
      return number > least ? number - 1 : number;
    }
  }

  @Property(tries = 120)
  void comes_whenever_it_makes_something_older_and_nothing_has_to_happen_first(
      @ForAll("worlds") Settings settings) {
    PlainTick plain = new PlainTick(settings);
    TcpModel model = new TcpModel(settings);
    for (long[] state : SearchWalk.of(new TcpModel(settings), STATES)) {
      List<String> ticks = new ArrayList<>();
      model.successors(
          state.clone(),
          new Model.Sink() {
            @Override
            public void offer(int action, long[] next) {
              if (Action.of(action).kind() == Action.Kind.TICK) {
                ticks.add(Arrays.toString(next));
              }
            }

            @Override
            public void beyond(int action, String limit) {
              // No state there.
            }
          });

      List<String> expected = plain.from(state).map(Arrays::toString).stream().toList();
      assertThat(ticks)
          .as(() -> {
            model.show(state);
            return model.before() + "\n" + WorldText.of(settings);
          })
          .isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings().filter(settings -> settings.time().ticks());
  }
}
