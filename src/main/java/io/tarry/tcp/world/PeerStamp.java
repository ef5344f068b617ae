package io.tarry.tcp.world;

/**
 * What {@code tcp_tw_recycle} remembers of a peer address: the newest timestamp seen from it as a
 * connection entered TIME-WAIT. Source: Linux 3.13, tcp_remember_stamp. Numbered as the clocks are
 * from which the timestamps come.
 */
public final class PeerStamp extends Section<PeerStamp> {

  private static final Fields<PeerStamp> FIELDS = new Fields<>();

  /** The timestamp, written as in {@link Tcb#TS_RECENT}; 0 if nothing is remembered. */
  public static final Field<PeerStamp> STAMP =
      FIELDS.number("stamp", SectionPlace::stampMax).when(PeerStamp::isKept).ages(PeerStamp::older);

  /** For how many ticks it is still remembered. */
  public static final Field<PeerStamp> LEFT =
      FIELDS
          .number("left", at -> at.time().timeWait())
          .when(PeerStamp::isKept)
          .ages((left, peer, tick) -> Math.max(0, left - 1));

  PeerStamp(SectionPlace at) {
    super(FIELDS, at);
  }

  private static boolean isKept(SectionPlace at) {
    return at.recycles() && at.usesStamps();
  }

  private static int older(int stamp, PeerStamp peer, NextTick tick) {
    if (peer.get(LEFT) <= 1) {
      return 0; // it is forgotten
    }
    return tick.isOf(peer.at().number()) ? Timestamps.tick(stamp) : stamp;
  }
}
