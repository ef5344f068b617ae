package io.tarry.tcp;

/**
 * What {@code tcp_tw_recycle} remembers of a peer address: the newest timestamp seen from it as a
 * connection entered TIME-WAIT. Source: Linux 3.13, tcp_remember_stamp.
 */
final class PeerStamp {

  /** The timestamp, written as in {@link Tcb#tsRecent}; 0 if nothing is remembered. */
  int stamp;

  /** How many ticks it is still remembered. */
  int left;

  static PeerStamp[] none(int count) {
    PeerStamp[] none = new PeerStamp[count];
    for (int i = 0; i < count; i++) {
      none[i] = new PeerStamp();
    }
    return none;
  }

  void copyFrom(PeerStamp other) {
    stamp = other.stamp;
    left = other.left;
  }

  @Override
  public String toString() {
    return stamp + "/" + left;
  }
}
