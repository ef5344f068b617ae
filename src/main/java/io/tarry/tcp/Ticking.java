package io.tarry.tcp;

/** What a tick of the world's clock does: segments grow older, timers and clocks go on. */
final class Ticking {

  private final Settings settings;
  private final int reuseDelayMax;

  /**
   * In a world of these settings.
   *
   * @param reuseDelayMax how far {@link Tcb#timeWaitAge} is counted
   */
  Ticking(Settings settings, int reuseDelayMax) {
    this.settings = settings;
    this.reuseDelayMax = reuseDelayMax;
  }

  /** Makes {@code after}, which is as {@code before}, one tick older. */
  void tick(World before, World after) {
    after.flight().age();
    boolean clientsClock =
        clockTicks(Side.CLIENT, settings.clients().get(0).clock(), before, after);
    boolean serversClock = clockTicks(Side.SERVER, settings.server().clock(), before, after);
    for (End end : after.ends()) {
      Tcb tcb = after.tcb(end);
      tcb.retransmissionTimer = Timer.tick(tcb.retransmissionTimer);
      tcb.finWait2Timer = Timer.tick(tcb.finWait2Timer);
      tcb.timeWaitTimer = Timer.tick(tcb.timeWaitTimer);
      after.app(end).timer = Timer.tick(after.app(end).timer);
      if (tcb.state == TcpState.TIME_WAIT && end.side() == Side.CLIENT) {
        tcb.timeWaitAge = Math.min(tcb.timeWaitAge + 1, reuseDelayMax);
      }
      if (end.side() == Side.CLIENT ? serversClock : clientsClock) {
        tcb.tsRecent = Stamps.tick(tcb.tsRecent);
      }
    }
    forget(after.serverRemembers, clientsClock);
    forget(after.clientRemembers, serversClock);
  }

  private static boolean clockTicks(Side side, TimestampClock clock, World before, World after) {
    int phase = (before.clockPhase[side.ordinal()] + 1) % clock.tick();
    after.clockPhase[side.ordinal()] = phase;
    return phase == 0;
  }

  private static void forget(PeerStamp[] peers, boolean clockTicked) {
    for (PeerStamp peer : peers) {
      peer.left = Math.max(0, peer.left - 1);
      peer.stamp = clockTicked ? Stamps.tick(peer.stamp) : peer.stamp;
      if (peer.left == 0 || Stamps.isOlderThanAll(peer.stamp)) {
        peer.left = 0; // it would refuse nothing, and any other takes its place
        peer.stamp = 0;
      }
    }
  }
}
