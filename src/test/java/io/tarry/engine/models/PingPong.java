package io.tarry.engine.models;

/**
 * A pinger sends ping n and waits for pong n, upon which it sends ping n+1; a ponger answers each
 * ping once, in order. The network is a set of messages: one that is delivered stays (so it can
 * come again, and is ignored: no step), and any may be lost. What counts beyond the limit is cut
 * off.
 */
public final class PingPong extends OneWordModel {

  private static final int PINGS_SHIFT = 16;
  private static final int PONGS_SHIFT = 32;

  private final int exchangesMax;

  /** With so many exchanges at most, up to 15. */
  public PingPong(int exchangesMax) {
    this.exchangesMax = exchangesMax;
  }

  @Override
  public void initialStates(Sink sink) {
    offer(sink, INITIAL, ping(0));
  }

  @Override
  void successors(long state, Sink sink) {
    int pinger = (int) state & 0xFF;
    int ponger = (int) state >> 8 & 0xFF;
    for (int n = 0; n <= exchangesMax; n++) {
      if ((state & ping(n)) != 0) {
        offer(sink, 4 * n, state & ~ping(n));
        if (n == ponger) {
          exchange(sink, 4 * n + 1, n, state + (1 << 8) | pong(n));
        }
      }
      if ((state & pong(n)) != 0) {
        offer(sink, 4 * n + 2, state & ~pong(n));
        if (n == pinger) {
          exchange(sink, 4 * n + 3, n, state + 1 | ping(n + 1));
        }
      }
    }
  }

  private void exchange(Sink sink, int action, int n, long next) {
    if (n < exchangesMax) {
      offer(sink, action, next);
    } else {
      sink.beyond(action, "exchanges");
    }
  }

  private static long ping(int n) {
    return 1L << PINGS_SHIFT + n;
  }

  private static long pong(int n) {
    return 1L << PONGS_SHIFT + n;
  }
}
