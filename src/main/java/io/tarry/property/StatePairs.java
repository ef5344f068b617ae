package io.tarry.property;

import static io.tarry.tcp.world.TcpState.CLOSED;
import static io.tarry.tcp.world.TcpState.CLOSE_WAIT;
import static io.tarry.tcp.world.TcpState.CLOSING;
import static io.tarry.tcp.world.TcpState.ESTABLISHED;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_1;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_2;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.tcp.world.TcpState;

/**
 * Which pairs of states the ends of one connection can be in, once both were ESTABLISHED and while
 * nobody aborts, is reset or gives up. Every other pair is forbidden.
 */
final class StatePairs {

  private static final TcpState[][] ALLOWED = {
    {ESTABLISHED, ESTABLISHED},
    {ESTABLISHED, FIN_WAIT_1},
    {FIN_WAIT_1, FIN_WAIT_1},
    {FIN_WAIT_1, CLOSE_WAIT},
    {FIN_WAIT_1, CLOSING},
    {FIN_WAIT_1, LAST_ACK},
    {FIN_WAIT_2, CLOSE_WAIT},
    {FIN_WAIT_2, LAST_ACK},
    // The client's FIN is lost, and its later ACK reaches the server in FIN_WAIT_1.
    {FIN_WAIT_2, CLOSING},
    {CLOSING, CLOSING},
    {CLOSING, TIME_WAIT},
    {LAST_ACK, TIME_WAIT},
    {TIME_WAIT, TIME_WAIT},
    {CLOSED, LAST_ACK},
    {CLOSED, CLOSING},
    {CLOSED, TIME_WAIT},
    {CLOSED, CLOSED},
  };

  private static final boolean[][] TABLE = table();

  private StatePairs() {}

  private static boolean[][] table() {
    int states = TcpState.values().length;
    boolean[][] table = new boolean[states][states];
    for (TcpState[] pair : ALLOWED) {
      table[pair[0].ordinal()][pair[1].ordinal()] = true;
      table[pair[1].ordinal()][pair[0].ordinal()] = true;
    }
    return table;
  }

  static boolean allowed(TcpState one, TcpState other) {
    return TABLE[one.ordinal()][other.ordinal()];
  }
}
