package io.tarry.report;

import static io.tarry.report.StoryBuilder.again;
import static io.tarry.report.StoryBuilder.gone;
import static io.tarry.report.StoryBuilder.segment;
import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;
import static io.tarry.tcp.world.TcpState.CLOSED;
import static io.tarry.tcp.world.TcpState.CLOSE_WAIT;
import static io.tarry.tcp.world.TcpState.CLOSING;
import static io.tarry.tcp.world.TcpState.ESTABLISHED;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_1;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_2;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.LISTEN;
import static io.tarry.tcp.world.TcpState.SYN_RECEIVED;
import static io.tarry.tcp.world.TcpState.SYN_SENT;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.check.Story;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stories as the checker tells them, written by hand; of one connection, unless said otherwise. */
public final class Stories {

  static final String RTO = "retransmission timer expires";

  private Stories() {}

  public static Map<String, Story> all() {
    Map<String, Story> all = new LinkedHashMap<>();
    all.put("last-ack-lost-without-time-wait", lastAckLostWithoutTimeWait());
    all.put("last-ack-lost-with-time-wait", lastAckLostWithTimeWait());
    all.put("simultaneous-close", simultaneousClose());
    all.put("assassination", assassination());
    all.put("lost-syn", lostSyn());
    all.put("half-close", halfClose());
    all.put("give-up", giveUp());
    all.put("stuck", stuck());
    all.put("nothing-happens", nothingHappens());
    all.put("three-on-the-way", threeOnTheWay());
    all.put("behind-a-nat", SeveralSocketsStories.behindNat());
    all.put("two-addresses", SeveralSocketsStories.twoAddresses());
    all.put("several-time-waits", SeveralSocketsStories.severalTimeWaits());
    all.put("wide-state-at-the-end", wideStateAtTheEnd());
    all.put("another-socket-meanwhile", SeveralSocketsStories.anotherSocketMeanwhile());
    all.put("keeps-retransmitting", EndlessStories.keepsRetransmitting());
    all.put("acks-for-ever", EndlessStories.acksForEver());
    return all;
  }

  static Story wideStateAtTheEnd() {
    return StoryBuilder.witness()
        .host(CLIENT, "linux", CLOSED, 12)
        .host(SERVER, "linux", LISTEN, 12)
        .connection(0, 0, 40000)
        .at(CLIENT, "connect()", "OPEN sends SYN", SYN_SENT, segment("SYN seq=100"))
        .arrives(1, "SYN and ACK", SYN_RECEIVED, segment("SYN,ACK seq=300 ack=101"))
        .ending("a SYN has come to a listener, which answers it by SYN and ACK, at once");
  }

  public static Story lastAckLostWithoutTimeWait() {
    return StoryBuilder.counterexample()
        .established("rfc9293", 0)
        .ticking()
        .at(
            CLIENT,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=101 ack=301"))
        .arrives(
            1, "the peer will send no more: CLOSE_WAIT", CLOSE_WAIT, segment("ACK seq=301 ack=102"))
        .at(
            SERVER,
            "close()",
            "CLOSE after the peer's FIN sends the last FIN",
            LAST_ACK,
            segment("FIN,ACK seq=301 ack=102"))
        .arrives(2, "the FIN is acknowledged: FIN_WAIT_2", FIN_WAIT_2)
        .arrives(
            3, "TIME_WAIT has no length: CLOSED at once", CLOSED, segment("ACK seq=102 ack=302"))
        .lost(4)
        .ticks(3)
        .at(
            SERVER,
            RTO,
            "not acknowledged in time: sent again",
            LAST_ACK,
            again(segment("FIN,ACK seq=301 ack=102")))
        .arrives(
            5,
            "nobody is here: a RST whose SEQ is the ACK that came",
            CLOSED,
            segment("RST seq=102"))
        .ending("the FIN of a peer in LAST_ACK is answered by a RST, not by an ACK");
  }

  public static Story lastAckLostWithTimeWait() {
    return StoryBuilder.witness()
        .established("rfc9293", 4)
        .ticking()
        .at(
            CLIENT,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=101 ack=301"))
        .arrives(
            1, "the peer will send no more: CLOSE_WAIT", CLOSE_WAIT, segment("ACK seq=301 ack=102"))
        .at(
            SERVER,
            "close()",
            "CLOSE after the peer's FIN sends the last FIN",
            LAST_ACK,
            segment("FIN,ACK seq=301 ack=102"))
        .arrives(2, "the FIN is acknowledged: FIN_WAIT_2", FIN_WAIT_2)
        .arrives(3, "both FINs are done: TIME_WAIT", TIME_WAIT, segment("ACK seq=102 ack=302"))
        .lost(4)
        .ticks(3)
        .at(
            SERVER,
            RTO,
            "not acknowledged in time: sent again",
            LAST_ACK,
            again(segment("FIN,ACK seq=301 ack=102")))
        .arrives(
            5,
            "the FIN again: its ACK was lost, so acknowledge once more and restart 2MSL",
            TIME_WAIT,
            segment("ACK seq=102 ack=302"))
        .arrives(6, "the FIN is acknowledged: CLOSED", CLOSED)
        .ticks(4)
        .at(CLIENT, "2MSL timer expires", "TIME_WAIT has lasted its time: CLOSED", CLOSED)
        .ending("both ends are CLOSED, and nobody was told an error");
  }

  public static Story simultaneousClose() {
    return StoryBuilder.witness()
        .established("linux", 4)
        .at(
            CLIENT,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=101 ack=301"))
        .at(
            SERVER,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=301 ack=101"))
        .arrives(1, "the FINs have crossed: CLOSING", CLOSING, segment("ACK seq=302 ack=102"))
        .arrives(2, "the FINs have crossed: CLOSING", CLOSING, segment("ACK seq=102 ack=302"))
        .arrives(3, "the FIN is acknowledged: TIME_WAIT", TIME_WAIT)
        .arrives(4, "the FIN is acknowledged: TIME_WAIT", TIME_WAIT)
        .ending("both ends pass CLOSING and reach TIME_WAIT");
  }

  public static Story assassination() {
    return StoryBuilder.counterexample()
        .host(CLIENT, "rfc9293", ESTABLISHED, 4)
        .host(SERVER, "linux, tcp_rfc1337 off", ESTABLISHED, 4)
        .at(SERVER, "send()", "SEND", ESTABLISHED, segment("ACK seq=301 ack=101 len=10"))
        .arrivesCopied(
            1,
            "the bytes are in order: given to the user and acknowledged",
            ESTABLISHED,
            segment("ACK seq=101 ack=311"))
        .at(
            CLIENT,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=101 ack=311"))
        .arrives(
            4, "the peer will send no more: CLOSE_WAIT", CLOSE_WAIT, segment("ACK seq=311 ack=102"))
        .arrives(3, "it acknowledges nothing new: ignored", CLOSE_WAIT)
        .at(
            SERVER,
            "close()",
            "CLOSE after the peer's FIN sends the last FIN",
            LAST_ACK,
            segment("FIN,ACK seq=311 ack=102"))
        .arrives(5, "the FIN is acknowledged: FIN_WAIT_2", FIN_WAIT_2)
        .arrives(6, "both FINs are done: TIME_WAIT", TIME_WAIT, segment("ACK seq=102 ack=312"))
        .arrives(7, "the FIN is acknowledged: CLOSED", CLOSED)
        .arrives(
            2,
            "its sequence numbers are not expected (any more): an ACK says what is",
            TIME_WAIT,
            segment("ACK seq=102 ack=312"))
        .arrives(
            8,
            "nobody is here: a RST whose SEQ is the ACK that came",
            CLOSED,
            segment("RST seq=312"))
        .arrives(9, "a RST at RCV.NXT ends TIME_WAIT before its time", CLOSED)
        .ending(
            "TIME_WAIT ends before 2 MSL have passed: an old duplicate drew the RST that killed"
                + " it");
  }

  public static Story lostSyn() {
    return StoryBuilder.witness()
        .host(CLIENT, "rfc9293", CLOSED, 4)
        .host(SERVER, "linux", CLOSED, 4)
        .ticking()
        .at(SERVER, "listen()", "a passive OPEN waits for a SYN", LISTEN)
        .at(CLIENT, "connect()", "an active OPEN sends SYN", SYN_SENT, gone(segment("SYN seq=100")))
        .ticks(5)
        .at(
            CLIENT,
            RTO,
            "not acknowledged in time: sent again",
            SYN_SENT,
            again(segment("SYN seq=100")))
        .arrives(
            2,
            "a listener answers a SYN by SYN and ACK",
            SYN_RECEIVED,
            segment("SYN,ACK seq=300 ack=101"))
        .arrives(
            3, "the SYN is acknowledged: established", ESTABLISHED, segment("ACK seq=101 ack=301"))
        .ticks(1)
        .arrives(4, "the SYN is acknowledged: established", ESTABLISHED)
        .ending("both ends are ESTABLISHED although the first SYN was lost");
  }

  static Story halfClose() {
    return StoryBuilder.witness()
        .established("rfc9293", 4)
        .at(
            CLIENT,
            "shutdown()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=101 ack=301"))
        .arrivesTelling(
            1,
            "the peer will send no more: CLOSE_WAIT",
            CLOSE_WAIT,
            "end of file",
            segment("ACK seq=301 ack=102"))
        .arrives(2, "the FIN is acknowledged: FIN_WAIT_2", FIN_WAIT_2)
        .at(SERVER, "send()", "SEND", CLOSE_WAIT, segment("ACK seq=301 ack=102 len=1"))
        .at(
            SERVER,
            "close()",
            "CLOSE after the peer's FIN sends the last FIN",
            LAST_ACK,
            segment("FIN,ACK seq=302 ack=102"))
        .arrives(
            4,
            "a FIN beyond a gap is kept, and what is missing is acknowledged",
            FIN_WAIT_2,
            segment("ACK seq=102 ack=301"))
        .arrivesTelling(
            3,
            "both FINs are done: TIME_WAIT",
            TIME_WAIT,
            "end of file",
            segment("ACK seq=102 ack=303"))
        .arrives(5, "it acknowledges nothing new: ignored", LAST_ACK)
        .arrives(6, "the FIN is acknowledged: CLOSED", CLOSED)
        .at(CLIENT, "2MSL timer expires", "TIME_WAIT has lasted its time: CLOSED", CLOSED)
        .ending("a byte sent after the peer's FIN is delivered, and both ends close in order");
  }

  public static Story giveUp() {
    return StoryBuilder.counterexample()
        .established("rfc9293", 4)
        .ticking()
        .at(
            CLIENT,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            gone(segment("FIN,ACK seq=101 ack=301")))
        .ticks(3)
        .at(
            CLIENT,
            RTO,
            "not acknowledged in time: sent again",
            FIN_WAIT_1,
            again(gone(segment("FIN,ACK seq=101 ack=301"))))
        .ticks(6)
        .at(
            CLIENT,
            RTO,
            "not acknowledged in time: sent again",
            FIN_WAIT_1,
            again(gone(segment("FIN,ACK seq=101 ack=301"))))
        .ticks(12)
        .atTelling(
            CLIENT,
            RTO,
            "no ACK after R2 retransmissions: given up, without a RST",
            CLOSED,
            "connection timed out")
        .ending(
            "the client has given up, and the server stays ESTABLISHED for ever: nobody will tell"
                + " it");
  }

  public static Story stuck() {
    return StoryBuilder.counterexample()
        .established("rfc9293", 4)
        .ticking()
        .at(
            CLIENT,
            "close()",
            "CLOSE sends FIN after what is queued",
            FIN_WAIT_1,
            segment("FIN,ACK seq=101 ack=301"))
        .arrives(
            1, "the peer will send no more: CLOSE_WAIT", CLOSE_WAIT, segment("ACK seq=301 ack=102"))
        .arrives(2, "the FIN is acknowledged: FIN_WAIT_2", FIN_WAIT_2)
        .ticks(60)
        .ending(
            "no step is possible any more, and the client is in FIN_WAIT_2, the server in"
                + " CLOSE_WAIT");
  }

  public static Story stuckWithAnAckOut() {
    return stuckWith("ACK seq=101 ack=301");
  }

  public static Story stuckWithBytesOut() {
    return stuckWith("ACK seq=101 ack=301 len=1");
  }

  private static Story stuckWith(String segment) {
    return StoryBuilder.counterexample()
        .established("rfc9293", 4)
        .at(CLIENT, "send()", "SEND", ESTABLISHED, segment(segment))
        .at(SERVER, "close()", "CLOSE sends FIN", FIN_WAIT_1)
        .ending("it is out");
  }

  public static Story nothingHappens() {
    return StoryBuilder.witness()
        .established("rfc9293", 4)
        .ending("the run begins in a state that shows it");
  }

  public static Story threeOnTheWay() {
    return StoryBuilder.counterexample()
        .established("linux", 4)
        .at(CLIENT, "send()", "SEND", ESTABLISHED, segment("ACK seq=101 ack=301 len=1"))
        .at(CLIENT, "send()", "SEND", ESTABLISHED, segment("ACK seq=102 ack=301 len=1"))
        .at(
            CLIENT,
            "close()",
            "CLOSE with bytes unread sends RST",
            CLOSED,
            segment("RST,ACK seq=103 ack=301"))
        .arrivesCopied(
            2,
            "bytes beyond a gap are kept, and what is missing is acknowledged",
            ESTABLISHED,
            segment("ACK seq=301 ack=101"))
        .arrivesTelling(3, "a RST at RCV.NXT: the connection is reset", CLOSED, "connection reset")
        .lost(4)
        .arrives(
            1,
            "nobody is here: a RST whose SEQ is the ACK that came",
            CLOSED,
            segment("RST seq=301"))
        .ending("a byte that was sent before close() never reaches the user");
  }
}
