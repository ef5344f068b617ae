package io.tarry.report;

import static io.tarry.report.StoryBuilder.again;
import static io.tarry.report.StoryBuilder.segment;
import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;
import static io.tarry.tcp.world.TcpState.CLOSED;
import static io.tarry.tcp.world.TcpState.CLOSE_WAIT;
import static io.tarry.tcp.world.TcpState.ESTABLISHED;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_1;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_2;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.LISTEN;
import static io.tarry.tcp.world.TcpState.SYN_RECEIVED;
import static io.tarry.tcp.world.TcpState.SYN_SENT;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.check.Story;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.UserError;

/** Stories of hosts that have several sockets, or share an address. */
public final class SeveralSocketsStories {

  private static final End CLIENT_2 = End.of(1, Side.CLIENT);
  private static final End SERVER_2 = End.of(1, Side.SERVER);

  private SeveralSocketsStories() {}

  public static Story behindNat() {
    return twoClientsConnect("192.0.2.1").ending("the server takes both clients for one");
  }

  public static Story twoAddresses() {
    return twoClientsConnect("").ending("the server tells the clients apart");
  }

  private static StoryBuilder twoClientsConnect(String nat) {
    return StoryBuilder.counterexample()
        .twoClients(nat)
        .connection(0, 0, 40000)
        .connection(1, 1, nat.isEmpty() ? 40000 : 40001)
        .at(CLIENT, "connect()", "OPEN sends SYN", SYN_SENT, segment("SYN seq=100"))
        .at(CLIENT_2, "connect()", "OPEN sends SYN", SYN_SENT, segment("SYN seq=600"))
        .arrives(1, "SYN and ACK", SYN_RECEIVED, segment("SYN,ACK seq=300 ack=101"))
        .arrives(2, "SYN and ACK", SYN_RECEIVED, segment("SYN,ACK seq=800 ack=601"))
        .arrives(4, "the SYN is acknowledged", ESTABLISHED, segment("ACK seq=601 ack=801"))
        .arrives(3, "the SYN is acknowledged", ESTABLISHED, segment("ACK seq=101 ack=301"))
        .at(CLIENT, "close()", "FIN", FIN_WAIT_1, segment("FIN,ACK seq=101 ack=301"))
        .arrives(6, "the SYN is acknowledged", ESTABLISHED)
        .arrivesTelling(7, "CLOSE_WAIT", CLOSE_WAIT, "end of file", segment("ACK seq=301 ack=102"))
        .at(SERVER, "close()", "LAST_ACK", LAST_ACK, segment("FIN,ACK seq=301 ack=102"))
        .arrives(8, "FIN_WAIT_2", FIN_WAIT_2)
        .arrives(9, "TIME_WAIT", TIME_WAIT, segment("ACK seq=102 ack=302"))
        .at(
            CLIENT_2,
            Stories.RTO,
            "not acknowledged in time",
            ESTABLISHED,
            again(segment("ACK seq=601 ack=801 len=1")))
        .arrives(5, "the SYN is acknowledged", ESTABLISHED)
        .at(SERVER_2, "close()", "FIN", FIN_WAIT_1, segment("FIN,ACK seq=801 ack=601"))
        .arrivesTelling(
            12, "CLOSE_WAIT", CLOSE_WAIT, "end of file", segment("ACK seq=601 ack=802"));
  }

  public static Story severalTimeWaits() {
    return StoryBuilder.counterexample()
        .host(CLIENT, "linux", CLOSED, 12)
        .host(SERVER, "linux", LISTEN, 12)
        .ticking()
        .connection(0, 0, 40000)
        .connection(1, 0, 40001)
        .connection(2, 0, 40002)
        .at(CLIENT, "connect()", "OPEN", SYN_SENT, segment("SYN seq=100"))
        .at(CLIENT, "close()", "both FINs are done", TIME_WAIT, segment("ACK seq=103 ack=303"))
        .arrives(2, "LAST_ACK ends", CLOSED)
        .at(CLIENT_2, "connect()", "OPEN", SYN_SENT, segment("SYN seq=100"))
        .ticks(3)
        .at(CLIENT_2, "close()", "both FINs are done", TIME_WAIT)
        .at(End.of(2, Side.CLIENT), "close()", "both FINs are done", TIME_WAIT)
        .ticks(9)
        .at(CLIENT, "2MSL timer expires", "TIME_WAIT has lasted its time", CLOSED)
        .atTelling(CLIENT, "connect()", "none is free", CLOSED, UserError.NO_PORT.label())
        .ending("every 4-tuple to that server is in use");
  }

  public static Story anotherSocketMeanwhile() {
    return StoryBuilder.witness()
        .host(CLIENT, "linux", CLOSED, 12)
        .host(SERVER, "linux", LISTEN, 12)
        .connection(0, 0, 40000)
        .connection(1, 0, 40001)
        .at(SERVER, "close()", "both FINs are done", TIME_WAIT, segment("ACK seq=302 ack=102"))
        .arrives(1, "LAST_ACK ends", CLOSED)
        .at(CLIENT_2, "connect()", "OPEN sends SYN", SYN_SENT, segment("SYN seq=100"))
        .arrives(2, "SYN and ACK", SYN_RECEIVED, segment("SYN,ACK seq=300 ack=101"))
        .ending("the server listens while a socket of its is in TIME_WAIT");
  }
}
