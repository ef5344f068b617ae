package io.tarry.engine.models;

import io.tarry.engine.Model;

/**
 * The state machine of RFC 9293 section 3.3.2 (figure 5) for two peers and a queue of segments to
 * each; no sequence numbers, no loss, no time. It starts with one peer in LISTEN and the other's
 * SYN under way to it, and nobody opens a second time. A step that would put two equal segments one
 * behind the other into a queue is cut off, and so is one that opens.
 *
 * <p>A state is three words: the peers, 5 bits each (connection state, and whether there is a TCB),
 * and the two queues, octal, with the head lowest.
 */
public final class TcpStateMachine implements Model {

  /** The states of a connection. */
  public enum Connection {
    CLOSED,
    LISTEN,
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSING,
    CLOSE_WAIT,
    LAST_ACK,
    TIME_WAIT
  }

  private static final int NOTHING = 0;
  private static final int SYN = 1;
  private static final int SYN_ACK = 2;
  private static final int ACK = 3;
  private static final int RST = 4;
  private static final int FIN = 5;
  private static final int ACK_OF_FIN = 6;

  private final long[] next = new long[3];

  // The step being made.
  private Sink sink = new NoSink();
  private long[] state = next;
  private int local;
  private int action;

  /** The connection state of a peer, 0 or 1. */
  public static Connection connection(long[] state, int peer) {
    return Connection.values()[(int) (state[0] >> 5 * peer) & 15];
  }

  @Override
  public int words() {
    return 3;
  }

  @Override
  public void initialStates(Sink initial) {
    for (int opener = 0; opener < 2; opener++) {
      next[0] = peer(Connection.SYN_SENT, true) << 5 * opener;
      next[0] |= peer(Connection.LISTEN, true) << 5 * (1 - opener);
      next[1 + opener] = NOTHING;
      next[2 - opener] = SYN;
      initial.offer(INITIAL, next);
    }
  }

  @Override
  public void successors(long[] from, Sink to) {
    state = from;
    sink = to;
    for (local = 0; local < 2; local++) {
      action = 16 * local;
      calls();
      arrivals();
      resets();
    }
  }

  /** What the user may call for, and the end of TIME-WAIT. */
  private void calls() {
    switch (connection(state, local)) {
      case CLOSED -> {
        sink.beyond(action++, "opens");
        sink.beyond(action++, "opens");
      }
      case LISTEN -> {
        step(Connection.CLOSED, false, 0, NOTHING);
        sink.beyond(action++, "opens");
      }
      case SYN_SENT -> step(Connection.CLOSED, false, 0, NOTHING);
      case SYN_RECEIVED, ESTABLISHED -> step(Connection.FIN_WAIT_1, true, 0, FIN);
      case CLOSE_WAIT -> step(Connection.LAST_ACK, true, 0, FIN);
      case TIME_WAIT -> {
        if (hasTcb()) {
          step(Connection.CLOSED, false, 0, NOTHING);
        }
      }
      case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK -> {}
    }
  }

  /** What happens when the first segment of the queue is taken, a reset aside. */
  private void arrivals() {
    switch (connection(state, local)) {
      case LISTEN -> on(SYN, Connection.SYN_RECEIVED, SYN_ACK);
      case SYN_SENT -> {
        on(SYN, Connection.SYN_RECEIVED, SYN_ACK);
        on(SYN_ACK, Connection.ESTABLISHED, ACK);
      }
      case SYN_RECEIVED -> {
        on(RST, Connection.LISTEN, NOTHING); // note 1
        on(ACK, Connection.ESTABLISHED, NOTHING);
      }
      case ESTABLISHED -> on(FIN, Connection.CLOSE_WAIT, ACK_OF_FIN);
      case FIN_WAIT_1 -> {
        on(FIN, Connection.CLOSING, ACK_OF_FIN);
        on(ACK_OF_FIN, Connection.FIN_WAIT_2, NOTHING);
        if ((queue(local) & 077) == (FIN | ACK_OF_FIN << 3)) {
          step(Connection.TIME_WAIT, hasTcb(), 2, ACK_OF_FIN); // note 2
        }
      }
      case FIN_WAIT_2 -> on(FIN, Connection.TIME_WAIT, ACK_OF_FIN);
      case CLOSING -> on(ACK_OF_FIN, Connection.TIME_WAIT, NOTHING);
      case LAST_ACK -> on(ACK_OF_FIN, Connection.CLOSED, NOTHING);
      case CLOSED, CLOSE_WAIT, TIME_WAIT -> {}
    }
  }

  /** Note 3: a reset may be sent from any state, and is understood in any. */
  private void resets() {
    if (hasTcb()) {
      step(Connection.TIME_WAIT, true, 0, RST);
    }
    on(RST, Connection.LISTEN, NOTHING);
    on(RST, Connection.CLOSED, NOTHING);
  }

  private void on(int segment, Connection then, int answer) {
    if ((queue(local) & 7) == segment) {
      step(then, hasTcb(), 1, answer);
    }
  }

  /**
   * Goes to that connection state, takes so many segments from the queue, and sends one, or none.
   */
  private void step(Connection then, boolean tcb, int taken, int sent) {
    int remote = 1 - local;
    next[0] = state[0] & ~(31L << 5 * local) | peer(then, tcb) << 5 * local;
    next[1 + local] = queue(local) >> 3 * taken;
    next[1 + remote] = sent == NOTHING ? queue(remote) : append(queue(remote), sent);
    if (hasRepeat(next[1]) || hasRepeat(next[2])) {
      sink.beyond(action++, "repeated segments");
    } else {
      sink.offer(action++, next);
    }
  }

  private long queue(int peer) {
    return state[1 + peer];
  }

  private boolean hasTcb() {
    return (state[0] >> 5 * local & 16) != 0;
  }

  private static long peer(Connection connection, boolean tcb) {
    return connection.ordinal() | (tcb ? 16L : 0);
  }

  private static long append(long queue, long segment) {
    int length = 0;
    while (queue >> 3 * length != 0) {
      length++;
    }
    return queue | segment << 3 * length;
  }

  private static boolean hasRepeat(long queue) {
    for (long rest = queue; rest > 7; rest >>= 3) {
      if ((rest & 7) == (rest >> 3 & 7)) {
        return true;
      }
    }
    return false;
  }

  private static final class NoSink implements Sink {
    @Override
    public void offer(int action, long[] next) {}

    @Override
    public void beyond(int action, String limit) {}
  }
}
