package io.tarry.check;

import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Optional;

/**
 * Every socket of a world at one moment.
 *
 * @param ends both ends of every connection, also those in CLOSED or LISTEN
 * @param listeners what listens at the server
 */
public record Moment(List<EndState> ends, List<Listener> listeners) {

  /** Copies the lists. */
  public Moment {
    ends = List.copyOf(ends);
    listeners = List.copyOf(listeners);
  }

  /**
   * What a host knows about a connection.
   *
   * @param identity which socket it is
   * @param numbers its sequence numbers
   * @param timers the timers that run
   * @param retransmissions how often the front of the retransmission queue was sent again since the
   *     last new ACK
   */
  public record EndState(
      Identity identity,
      TcpState state,
      Numbers numbers,
      List<RunningTimer> timers,
      int retransmissions) {
    /** Copies the list. */
    public EndState {
      timers = List.copyOf(timers);
    }

    /** The socket of the connection there. */
    public Story.Socket socket() {
      return identity.socket();
    }

    /** The 4-tuple, as the server sees it. */
    public FourTuple connection() {
      return identity.connection();
    }

    /** The descriptor by which a process knows the socket, if one still does. */
    public Optional<Integer> descriptor() {
      return identity.descriptor();
    }

    /** Ghost: the incarnation of the 4-tuple, see {@link Identity}. */
    public int incarnation() {
      return identity.incarnation();
    }

    /** Whether there is a connection here: neither CLOSED nor LISTEN. */
    public boolean isConnection() {
      return state != TcpState.CLOSED && state != TcpState.LISTEN;
    }

    /** The timer of that kind, if it runs. */
    public Optional<RunningTimer> timer(TimerKind kind) {
      return timers.stream().filter(timer -> timer.kind() == kind).findFirst();
    }
  }

  /**
   * Which socket an end is.
   *
   * @param socket the socket of the connection there
   * @param connection its 4-tuple, as the server sees it
   * @param incarnation ghost: the incarnation of its 4-tuple, from 1; 0 if there is none, or if no
   *     property of the case needs it
   * @param descriptor by which a process knows the socket, if one still does
   */
  public record Identity(
      Story.Socket socket, FourTuple connection, int incarnation, Optional<Integer> descriptor) {}

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
   * @param ticksLeft how many ticks are left; empty without a clock, where it may expire at any
   *     time
   */
  public record RunningTimer(TimerKind kind, Optional<Integer> ticksLeft) {}

  /**
   * A listener at a port of the server.
   *
   * @param descriptor by which a process knows the socket, if one still does
   */
  public record Listener(int port, Optional<Integer> descriptor) {}
}
