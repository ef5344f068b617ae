package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** An end of a connection in plain numbers, and what it sends: of {@link PlainArrives}. */
abstract class PlainEnd {

  static final int WINDOW = 8;

  /** Which flags a segment has: FIN, SYN, RST; and ACK where there is an A. */
  enum Flags {
    A,
    FA,
    SA,
    R,
    RA
  }

  /** A segment that is sent; the SEQ of a SYN, and the ACK of a segment without one, are 0 here. */
  record Sent(Flags flags, int seq, int ack) {

    static Sent of(Segment seg) {
      if (seg.syn()) {
        return new Sent(Flags.SA, 0, seg.ack());
      }
      if (seg.rst()) {
        return seg.hasAck()
            ? new Sent(Flags.RA, seg.seq(), seg.ack())
            : new Sent(Flags.R, seg.seq(), 0);
      }
      return new Sent(seg.fin() ? Flags.FA : Flags.A, seg.seq(), seg.ack());
    }
  }

  final Stack stack;

  /** The switches that had a say in it. */
  final Set<Switch> asked = EnumSet.noneOf(Switch.class);

  TcpState state = TcpState.CLOSED;
  boolean passive;
  boolean orphan;
  boolean listenerBehind;
  int iss;
  int sndUna;
  int sndNxt;
  int finSeq;
  int rcvNxt;
  boolean mayRetransmit;

  /** TSval of the segment less TS.Recent, where both are there. */
  boolean stamped;

  int newerBy;

  final List<Sent> sent = new ArrayList<>();
  boolean recentMoves;
  boolean timeWaitRestarts;
  boolean finWait2Starts;
  boolean mayReturnToTimeWait;
  String retransmission = "as it was";
  int delivered;

  /** The numbers of the bytes that the application was handed. */
  final List<Integer> handedOver = new ArrayList<>();

  boolean endOfFile;
  UserError error = UserError.NONE;
  boolean brokenPipe;
  int heldByte;
  int heldFin;

  PlainEnd(Stack stack) {
    this.stack = stack;
  }

  boolean on(Switch one) {
    asked.add(one);
    return stack.has(one);
  }

  // ---- What is sent

  void sendAck() {
    sent.add(new Sent(Flags.A, sndNxt, rcvNxt));
  }

  void sendSynAck() {
    sent.add(new Sent(Flags.SA, 0, rcvNxt));
  }

  void sendRst(int seq) {
    sent.add(new Sent(Flags.R, seq, 0));
  }

  void sendRstAck(int seq, int ack) {
    sent.add(new Sent(Flags.RA, seq, ack));
  }

  void refuse(Segment seg) {
    if (seg.hasAck()) {
      sendRst(seg.ack());
    } else {
      sendRstAck(0, seg.end());
    }
  }

  void ends() {
    state = listenerBehind ? TcpState.LISTEN : TcpState.CLOSED;
    retransmission = "off";
  }

  void endsAndTells(UserError why) {
    if (!orphan) {
      error = why;
    }
    ends();
  }

  boolean hasNone(Segment seg) {
    return !seg.hasAck() && !seg.syn() && !seg.rst();
  }

  boolean receives() {
    return state == TcpState.ESTABLISHED
        || state == TcpState.FIN_WAIT_1
        || state == TcpState.FIN_WAIT_2;
  }
}
