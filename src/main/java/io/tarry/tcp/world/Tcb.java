package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Time;

/**
 * Transmission Control Block of one end (RFC 9293 section 3.3.1). A field that no longer matters is
 * zero, so that states that differ only in such fields are one state.
 */
public final class Tcb extends Section<Tcb> {

  private static final Fields<Tcb> FIELDS = new Fields<>();

  public static final Field<Tcb> STATE = FIELDS.choice("state", TcpState.values());

  /** Whether the connection was opened passively, which SYN-RECEIVED has to know (MUST-11). */
  public static final Field<Tcb> PASSIVE = FIELDS.flag("passive");

  public static final Field<Tcb> SND_UNA = FIELDS.ourNumber("SND.UNA");
  public static final Field<Tcb> SND_NXT = FIELDS.ourNumber("SND.NXT");

  /** The sequence number after the last byte that the user gave to SEND. */
  public static final Field<Tcb> SND_END = FIELDS.ourNumber("end");

  public static final Field<Tcb> RCV_NXT = FIELDS.peersNumber("RCV.NXT");

  /** ISS and IRS, kept only where they do not follow from the other numbers. */
  public static final Field<Tcb> ISS =
      FIELDS.ourNumber("ISS").when(SectionPlace::numbersMayOverlap);

  public static final Field<Tcb> IRS =
      FIELDS.peersNumber("IRS").when(SectionPlace::numbersMayOverlap);

  /** Where the segments of the queue end: bit i is set if one ends with byte i, counted from 0. */
  public static final Field<Tcb> SEGMENT_ENDS = FIELDS.flags("segmentEnds", SectionPlace::bytes);

  /** Whether the user has called CLOSE, so that a FIN follows the last byte. */
  public static final Field<Tcb> FIN_QUEUED = FIELDS.flag("finQueued");

  /** Whether the user gave up reading too, so that TCP has nobody left to tell anything. */
  public static final Field<Tcb> ORPHAN = FIELDS.flag("orphan");

  /**
   * Bytes received beyond a gap: bit i stands for sequence number RCV.NXT + i. Where no bytes come,
   * there is no gap.
   */
  public static final Field<Tcb> HELD_BYTES =
      FIELDS.flags("heldBytes", Tcb::mostHeld).when(at -> at.peersBytes() > 0);

  /** Ghost: which of the bytes in {@link #HELD_BYTES} came from another incarnation. */
  public static final Field<Tcb> HELD_FOREIGN =
      FIELDS
          .flags("heldForeign", Tcb::mostHeld)
          .when(at -> at.peersBytes() > 0)
          .when(SectionPlace::remembersIncarnation);

  /** The sequence number of a FIN received beyond a gap, or 0. */
  public static final Field<Tcb> HELD_FIN =
      FIELDS.peersNumber("heldFin").when(at -> at.peersBytes() > 0 || at.numbersMayOverlap());

  /** How often the front of the retransmission queue was sent again since the last new ACK. */
  public static final Field<Tcb> RETRANSMISSIONS =
      FIELDS.number("retransmissions", at -> at.time().retransmissionsCounted());

  public static final Field<Tcb> RETRANSMISSION_TIMER =
      FIELDS.forcingTimer("retransmissionTimer", at -> at.time().rto() << at.backOffs());

  public static final Field<Tcb> TIME_WAIT_TIMER =
      FIELDS.forcingTimer("timeWaitTimer", Tcb::longestTimeWait);

  /** How many ticks ago TIME-WAIT was entered, counted only as far as connect() asks. */
  public static final Field<Tcb> TIME_WAIT_AGE =
      FIELDS
          .number("timeWaitAge", Tcb::timeWaitAgeMax)
          .when(at -> !at.isServer() && timeWaitAgeMax(at) > 0)
          .ages(Tcb::olderTimeWait);

  public static final Field<Tcb> FIN_WAIT_2_TIMER =
      FIELDS
          .forcingTimer("finWait2Timer", Tcb::longestFinWait2)
          .when(at -> at.has(Switch.FIN_WAIT2_TIMER));

  /** Ghost: how the connection ended. */
  public static final Field<Tcb> FATE =
      FIELDS.choice("fate", Fate.values()).when(at -> at.remembers(Ghost.FATE)).outlivesReset();

  /** Ghost: whether this end was in CLOSING. */
  public static final Field<Tcb> PASSED_CLOSING =
      FIELDS.flag("passedClosing").when(at -> at.remembers(Ghost.PASSED_CLOSING)).outlivesReset();

  /** Ghost: whether an old SYN made this connection out of TIME-WAIT. */
  public static final Field<Tcb> OPENED_BY_OLD_SYN =
      FIELDS.flag("openedByOldSyn").when(at -> at.isServer() && at.remembers(Ghost.OLD_SYN));

  /** Ghost: which incarnation of the 4-tuple it belongs to. */
  public static final Field<Tcb> INCARNATION =
      FIELDS
          .number("incarnation", at -> at.topology().incarnationsMax())
          .when(SectionPlace::remembersIncarnation);

  /** Whether the connection uses timestamps, or, in SYN-SENT, offers them. */
  public static final Field<Tcb> TIMESTAMPS =
      FIELDS.flag("timestamps").when(SectionPlace::usesStamps);

  /**
   * TS.Recent: 0 if there is none, else a number for its distance from the peer's present clock,
   * which {@link Timestamps} reads.
   */
  public static final Field<Tcb> TS_RECENT =
      FIELDS
          .number("TS.Recent", SectionPlace::stampMax)
          .when(SectionPlace::usesStamps)
          .ages(Tcb::olderStamp);

  /**
   * SND.NXT and RCV.NXT of a TIME-WAIT that was left for a new SYN and may be returned to; else 0.
   */
  public static final Field<Tcb> RETURN_SND_NXT =
      FIELDS.ourNumber("returnSndNxt").when(Tcb::mayReturn);

  public static final Field<Tcb> RETURN_RCV_NXT =
      FIELDS.peersNumber("returnRcvNxt").when(Tcb::mayReturn);

  /** Ghost: the incarnation of that TIME-WAIT. */
  public static final Field<Tcb> RETURN_INCARNATION =
      FIELDS
          .number("returnIncarnation", at -> at.topology().incarnationsMax())
          .when(Tcb::mayReturn)
          .when(SectionPlace::remembersIncarnation);

  /** Ghost: whether the peer has been listening all the time since this end began to open. */
  static final Field<Tcb> LISTENED_TO =
      FIELDS.flag("listenedTo").when(at -> at.remembers(Ghost.LISTENED)).outlivesReset();

  /** Ghost: how the present connection, or the last one, went. */
  final PastConnection past;

  Tcb(SectionPlace at) {
    super(FIELDS, at);
    past = new PastConnection(at);
  }

  /** A connection's own bytes end with the peer's last; old ones may lie anywhere in the window. */
  private static int mostHeld(SectionPlace at) {
    return at.numbersMayOverlap() ? at.settings().window() : at.peersBytes() + 1;
  }

  private static int longestTimeWait(SectionPlace at) {
    Time time = at.time();
    return Math.max(time.timeWait(), at.recycles() ? time.recycledTimeWait() : 0);
  }

  private static int longestFinWait2(SectionPlace at) {
    return at.hosts().mapToInt(host -> host.sysctls().finTimeout()).max().orElse(0);
  }

  private static int timeWaitAgeMax(SectionPlace at) {
    return at.clients().stream().mapToInt(Tcb::timeWaitAgeMax).max().orElse(0);
  }

  /** Up to how many ticks that client counts in TIME-WAIT: as far as connect() asks. */
  private static int timeWaitAgeMax(Settings.Host client) {
    return client.sysctls().twReuse() == 1 ? client.sysctls().twReuseDelay() + 1 : 0;
  }

  private static int olderTimeWait(int age, Tcb tcb, NextTick tick) {
    return tcb.state() == TcpState.TIME_WAIT
        ? Math.min(age + 1, timeWaitAgeMax(tick.world().host(tcb.at().end())))
        : age;
  }

  private static int olderStamp(int stamp, Tcb tcb, NextTick tick) {
    int clock = tcb.at().topology().clockOf(tcb.at().end().peer());
    return tick.isOf(clock) ? Timestamps.tick(stamp) : stamp;
  }

  private static boolean mayReturn(SectionPlace at) {
    return at.isServer() && at.settings().server().stack().has(Switch.RETURN_TO_TIME_WAIT);
  }

  /** The longest that a timer of a connection there can last. */
  static int longestTimer(SectionPlace at) {
    int finWait2 = FIN_WAIT_2_TIMER.exists(at) ? longestFinWait2(at) : 0;
    return Math.max(at.time().rto() << at.backOffs(), Math.max(longestTimeWait(at), finWait2));
  }

  /** The state of the connection at this end. */
  public TcpState state() {
    return TcpState.of(get(STATE));
  }

  /** SND.UNA. */
  public int sndUna() {
    return get(SND_UNA);
  }

  /** SND.NXT. */
  public int sndNxt() {
    return get(SND_NXT);
  }

  /** RCV.NXT. */
  public int rcvNxt() {
    return get(RCV_NXT);
  }

  /** Whether the connection was opened passively. */
  public boolean passive() {
    return is(PASSIVE);
  }

  /** The sequence number after the last byte that the user gave to SEND. */
  public int sndEnd() {
    return get(SND_END);
  }

  /** Whether the user has called CLOSE. */
  public boolean finQueued() {
    return is(FIN_QUEUED);
  }

  /** Bytes received beyond a gap: bit i stands for sequence number RCV.NXT + i. */
  public int heldBytes() {
    return get(HELD_BYTES);
  }

  /** The sequence number of a FIN received beyond a gap, or 0. */
  public int heldFin() {
    return get(HELD_FIN);
  }

  /** TS.Recent, as {@link Timestamps} reads it. */
  public int tsRecent() {
    return get(TS_RECENT);
  }

  /** How often the front of the retransmission queue was sent again since the last new ACK. */
  public int retransmissions() {
    return get(RETRANSMISSIONS);
  }

  /** The retransmission timer: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int retransmissionTimer() {
    return get(RETRANSMISSION_TIMER);
  }

  /** The 2MSL timer: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int timeWaitTimer() {
    return get(TIME_WAIT_TIMER);
  }

  /** The FIN-WAIT-2 timer: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int finWait2Timer() {
    return get(FIN_WAIT_2_TIMER);
  }

  /** Whether the user gave up reading too. */
  public boolean orphan() {
    return is(ORPHAN);
  }

  /** Ghost: how the connection ended. */
  public Fate fate() {
    return Fate.of(get(FATE));
  }

  /** Ghost: whether this end was in CLOSING. */
  public boolean passedClosing() {
    return is(PASSED_CLOSING);
  }

  /**
   * Ghost: whether the peer has been listening all the time since this end, which is still opening,
   * began to open.
   */
  public boolean listenedTo() {
    return is(LISTENED_TO);
  }

  /** Whether the connection uses timestamps, or, in SYN-SENT, offers them. */
  public boolean timestamps() {
    return is(TIMESTAMPS);
  }

  /** How many ticks ago TIME-WAIT was entered, counted only as far as it can matter. */
  public int timeWaitAge() {
    return get(TIME_WAIT_AGE);
  }

  /** Whether this end left TIME-WAIT for a SYN that may yet turn out to be old. */
  public boolean mayReturnToTimeWait() {
    return get(RETURN_RCV_NXT) != 0;
  }

  /** Ghost: whether an old SYN made this connection out of TIME-WAIT. */
  public boolean openedByOldSyn() {
    return is(OPENED_BY_OLD_SYN);
  }

  /** Ghost: which incarnation of its 4-tuple it belongs to; 0 if none. */
  public int incarnation() {
    return get(INCARNATION);
  }

  /** Whether the FIN has been sent and not been acknowledged yet. */
  public boolean finUnacknowledged() {
    return finSent() && sndUna() < sndNxt();
  }

  /** Whether the FIN has been sent; TIME-WAIT and the states before it only. */
  public boolean finSent() {
    return finQueued() && sndNxt() > sndEnd();
  }

  public boolean finAcknowledged() {
    return finSent() && sndUna() == sndNxt();
  }

  /** "Delete the TCB": resets all fields except the ghosts. */
  public void delete() {
    reset();
  }

  /** Forgets the TIME-WAIT that was left: the SYN proved to be a new one. */
  public void forgetReturn() {
    set(RETURN_SND_NXT, 0);
    set(RETURN_RCV_NXT, 0);
    set(RETURN_INCARNATION, 0);
  }

  /** Restores what there was when TIME-WAIT was left. */
  public void returnToTimeWait() {
    int oldSndNxt = get(RETURN_SND_NXT);
    int oldRcvNxt = get(RETURN_RCV_NXT);
    int oldIncarnation = get(RETURN_INCARNATION);
    delete();
    set(SND_UNA, oldSndNxt);
    set(SND_NXT, oldSndNxt);
    set(SND_END, oldSndNxt - 1);
    set(RCV_NXT, oldRcvNxt);
    set(FIN_QUEUED, true);
    set(INCARNATION, oldIncarnation);
  }

  /** Forgets all ghosts, for a new connection. */
  public void forgetGhosts() {
    set(FATE, Fate.OPEN);
    set(PASSED_CLOSING, false);
  }

  public void forgetHeld() {
    set(HELD_BYTES, 0);
    set(HELD_FOREIGN, 0);
    set(HELD_FIN, 0);
  }

  public void stopTimers() {
    set(RETRANSMISSIONS, 0);
    set(RETRANSMISSION_TIMER, Timer.OFF);
    set(TIME_WAIT_TIMER, Timer.OFF);
    set(FIN_WAIT_2_TIMER, Timer.OFF);
    set(TIME_WAIT_AGE, 0);
  }
}
