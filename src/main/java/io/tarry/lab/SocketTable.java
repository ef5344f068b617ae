package io.tarry.lab;

import io.tarry.tcp.world.TcpState;
import io.tarry.wire.SocketAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code /proc/net/tcp} says: the state of each connection of a network namespace. */
final class SocketTable {

  /** The states by the numbers that Linux gives them, from 1 (include/net/tcp_states.h). */
  private static final List<TcpState> STATES =
      List.of(
          TcpState.ESTABLISHED,
          TcpState.SYN_SENT,
          TcpState.SYN_RECEIVED,
          TcpState.FIN_WAIT_1,
          TcpState.FIN_WAIT_2,
          TcpState.TIME_WAIT,
          TcpState.CLOSED,
          TcpState.CLOSE_WAIT,
          TcpState.LAST_ACK,
          TcpState.LISTEN,
          TcpState.CLOSING,
          TcpState.SYN_RECEIVED);

  /** The two ends of a connection, as one of its hosts names them. */
  record Ends(SocketAddress here, SocketAddress there) {}

  private final Map<Ends, List<TcpState>> states = new HashMap<>();

  /** Reads the table's text. */
  static SocketTable of(String text) {
    SocketTable table = new SocketTable();
    text.lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 3)
        .forEach(words -> {
          int state = Integer.parseInt(words[3], 16);
          if (state >= 1 && state <= STATES.size()) {
            Ends ends = ends(words);
            table
                .states
                .computeIfAbsent(ends, none -> new ArrayList<>())
                .add(STATES.get(state - 1));
          }
        });
    return table;
  }

  /** The two ends that these words of a line name. */
  static Ends ends(String... words) {
    return new Ends(address(words[1]), address(words[2]));
  }

  private static SocketAddress address(String addressAndPort) {
    String[] both = addressAndPort.split(":", -1);
    int asStored = Integer.parseUnsignedInt(both[0], 16);
    int host =
        ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? asStored : Integer.reverseBytes(asStored);
    return new SocketAddress(host, Integer.parseInt(both[1], 16));
  }

  /** The state of that end; CLOSED if there is none. */
  TcpState of(Ends ends) {
    return states.getOrDefault(ends, List.of(TcpState.CLOSED)).get(0);
  }

  /** Whether anything listens at that port. */
  boolean listensAt(int port) {
    return states.entrySet().stream()
        .anyMatch(
            one -> one.getKey().here().port() == port && one.getValue().contains(TcpState.LISTEN));
  }
}
