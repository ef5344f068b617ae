package io.tarry.tcp.world;

/**
 * How a state holds a timer: as {@link #OFF}, {@link #DUE}, or 1 + the ticks that are left. Without
 * a clock a running timer is always due. In real time it is 1 + the ticks that it lasts, and while
 * a step is worked out it says whether it ran already before.
 */
public final class Timer {

  /** Not running. */
  public static final int OFF = 0;

  /** It expires now. */
  public static final int DUE = 1;

  private static final int WENT_ON = 1 << 30;

  private Timer() {}

  /** A timer of real time, marked as one that ran before the step. */
  static int goingOn(int timer) {
    return timer == OFF ? OFF : timer | WENT_ON;
  }

  /** The timer without that mark. */
  static int plain(int timer) {
    return timer & ~WENT_ON;
  }

  /** Whether a timer of real time ran before the step, and was not started again in it. */
  public static boolean wentOn(int timer) {
    return (timer & WENT_ON) != 0;
  }

  /** How long a timer of real time lasts; of another, how much longer it runs. */
  public static int duration(int timer) {
    return plain(timer) - DUE;
  }

  /** The timer one tick later. */
  static int tick(int timer) {
    return timer > DUE ? timer - 1 : timer;
  }

  /** The same of a timer that has to expire before time goes on. */
  static int tickBeforeDue(int timer) {
    if (timer == DUE) {
      throw new IllegalStateException("time goes on while a timer is due");
    }
    return tick(timer);
  }
}
