package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.ACCEPTED;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static io.tarry.tcp.world.Tcb.SEGMENT_ENDS;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.FaultBudgets;
import io.tarry.tcp.world.Field;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.WorldGhosts;

/** Sends the segments of an end. */
public final class Sender {

  private final Endpoint e;
  private final Tcb tcb;
  private final Flight flight;
  private final Topology topology;
  private final Step step;
  private final boolean remembersSent;
  private final boolean remembersRetransmission;

  Sender(Endpoint e, Settings settings, Step step) {
    this.e = e;
    this.step = step;
    tcb = e.tcb;
    flight = e.world.flight;
    topology = e.world.topology();
    remembersSent = settings.ghosts().contains(Settings.Ghost.SENT);
    remembersRetransmission = settings.ghosts().contains(Settings.Ghost.RETRANSMISSION);
  }

  /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
  void ack() {
    send(tcb.sndNxt(), tcb.rcvNxt(), ACK, 0);
  }

  void syn() {
    send(e.iss(), 0, SYN, 0);
  }

  void synAck() {
    send(e.iss(), tcb.rcvNxt(), SYN | ACK, 0);
  }

  /**
   * {@code <SEQ=SEG.ACK><CTL=RST>}: the answer to a segment with an ACK that makes no sense here.
   */
  public void resetFor(Segment offender) {
    reply(offender.ack(), 0, RST);
  }

  /**
   * {@code <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>}: the answer to such a segment without an ACK.
   */
  void resetForNoAck(Segment offender) {
    reply(0, offender.end(), RST | ACK);
  }

  /** A RST in answer to a segment that belongs to no connection here. */
  private void reply(int seq, int ack, int flags) {
    launch(Segment.of(e.end, seq, ack, flags, 0, false, 0));
  }

  /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>}. */
  void resetAndAck() {
    send(tcb.sndNxt(), tcb.rcvNxt(), RST | ACK, 0);
  }

  /** The reset of ABORT: {@code <SEQ=SND.NXT><CTL=RST>}. Source: RFC 9293 section 3.10.5. */
  public void abort() {
    if (e.stack.has(Switch.SOCKET_ABORT)) {
      resetAndAck(); // DEVIATION: Linux (tcp_send_active_reset), FreeBSD (tcp_drop)
    } else {
      send(tcb.sndNxt(), 0, RST, 0);
    }
  }

  /**
   * Sends what the user has queued, one segment for each SEND, and then the FIN if the user has
   * closed.
   */
  void queued() {
    while (tcb.sndNxt() < tcb.sndEnd()) {
      int text = textOfSegmentAt(tcb.sndNxt());
      send(tcb.sndNxt(), tcb.rcvNxt(), ACK, text);
      tcb.add(SND_NXT, text);
      e.startRetransmissionTimerUnlessRunning();
    }
    if (tcb.finQueued() && tcb.sndNxt() == tcb.sndEnd()) {
      send(tcb.sndNxt(), tcb.rcvNxt(), FIN | ACK, 0);
      tcb.add(SND_NXT, 1);
      e.startRetransmissionTimerUnlessRunning();
    }
  }

  /** "Send the segment at the front of the retransmission queue again." */
  public void frontAgain() {
    if (tcb.state() == TcpState.SYN_SENT) {
      syn();
    } else if (tcb.sndUna() == e.iss()) { // SYN-RECEIVED, or FIN-WAIT-1 after a CLOSE in it
      synAck();
    } else if (tcb.sndUna() < tcb.sndEnd()) {
      send(tcb.sndUna(), tcb.rcvNxt(), ACK, textOfSegmentAt(tcb.sndUna()));
    } else {
      send(tcb.sndUna(), tcb.rcvNxt(), FIN | ACK, 0, remembersRetransmission);
    }
  }

  /** Sends the FIN once more, with the present RCV.NXT. */
  void finAgain() {
    send(tcb.sndEnd(), tcb.rcvNxt(), FIN | ACK, 0, remembersRetransmission);
  }

  /** Takes bytes from the user; each SEND becomes one segment. */
  void accept(int bytes) {
    e.app.add(ACCEPTED, bytes);
    tcb.add(SND_END, bytes);
    tcb.set(SEGMENT_ENDS, tcb.get(SEGMENT_ENDS) | 1 << (tcb.sndEnd() - firstByte() - 1));
  }

  private int textOfSegmentAt(int seq) {
    return Integer.numberOfTrailingZeros(tcb.get(SEGMENT_ENDS) >>> (seq - firstByte())) + 1;
  }

  private int firstByte() {
    return e.iss() + 1;
  }

  private void send(int seq, int ack, int flags, int textLength) {
    send(seq, ack, flags, textLength, false);
  }

  private void send(int seq, int ack, int flags, int textLength, boolean retransmission) {
    boolean matters = textLength > 0 || (flags & SYN) != 0; // nobody asks it of other segments
    Segment segment =
        Segment.of(e.end, seq, ack, flags, textLength, retransmission, 0)
            .ofIncarnation(matters ? tcb.incarnation() : 0);
    // RFC 7323 section 3.2: every segment except a RST carries one.
    launch(tcb.timestamps() && !segment.rst() ? segment.stamped(e.client) : segment);
  }

  private void launch(Segment blank) {
    Segment segment =
        topology.namesClients() ? blank.of(e.world.clientOf(e.end.connection())) : blank;
    if (remembersSent && e.world.sent() == WorldGhosts.SENT_MAX) {
      step.goesBeyond("the segments that are counted");
    } else if (remembersSent) {
      e.world.ghosts.add(WorldGhosts.SENT, 1);
    }
    Field<FaultBudgets> sure = FaultBudgets.sureLosses(segment.kind().number());
    int surelyLost = flight.budgets.get(sure);
    step.sends(segment, surelyLost > 0);
    if (surelyLost == 0) {
      flight.add(segment);
    } else {
      flight.budgets.spend(sure, 1);
    }
  }
}
