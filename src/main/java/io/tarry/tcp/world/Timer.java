package io.tarry.tcp.world;

/**
 * How a state holds a timer: as {@link #OFF}, {@link #DUE}, or 1 + the ticks that are left. Without
 * a clock a running timer is always due.
 */
public final class Timer {

  /** Not running. */
  public static final int OFF = 0;

  /** It expires now. */
  public static final int DUE = 1;

  private Timer() {}

  /** The timer one tick later. */
  static int tick(int timer) {
    return timer > DUE ? timer - 1 : timer;
  }
}
