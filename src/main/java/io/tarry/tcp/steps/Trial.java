package io.tarry.tcp.steps;

/** Whether enough of what was looked up was known. */
final class Trial {

  private static final int MISSES_FIRST = 1 << 9;
  private static final int LONGER = 4;
  private static final int MISSES_MAX = 1 << 14;
  private static final int LOOK_UPS_A_MISS_FIRST = 2;
  private static final int LOOK_UPS_A_MISS = 3; // below that, working out anew is as quick

  long lookUps;
  long misses;
  private int missesToSee = MISSES_FIRST;

  /** At first little is known, so that less is asked of a trial that has not lasted long. */
  boolean succeeds() {
    boolean tooFew = misses > missesToSee && misses * LOOK_UPS_A_MISS_FIRST > lookUps;
    boolean tooFewAtLast = misses > MISSES_MAX && misses * LOOK_UPS_A_MISS > lookUps;
    return !tooFew && !tooFewAtLast;
  }

  /** Begins again, and takes longer. */
  void beginAnew() {
    lookUps = 0;
    misses = 0;
    missesToSee = Math.min(LONGER * missesToSee, MISSES_MAX);
  }
}
