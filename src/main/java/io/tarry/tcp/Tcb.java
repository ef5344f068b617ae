package io.tarry.tcp;

/**
 * Transmission Control Block of one end (RFC 9293 section 3.3.1). A field that no longer matters is
 * zero, so that states that differ in nothing that can matter are one state.
 */
public final class Tcb {

  TcpState state = TcpState.CLOSED;

  /** Whether the connection was opened passively; SYN-RECEIVED must know (MUST-11). */
  boolean passive;

  int sndUna;
  int sndNxt;
  int rcvNxt;

  /** The sequence number after the last octet that the user gave to SEND. */
  int sndEnd;

  /** Where the segments of the queue end: bit i is set if one ends with octet i, from 0. */
  int segmentEnds;

  /** Whether the user has called CLOSE, so that a FIN follows the last octet. */
  boolean finQueued;

  /** Whether the user gave up reading too, so that TCP has nobody to tell anything. */
  boolean orphan;

  /** Octets received beyond a gap: bit i stands for sequence number RCV.NXT + i. */
  int heldOctets;

  /** The sequence number of a FIN received beyond a gap, or 0. */
  int heldFin;

  /** How often the front of the retransmission queue was sent again since the last new ACK. */
  int retransmissions;

  /** Timers: {@link Timer#OFF}, or 1 + the ticks that are left. */
  int retransmissionTimer;

  int timeWaitTimer;
  int finWait2Timer;

  /** Ghost: how the connection ended. */
  Fate fate = Fate.OPEN;

  /** Ghost: whether this end was in CLOSING. */
  boolean passedClosing;

  /** The state of the connection at this end. */
  public TcpState state() {
    return state;
  }

  /** SND.UNA. */
  public int sndUna() {
    return sndUna;
  }

  /** SND.NXT. */
  public int sndNxt() {
    return sndNxt;
  }

  /** RCV.NXT. */
  public int rcvNxt() {
    return rcvNxt;
  }

  /** How often the front of the retransmission queue was sent again since the last new ACK. */
  public int retransmissions() {
    return retransmissions;
  }

  /** The retransmission timer: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int retransmissionTimer() {
    return retransmissionTimer;
  }

  /** The 2MSL timer, likewise. */
  public int timeWaitTimer() {
    return timeWaitTimer;
  }

  /** The FIN-WAIT-2 timer, likewise. */
  public int finWait2Timer() {
    return finWait2Timer;
  }

  /** Whether the user gave up reading too. */
  public boolean orphan() {
    return orphan;
  }

  /** Ghost: how the connection ended. */
  public Fate fate() {
    return fate;
  }

  /** Ghost: whether this end was in CLOSING. */
  public boolean passedClosing() {
    return passedClosing;
  }

  /** Whether the FIN has been sent and not been acknowledged yet. */
  public boolean finUnacknowledged() {
    return finSent() && sndUna < sndNxt;
  }

  /** Whether the FIN has been sent; TIME-WAIT and the states before it only. */
  public boolean finSent() {
    return finQueued && sndNxt > sndEnd;
  }

  boolean finAcknowledged() {
    return finSent() && sndUna == sndNxt;
  }

  /** "Delete the TCB": back to nothing, but for what ghosts remember. */
  void delete() {
    state = TcpState.CLOSED;
    passive = false;
    sndUna = 0;
    sndNxt = 0;
    rcvNxt = 0;
    sndEnd = 0;
    segmentEnds = 0;
    finQueued = false;
    orphan = false;
    forgetHeld();
    stopTimers();
  }

  void forgetHeld() {
    heldOctets = 0;
    heldFin = 0;
  }

  void stopTimers() {
    retransmissions = 0;
    retransmissionTimer = Timer.OFF;
    timeWaitTimer = Timer.OFF;
    finWait2Timer = Timer.OFF;
  }

  void copyFrom(Tcb other) {
    state = other.state;
    passive = other.passive;
    sndUna = other.sndUna;
    sndNxt = other.sndNxt;
    rcvNxt = other.rcvNxt;
    sndEnd = other.sndEnd;
    segmentEnds = other.segmentEnds;
    finQueued = other.finQueued;
    orphan = other.orphan;
    heldOctets = other.heldOctets;
    heldFin = other.heldFin;
    retransmissions = other.retransmissions;
    retransmissionTimer = other.retransmissionTimer;
    timeWaitTimer = other.timeWaitTimer;
    finWait2Timer = other.finWait2Timer;
    fate = other.fate;
    passedClosing = other.passedClosing;
  }

  /** All fields, for people who look into a state. */
  @Override
  public String toString() {
    return state
        + (passive ? " passive" : "")
        + " SND.UNA="
        + sndUna
        + " SND.NXT="
        + sndNxt
        + " end="
        + sndEnd
        + "/"
        + segmentEnds
        + " RCV.NXT="
        + rcvNxt
        + (finQueued ? " finQueued" : "")
        + (orphan ? " orphan" : "")
        + " held="
        + heldOctets
        + "/"
        + heldFin
        + " retransmissions="
        + retransmissions
        + " timers="
        + retransmissionTimer
        + "/"
        + timeWaitTimer
        + "/"
        + finWait2Timer
        + " "
        + fate
        + (passedClosing ? " passedClosing" : "");
  }
}
