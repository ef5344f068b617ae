package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Assertion;
import io.tarry.tcp.world.TcpState;
import java.util.Map;

/** The states as {@code TCP_INFO} names them. */
public final class TcpInfoState {

  private static final Map<String, TcpState> STATES =
      Map.ofEntries(
          Map.entry("TCP_CLOSE", TcpState.CLOSED),
          Map.entry("TCP_LISTEN", TcpState.LISTEN),
          Map.entry("TCP_SYN_SENT", TcpState.SYN_SENT),
          Map.entry("TCP_SYN_RECV", TcpState.SYN_RECEIVED),
          Map.entry("TCP_ESTABLISHED", TcpState.ESTABLISHED),
          Map.entry("TCP_FIN_WAIT1", TcpState.FIN_WAIT_1),
          Map.entry("TCP_FIN_WAIT2", TcpState.FIN_WAIT_2),
          Map.entry("TCP_CLOSE_WAIT", TcpState.CLOSE_WAIT),
          Map.entry("TCP_CLOSING", TcpState.CLOSING),
          Map.entry("TCP_LAST_ACK", TcpState.LAST_ACK),
          Map.entry("TCP_TIME_WAIT", TcpState.TIME_WAIT));

  private TcpInfoState() {}

  /**
   * The state that an assertion wants.
   *
   * @throws PktException if there is no such state
   */
  public static TcpState wanted(PktScript script, Assertion assertion) throws PktException {
    TcpState wanted = STATES.get(assertion.state());
    if (wanted == null) {
      throw PktException.wrong(
          script.file(), assertion.place(), "no state is called " + assertion.state());
    }
    return wanted;
  }
}
