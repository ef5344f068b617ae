package io.tarry.check;

import io.tarry.tcp.End;
import io.tarry.tcp.FourTuple;
import io.tarry.tcp.Side;
import io.tarry.tcp.Tcb;
import io.tarry.tcp.TcpState;
import io.tarry.tcp.Timer;
import io.tarry.tcp.World;
import java.util.ArrayList;
import java.util.List;

/** What people call the sockets of a host, where it can have several. */
final class SocketNames {

  private final World world;
  private final boolean several;

  SocketNames(World world) {
    this.world = world;
    several = world.connections() > 1;
  }

  /** The client's port, which tells the connections apart; nothing where there is one. */
  String of(End end) {
    if (!several) {
      return "";
    }
    FourTuple tuple = world.topology().tuples().get(end.connection());
    boolean second = tuple.clientAddress().endsWith(".2");
    return (second ? "2nd:" : ":") + tuple.clientPort();
  }

  String before(End end, String text) {
    return several ? of(end) + " " + text : text;
  }

  /** All sockets that there are, as {@code ss -tano} lists them; none where there is one a host. */
  List<Story.SocketRow> listed(World now) {
    List<Story.SocketRow> rows = new ArrayList<>();
    if (!several && now.incarnations(0) <= 1) {
      return rows;
    }
    for (Side side : Side.values()) {
      if (side == Side.SERVER && now.listening()) {
        rows.add(new Story.SocketRow(side.label(), "LISTEN", "0.0.0.0:80", "0.0.0.0:*", ""));
      }
      for (End end : now.ends()) {
        Tcb tcb = now.tcb(end);
        if (end.side() == side
            && tcb.state() != TcpState.CLOSED
            && tcb.state() != TcpState.LISTEN) {
          FourTuple tuple = now.topology().tuples().get(end.connection());
          rows.add(
              new Story.SocketRow(
                  host(now, end),
                  tcb.state().name(),
                  tuple.socket(side),
                  tuple.socket(side.other()),
                  timer(tcb)));
        }
      }
    }
    return rows;
  }

  private static String host(World now, End end) {
    boolean second = end.side() == Side.CLIENT && now.clientOf(end.connection()) == 1;
    return second ? "client2" : end.label();
  }

  private static String timer(Tcb tcb) {
    if (tcb.timeWaitTimer() != Timer.OFF) {
      return "timewait," + ticks(tcb.timeWaitTimer());
    }
    if (tcb.retransmissionTimer() != Timer.OFF) {
      return "on," + ticks(tcb.retransmissionTimer()) + "," + tcb.retransmissions();
    }
    return tcb.finWait2Timer() != Timer.OFF ? "timewait," + ticks(tcb.finWait2Timer()) : "";
  }

  private static String ticks(int timer) {
    int left = timer - Timer.DUE;
    return left + (left == 1 ? " tick" : " ticks");
  }
}
