package io.tarry.tcp.rules;

import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static io.tarry.tcp.world.Tcb.TS_RECENT;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.PeerStamp;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;

/**
 * Timestamps at one end: RFC 7323's protection against wrapped sequence numbers (PAWS), and the use
 * that {@code tcp_tw_recycle} made of them.
 */
public final class Paws {

  private final Endpoint e;
  private final Settings settings;
  private final Timestamps stamps;

  /** The number of the peer's timestamp clock. */
  private final int clock;

  Paws(Endpoint e, Settings settings, Timestamps stamps) {
    this.e = e;
    this.settings = settings;
    this.stamps = stamps;
    clock = e.world.topology().clockOf(e.end.peer());
  }

  /**
   * Whether PAWS rejects the segment: its timestamp is older than TS.Recent by more than the
   * tolerance.
   */
  boolean isOld(Segment seg, int tolerance) {
    return compares(seg)
        && stamps.kept(clock, e.tcb.tsRecent()) - stamps.of(seg, e.world) > tolerance;
  }

  /** Whether its timestamp is newer than TS.Recent. */
  boolean isNew(Segment seg) {
    return compares(seg) && stamps.of(seg, e.world) > stamps.kept(clock, e.tcb.tsRecent());
  }

  boolean isEqual(Segment seg) {
    return compares(seg) && stamps.of(seg, e.world) == stamps.kept(clock, e.tcb.tsRecent());
  }

  private boolean compares(Segment seg) {
    return e.tcb.timestamps() && e.tcb.tsRecent() != 0 && seg.stamped();
  }

  /** R3: takes TS.Recent from a segment that is in order. */
  void follow(Segment seg) {
    if (e.tcb.timestamps() && seg.stamped() && seg.seq() <= e.tcb.rcvNxt()) {
      e.tcb.set(TS_RECENT, Math.max(e.tcb.tsRecent(), stamps.keep(clock, stamps.of(seg, e.world))));
    }
  }

  /** Takes from the SYN whether timestamps are used. */
  void agree(Segment syn) {
    e.tcb.set(TIMESTAMPS, e.host.sysctls().timestamps() && syn.stamped());
    e.tcb.set(TS_RECENT, e.tcb.timestamps() ? stamps.keep(clock, stamps.of(syn, e.world)) : 0);
  }

  /** What {@code tcp_tw_recycle} remembers of the peer's address. */
  private PeerStamp remembered() {
    return e.end.side() == Side.SERVER
        ? e.world.serverRemembers[e.world.topology().addressOf(e.end.connection())]
        : e.world.clientRemembers[e.client];
  }

  /** DEVIATION: Linux before 4.12, tcp_peer_is_proven: by address alone, whatever host it is. */
  boolean recycleRefuses(Segment syn) {
    PeerStamp peer = remembered();
    return recycles()
        && syn.stamped()
        && peer.get(LEFT) > 0
        && stamps.kept(clock, peer.get(STAMP)) - stamps.of(syn, e.world) > 1;
  }

  boolean recycles() {
    return e.host.sysctls().twRecycle() && e.host.sysctls().timestamps();
  }

  void rememberPeer() {
    PeerStamp peer = remembered();
    if (peer.get(LEFT) == 0 || e.tcb.tsRecent() >= peer.get(STAMP)) {
      peer.set(STAMP, e.tcb.tsRecent());
      peer.set(LEFT, settings.time().timeWait());
    }
  }
}
