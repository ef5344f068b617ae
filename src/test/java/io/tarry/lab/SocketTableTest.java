package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.world.TcpState;
import io.tarry.wire.SocketAddress;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of sockets")
class SocketTableTest {

  // As Linux 6.18 prints it on a little-endian machine; of the lines, the last ones are made up.
  private static final String TABLE =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 00000000:0050 00000000:0000 0A 00000000:00000001 00:00000000 00000000     0        0 755390 2 00000000e37d225e 100 0 0 10 0
         1: 0101000A:0050 0100000A:9C40 01 00000000:00000003 00:00000000 00000000     0        0 0 1 00000000d1df26f9 20 4 30 10 -1
         2: 0101000A:0050 0100000A:9C41 06 00000000:00000000 03:00001771 00000000     0        0 0 3 00000000d1df26f9
         3: 0101000A:0050 0100000A:9C42 03 00000000:00000000 01:00000063 00000000     0        0 0 0 00000000d1df26f9
         4: 0101000A:0050 0100000A:9C43 0B 00000000:00000000 01:00000063 00000000     0        0 0 0 00000000d1df26f9
      """;

  private static SocketTable.Ends to(int port) {
    return new SocketTable.Ends(
        SocketAddress.of("10.0.1.1", 80), SocketAddress.of("10.0.0.1", port));
  }

  @Test
  void has_the_states_of_connections_and_listeners() {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the text is of such a machine");
    SocketTable table = SocketTable.of(TABLE);
    assertThat(table.of(to(40000))).isEqualTo(TcpState.ESTABLISHED);
    assertThat(table.of(to(40001))).isEqualTo(TcpState.TIME_WAIT);
    assertThat(table.of(to(40002))).isEqualTo(TcpState.SYN_RECEIVED);
    assertThat(table.of(to(40003))).isEqualTo(TcpState.CLOSING);
    assertThat(table.of(to(40004))).isEqualTo(TcpState.CLOSED);
    assertThat(table.listensAt(80)).isTrue();
    assertThat(table.listensAt(443)).isFalse();
  }
}
