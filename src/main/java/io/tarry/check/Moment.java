package io.tarry.check;

import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Optional;

/**
 * Every socket of a world at one moment.
 *
 * @param ends both ends of every connection, those that are CLOSED or LISTEN too
 * @param listeners what listens at the server
 */
public record Moment(List<EndState> ends, List<Listener> listeners) {

  /** Keeps copies. */
  public Moment {
    ends = List.copyOf(ends);
    listeners = List.copyOf(listeners);
  }

  /**
   * What a host knows of a connection.
   *
   * @param socket where it is
   * @param connection its 4-tuple, as the server sees it
   * @param numbers its sequence numbers
   * @param timers those that run
   * @param retransmissions how often the front of the retransmission queue was sent again since the
   *     last new ACK
   * @param descriptor by which a process knows it, if one still does
   * @param incarnation ghost: which incarnation of its 4-tuple it is of, from 1; 0 if of none, and
   *     where no property of the case asks
   */
  public record EndState(
      Story.Socket socket,
      FourTuple connection,
      TcpState state,
      Numbers numbers,
      List<RunningTimer> timers,
      int retransmissions,
      Optional<Integer> descriptor,
      int incarnation) {
    /** Keeps a copy. */
    public EndState {
      timers = List.copyOf(timers);
    }

    /** Whether there is a connection here: neither CLOSED nor LISTEN. */
    public boolean isConnection() {
      return state != TcpState.CLOSED && state != TcpState.LISTEN;
    }

    /** That timer, if it runs. */
    public Optional<RunningTimer> timer(TimerKind kind) {
      return timers.stream().filter(timer -> timer.kind() == kind).findFirst();
    }
  }

  /** SND.UNA, SND.NXT and RCV.NXT; 0 where there is no connection. */
  public record Numbers(int sndUna, int sndNxt, int rcvNxt) {}

  /** The timers of a connection. */
  public enum TimerKind {
    RETRANSMISSION,
    FIN_WAIT_2,
    TIME_WAIT
  }

  /**
   * A timer that runs.
   *
   * @param ticksLeft how many ticks are left of it; nothing without a clock, where it may expire at
   *     any time
   */
  public record RunningTimer(TimerKind kind, Optional<Integer> ticksLeft) {}

  /**
   * A listener at a port of the server.
   *
   * @param descriptor by which a process knows it, if one still does
   */
  public record Listener(int port, Optional<Integer> descriptor) {}
}
