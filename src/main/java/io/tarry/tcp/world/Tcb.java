package io.tarry.tcp.world;

/**
 * Transmission Control Block of one end (RFC 9293 section 3.3.1). A field that no longer matters is
 * zero, so that states that differ only in such fields are one state.
 */
public final class Tcb {

  private static final Tcb NOTHING = new Tcb();

  public TcpState state = TcpState.CLOSED;

  /** Whether the connection was opened passively, which SYN-RECEIVED has to know (MUST-11). */
  public boolean passive;

  public int sndUna;
  public int sndNxt;
  public int rcvNxt;

  /** ISS and IRS, kept only where they do not follow from the other numbers. */
  public int iss;

  public int irs;

  /** The sequence number after the last byte that the user gave to SEND. */
  public int sndEnd;

  /** Where the segments of the queue end: bit i is set if one ends with byte i, counted from 0. */
  public int segmentEnds;

  /** Whether the user has called CLOSE, so that a FIN follows the last byte. */
  public boolean finQueued;

  /** Whether the user gave up reading too, so that TCP has nobody left to tell anything. */
  public boolean orphan;

  /** Bytes received beyond a gap: bit i stands for sequence number RCV.NXT + i. */
  public int heldOctets;

  /** The sequence number of a FIN received beyond a gap, or 0. */
  public int heldFin;

  /** How often the front of the retransmission queue was sent again since the last new ACK. */
  public int retransmissions;

  /** Timers: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int retransmissionTimer;

  public int timeWaitTimer;
  public int finWait2Timer;

  /** Whether the connection uses timestamps, or, in SYN-SENT, offers them. */
  public boolean timestamps;

  /**
   * TS.Recent: 0 if there is none, else a number for its distance from the peer's present clock,
   * which {@link Timestamps} reads.
   */
  public int tsRecent;

  /** How many ticks ago TIME-WAIT was entered, counted only as far as it can matter. */
  public int timeWaitAge;

  /**
   * SND.NXT and RCV.NXT of a TIME-WAIT that was left for a new SYN and may be returned to; else 0.
   */
  public int returnSndNxt;

  public int returnRcvNxt;

  /** Ghost: the incarnation of that TIME-WAIT. */
  public int returnIncarnation;

  /** Ghost: which incarnation of the 4-tuple it belongs to. */
  public int incarnation;

  /** Ghost: which of the bytes in {@link #heldOctets} came from another incarnation. */
  public int heldForeign;

  /** Ghost: whether an old SYN made this connection out of TIME-WAIT. */
  public boolean openedByOldSyn;

  /** Ghost: how the connection ended. */
  public Fate fate = Fate.OPEN;

  /** Ghost: whether this end was in CLOSING. */
  public boolean passedClosing;

  /** Ghost: whether the peer has been listening all the time since this end began to open. */
  boolean listenedTo;

  /** Ghost: how the present connection, or the last one, went. */
  final PastConnection past = new PastConnection();

  Tcb() {}

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

  /** The 2MSL timer: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int timeWaitTimer() {
    return timeWaitTimer;
  }

  /** The FIN-WAIT-2 timer: {@link Timer#OFF}, or 1 + the ticks that are left. */
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

  /**
   * Ghost: whether the peer has been listening all the time since this end, which is still opening,
   * began to open.
   */
  public boolean listenedTo() {
    return listenedTo;
  }

  /** Whether the connection uses timestamps, or, in SYN-SENT, offers them. */
  public boolean timestamps() {
    return timestamps;
  }

  /** How many ticks ago TIME-WAIT was entered, counted only as far as it can matter. */
  public int timeWaitAge() {
    return timeWaitAge;
  }

  /** Whether this end left TIME-WAIT for a SYN that may yet turn out to be old. */
  public boolean mayReturnToTimeWait() {
    return returnRcvNxt != 0;
  }

  /** Ghost: whether an old SYN made this connection out of TIME-WAIT. */
  public boolean openedByOldSyn() {
    return openedByOldSyn;
  }

  /** Ghost: which incarnation of its 4-tuple it belongs to; 0 if none. */
  public int incarnation() {
    return incarnation;
  }

  /** Whether the FIN has been sent and not been acknowledged yet. */
  public boolean finUnacknowledged() {
    return finSent() && sndUna < sndNxt;
  }

  /** Whether the FIN has been sent; TIME-WAIT and the states before it only. */
  public boolean finSent() {
    return finQueued && sndNxt > sndEnd;
  }

  public boolean finAcknowledged() {
    return finSent() && sndUna == sndNxt;
  }

  /** "Delete the TCB": resets all fields except the ghosts. */
  public void delete() {
    becomeConnectionOf(NOTHING);
  }

  /** Forgets the TIME-WAIT that was left: the SYN proved to be a new one. */
  public void forgetReturn() {
    returnSndNxt = 0;
    returnRcvNxt = 0;
    returnIncarnation = 0;
  }

  /** Restores what there was when TIME-WAIT was left. */
  public void returnToTimeWait() {
    int oldSndNxt = returnSndNxt;
    int oldRcvNxt = returnRcvNxt;
    int oldIncarnation = returnIncarnation;
    delete();
    sndUna = oldSndNxt;
    sndNxt = oldSndNxt;
    sndEnd = oldSndNxt - 1;
    rcvNxt = oldRcvNxt;
    finQueued = true;
    incarnation = oldIncarnation;
  }

  /** Forgets all ghosts, for a new connection. */
  public void forgetGhosts() {
    fate = Fate.OPEN;
    passedClosing = false;
  }

  public void forgetHeld() {
    heldOctets = 0;
    heldForeign = 0;
    heldFin = 0;
  }

  public void stopTimers() {
    retransmissions = 0;
    retransmissionTimer = Timer.OFF;
    timeWaitTimer = Timer.OFF;
    finWait2Timer = Timer.OFF;
    timeWaitAge = 0;
  }

  /** Makes our sequence numbers, and those of the peer, larger by so much. */
  public void shift(int ours, int peers) {
    sndUna = shifted(sndUna, ours);
    sndNxt = shifted(sndNxt, ours);
    sndEnd = shifted(sndEnd, ours);
    iss = shifted(iss, ours);
    returnSndNxt = shifted(returnSndNxt, ours);
    rcvNxt = shifted(rcvNxt, peers);
    irs = shifted(irs, peers);
    heldFin = shifted(heldFin, peers);
    returnRcvNxt = shifted(returnRcvNxt, peers);
  }

  private static int shifted(int number, int by) {
    return number == 0 ? 0 : number + by;
  }

  public void copyFrom(Tcb other) {
    becomeConnectionOf(other);
    fate = other.fate;
    passedClosing = other.passedClosing;
    listenedTo = other.listenedTo;
    past.copyFrom(other.past);
  }

  /** Copies the fields that {@link #delete} resets. */
  private void becomeConnectionOf(Tcb other) {
    state = other.state;
    passive = other.passive;
    sndUna = other.sndUna;
    sndNxt = other.sndNxt;
    rcvNxt = other.rcvNxt;
    iss = other.iss;
    irs = other.irs;
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
    timestamps = other.timestamps;
    tsRecent = other.tsRecent;
    timeWaitAge = other.timeWaitAge;
    returnSndNxt = other.returnSndNxt;
    returnRcvNxt = other.returnRcvNxt;
    returnIncarnation = other.returnIncarnation;
    incarnation = other.incarnation;
    heldForeign = other.heldForeign;
    openedByOldSyn = other.openedByOldSyn;
  }

  /** All fields, for debugging. */
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
        + (iss > 0 ? " ISS=" + iss : "")
        + (irs > 0 ? " IRS=" + irs : "")
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
        + (timestamps ? " timestamps=" + tsRecent : "")
        + (timeWaitAge > 0 ? " timeWaitAge=" + timeWaitAge : "")
        + (returnRcvNxt != 0
            ? " return=" + returnSndNxt + "/" + returnRcvNxt + "/" + returnIncarnation
            : "")
        + " incarnation="
        + incarnation
        + "/"
        + heldForeign
        + " "
        + fate
        + (passedClosing ? " passedClosing" : "")
        + (openedByOldSyn ? " openedByOldSyn" : "")
        + (listenedTo ? " listenedTo" : "")
        + " past="
        + past;
  }
}
