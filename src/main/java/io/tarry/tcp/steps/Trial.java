package io.tarry.tcp.steps;

/** Whether enough of what was looked up was known. */
final class Trial {

  private static final int MISSES_FIRST = 1 << 9;
  private static final int LONGER = 4;
  private static final int MISSES_MAX = 1 << 14;
  private static final int LOOK_UPS_A_MISS = 3; // below that, working out anew is as quick

  long lookUps;
  long misses;
  private int missesToSee = MISSES_FIRST;

  /** At first little is known; so it fails early only where almost nothing is. */
  boolean succeeds() {
    boolean none = misses > missesToSee && misses * 4 > lookUps * 3;
    boolean few = misses > MISSES_MAX && misses * LOOK_UPS_A_MISS > lookUps;
    return !none && !few;
  }

  /** Begins again, and takes longer. */
  void beginAnew() {
    lookUps = 0;
    misses = 0;
    missesToSee = Math.min(LONGER * missesToSee, MISSES_MAX);
  }
}
