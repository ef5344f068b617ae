package io.tarry.tcp.settings;

/**
 * The timers, and the kind of time.
 *
 * @param kind the kind of time
 * @param msl Maximum Segment Lifetime, in ticks; 0 where untimed
 * @param retransmission when segments are sent again
 * @param timeWait how long TIME-WAIT lasts, in ticks; 0 skips the state. Where untimed: 0 or not
 * @param finWait2 how long FIN-WAIT-2 lasts where a stack limits it, in ticks
 * @param tick how long a tick is
 */
public record Time(
    Kind kind, int msl, Retransmission retransmission, int timeWait, int finWait2, Tick tick) {

  /** Times in ticks of no length in particular. */
  public Time(Kind kind, int msl, Retransmission retransmission, int timeWait, int finWait2) {
    this(kind, msl, retransmission, timeWait, finWait2, Tick.NAMELESS);
  }

  /**
   * No clock: any running timer may expire at any moment.
   *
   * @param retransmissions how many retransmissions before giving up
   * @param waits whether there is a TIME-WAIT
   */
  public static Time untimed(int retransmissions, boolean waits) {
    return new Time(
        Kind.UNTIMED, 0, new Retransmission(0, false, retransmissions), waits ? 1 : 0, 1);
  }

  /** The kinds of time. */
  public enum Kind {
    /** A discrete clock. */
    TICKS,
    /** Dense time. */
    REAL,
    /** Any running timer may fire at any moment. */
    UNTIMED
  }

  /** The first retransmission timeout, in ticks. */
  public int rto() {
    return retransmission.rto();
  }

  /** Whether the timeout doubles with each retransmission. */
  public boolean backOff() {
    return retransmission.backOff();
  }

  /** R2: how many retransmissions before giving up. */
  public int retransmissions() {
    return retransmission.most();
  }

  /** How many retransmissions in a row are counted. */
  public int retransmissionsCounted() {
    return retransmission.counted();
  }

  /** How long TIME-WAIT lasts with {@code tcp_tw_recycle}: 3.5 RTO. Linux 3.13, tcp_time_wait. */
  public int recycledTimeWait() {
    return (7 * rto() + 1) / 2;
  }

  /** Whether time has steps of its own. */
  public boolean ticks() {
    return kind == Kind.TICKS;
  }

  /** Whether time is dense. */
  public boolean real() {
    return kind == Kind.REAL;
  }

  /** A copy with that MSL, in ticks. */
  public Time withMsl(int ticks) {
    return new Time(kind, ticks, retransmission, timeWait, finWait2, tick);
  }

  /** A copy that gives up after this many retransmissions. */
  public Time withRetransmissions(int most) {
    Retransmission other = new Retransmission(rto(), backOff(), most);
    return new Time(kind, msl, other, timeWait, finWait2, tick);
  }

  /** A copy whose TIME-WAIT lasts this many ticks. */
  public Time withTimeWait(int ticks) {
    return new Time(kind, msl, retransmission, ticks, finWait2, tick);
  }

  /** A copy whose ticks are so long; none of its numbers of ticks changes. */
  public Time in(Tick other) {
    return new Time(kind, msl, retransmission, timeWait, finWait2, other);
  }

  /** A copy with another kind of time. */
  public Time as(Kind other) {
    return new Time(other, msl, retransmission, timeWait, finWait2, tick);
  }

  /** A copy in which everything lasts this many times longer. */
  public Time times(int times) {
    Retransmission other = new Retransmission(times * rto(), backOff(), retransmission.most());
    return new Time(kind, times * msl, other, times * timeWait, times * finWait2, tick);
  }

  /** How times are counted, for people; nothing where there is no more to say than "ticks". */
  public String counting() {
    return real() ? "in real time" : tick.isNamed() ? "in ticks of " + tick.say(1) : "";
  }

  /** Whether there is time at all. */
  public boolean hasClock() {
    return kind != Kind.UNTIMED;
  }
}
