package io.tarry.tcp.world;

/**
 * What {@code tcp_tw_recycle} remembers of a peer address: the newest timestamp seen from it as a
 * connection entered TIME-WAIT. Source: Linux 3.13, tcp_remember_stamp.
 */
public final class PeerStamp {

  /** Makes one that remembers nothing. */
  public PeerStamp() {}

  /** The timestamp, written as in {@link Tcb#tsRecent}; 0 if nothing is remembered. */
  public int stamp;

  /** For how many ticks it is still remembered. */
  public int left;

  static PeerStamp[] none(int count) {
    PeerStamp[] none = new PeerStamp[count];
    for (int i = 0; i < count; i++) {
      none[i] = new PeerStamp();
    }
    return none;
  }

  public void copyFrom(PeerStamp other) {
    stamp = other.stamp;
    left = other.left;
  }

  /**
   * One tick passes.
   *
   * @param clockTicks whether the clock that the timestamp came from ticks with it
   */
  void age(boolean clockTicks) {
    left = Math.max(0, left - 1);
    stamp = clockTicks ? Timestamps.tick(stamp) : stamp;
    if (left == 0) {
      stamp = 0;
    }
  }

  void forget() {
    stamp = 0;
    left = 0;
  }

  @Override
  public String toString() {
    return stamp + "/" + left;
  }
}
