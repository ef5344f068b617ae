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
        boolean connection = state != TcpState.CLOSED && state != TcpState.LISTEN;
        if (hosts.of(now, end) == lifeline && connection) {
          rows.add(row(now, end, shown(descriptorBeside(state, descriptors.of(end)))));
        }
      }
    }
    return rows;
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

  /** Linux shows what is left of FIN_WAIT_2 as that of TIME_WAIT. */
  private String timer(Tcb tcb) {
    if (tcb.timeWaitTimer() != Timer.OFF) {
      return timer("timewait", tcb.timeWaitTimer(), 0);
    }
    if (tcb.retransmissionTimer() != Timer.OFF) {
      return timer("on", tcb.retransmissionTimer(), tcb.retransmissions());
    }
    return tcb.finWait2Timer() != Timer.OFF ? timer("timewait", tcb.finWait2Timer(), 0) : "";
  }

  private String timer(String name, int timer, int retransmissions) {
    int left = timer - Timer.DUE;
    String time = settings.time().ticks() ? settings.time().tick().say(left) : "any time";
    return "timer:(%s,%s,%d)".formatted(name, time, retransmissions);
  }
}
