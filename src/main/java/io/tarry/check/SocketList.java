package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sockets of all hosts, as {@code ss -tanpo} would list them on each. */
final class SocketList {

  private final Settings settings;
  private final Hosts hosts;

  SocketList(Settings settings, Hosts hosts) {
    this.settings = settings;
    this.hosts = hosts;
  }

  /** All sockets that there are, as {@code ss -tanpo} lists them; none where one is used once. */
  List<Story.SocketRow> at(World now, Descriptors descriptors) {
    List<Story.SocketRow> rows = new ArrayList<>();
    if (!several(now)) {
      return rows;
    }
    int server = settings.clients().size();
    for (int lifeline = 0; lifeline <= server; lifeline++) {
      if (lifeline == server && listens(now)) {
        for (int port : settings.server().ports()) {
          rows.add(
              new Story.SocketRow(
                  hosts.name(server),
                  "LISTEN",
                  "0.0.0.0:" + port,
                  "0.0.0.0:*",
                  shown(descriptors.ofListener(port)),
                  ""));
        }
      }
      for (End end : now.ends()) {
        TcpState state = now.tcb(end).state();
        if (hosts.of(now, end) == lifeline && isConnection(state)) {
          rows.add(row(now, end, shown(descriptorBeside(state, descriptors.of(end)))));
        }
      }
    }
    return rows;
  }

  /** All sockets that there are, host by host, with what their hosts know of them. */
  List<StateGraph.SocketState> decoded(World now, SocketNames names) {
    List<StateGraph.SocketState> all = new ArrayList<>();
    int server = settings.clients().size();
    for (int lifeline = 0; lifeline <= server; lifeline++) {
      if (lifeline == server && listens(now)) {
        for (int port : settings.server().ports()) {
          all.add(
              new StateGraph.SocketState(
                  hosts.anySocket(server, End.SERVER),
                  TcpState.LISTEN,
                  "0.0.0.0:" + port,
                  "0.0.0.0:*",
                  Optional.empty(),
                  0,
                  0,
                  0));
        }
      }
      for (End end : now.ends()) {
        if (hosts.of(now, end) == lifeline && isConnection(now.tcb(end).state())) {
          all.add(decoded(now, end, names));
        }
      }
    }
    return all;
  }

  private StateGraph.SocketState decoded(World now, End end, SocketNames names) {
    FourTuple tuple = now.topology().tuples().get(end.connection());
    Tcb tcb = now.tcb(end);
    return new StateGraph.SocketState(
        names.socket(now, end),
        tcb.state(),
        hosts.socket(hosts.of(now, end), tuple),
        tuple.socket(end.side().other()),
        running(tcb),
        tcb.sndUna(),
        tcb.sndNxt(),
        tcb.rcvNxt());
  }

  private static boolean isConnection(TcpState state) {
    return state != TcpState.CLOSED && state != TcpState.LISTEN;
  }

  /**
   * TIME_WAIT is a small entry of the kernel's own: ss names no process beside it, even while a
   * process has the descriptor still, after shutdown().
   */
  private static Optional<Integer> descriptorBeside(TcpState state, Optional<Integer> descriptor) {
    return state == TcpState.TIME_WAIT ? Optional.empty() : descriptor;
  }

  private static boolean listens(World now) {
    return now.listening() || now.tcb(End.SERVER).state() == TcpState.LISTEN;
  }

  private Story.SocketRow row(World now, End end, String descriptor) {
    int lifeline = hosts.of(now, end);
    FourTuple tuple = now.topology().tuples().get(end.connection());
    Tcb tcb = now.tcb(end);
    return new Story.SocketRow(
        hosts.name(lifeline),
        tcb.state().name(),
        hosts.socket(lifeline, tuple),
        tuple.socket(end.side().other()),
        descriptor,
        timer(tcb));
  }

  /** A socket that no process has any more has none. */
  private static String shown(Optional<Integer> descriptor) {
    return descriptor.map(number -> "fd=" + number).orElse("-");
  }

  /** Whether a host can have more than one socket, one after the other at least. */
  boolean several(World world) {
    return world.connections() > 1 || sessions() > 1 || settings.server().program().restarts() > 0;
  }

  /** How often sockets are opened in the whole world. */
  private int sessions() {
    return settings.clients().stream()
        .mapToInt(client -> client.program().processes() * client.program().sessionsInAll())
        .sum();
  }

  private String timer(Tcb tcb) {
    return running(tcb)
        .map(timer ->
            "timer:(%s,%s,%d)"
                .formatted(
                    timer.name(),
                    timer
                        .left()
                        .map(left -> settings.time().tick().say(left))
                        .orElse(settings.time().hasClock() ? "running" : "any time"),
                    timer.retransmissions()))
        .orElse("");
  }

  /** Linux shows what is left of FIN_WAIT_2 as that of TIME_WAIT. */
  private Optional<StateGraph.RunningTimer> running(Tcb tcb) {
    if (tcb.timeWaitTimer() != Timer.OFF) {
      return running("timewait", tcb.timeWaitTimer(), 0);
    }
    if (tcb.retransmissionTimer() != Timer.OFF) {
      return running("on", tcb.retransmissionTimer(), tcb.retransmissions());
    }
    return tcb.finWait2Timer() != Timer.OFF
        ? running("timewait", tcb.finWait2Timer(), 0)
        : Optional.empty();
  }

  private Optional<StateGraph.RunningTimer> running(String name, int timer, int retransmissions) {
    Optional<Integer> left =
        settings.time().ticks() ? Optional.of(timer - Timer.DUE) : Optional.empty();
    return Optional.of(new StateGraph.RunningTimer(name, left, retransmissions));
  }
}
