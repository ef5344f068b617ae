package io.tarry.check;

import io.tarry.check.Moment.EndState;
import io.tarry.check.Moment.Listener;
import io.tarry.check.Moment.Numbers;
import io.tarry.check.Moment.RunningTimer;
import io.tarry.check.Moment.TimerKind;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decodes packed states: every socket, with the present descriptors. */
final class MomentDecoder {

  private final Settings settings;
  private final TcpModel model;
  private final SocketDecoder sockets;
  private final Descriptors descriptors;

  MomentDecoder(TcpModel model, SocketDecoder sockets, Descriptors descriptors) {
    this.model = model;
    settings = model.settings();
    this.sockets = sockets;
    this.descriptors = descriptors;
  }

  /** The state, with the present descriptors. */
  Moment of(long[] state) {
    return of(state, end -> Optional.empty());
  }

  /** The same for dense time, in which only the run knows how long timers still run. */
  Moment of(long[] state, Function<End, Optional<Integer>> left) {
    model.show(state);
    World world = model.after();
    return new Moment(
        world.ends().stream().map(end -> end(world, end, left.apply(end))).toList(),
        listeners(world));
  }

  private EndState end(World world, End end, Optional<Integer> left) {
    Tcb tcb = world.tcb(end);
    return new EndState(
        new Moment.Identity(
            sockets.at(world, end), sockets.tuple(end), tcb.incarnation(), descriptors.of(end)),
        tcb.state(),
        new Numbers(tcb.sndUna(), tcb.sndNxt(), tcb.rcvNxt()),
        timers(tcb, left),
        tcb.retransmissions());
  }

  private List<RunningTimer> timers(Tcb tcb, Optional<Integer> left) {
    List<RunningTimer> timers = new ArrayList<>();
    add(timers, TimerKind.RETRANSMISSION, tcb.retransmissionTimer(), left);
    add(timers, TimerKind.FIN_WAIT_2, tcb.finWait2Timer(), left);
    add(timers, TimerKind.TIME_WAIT, tcb.timeWaitTimer(), left);
    return timers;
  }

  private void add(
      List<RunningTimer> to, TimerKind kind, int timer, Optional<Integer> otherwiseLeft) {
    if (timer != Timer.OFF) {
      Optional<Integer> left =
          settings.time().ticks() ? Optional.of(timer - Timer.DUE) : otherwiseLeft;
      to.add(new RunningTimer(kind, left));
    }
  }

  private List<Listener> listeners(World world) {
    boolean listens = world.listening() || world.tcb(End.SERVER).state() == TcpState.LISTEN;
    return listens
        ? settings.server().ports().stream()
            .map(port -> new Listener(port, descriptors.ofListener(port)))
            .toList()
        : List.of();
  }
}
