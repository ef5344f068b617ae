package io.tarry.tcp.world;

/**
 * How a timer is written in a state: one number, {@link #OFF}, {@link #DUE}, or 1 + the ticks that
 * are left. Without a clock a running timer is always due.
 */
public final class Timer {

  /** Not running. */
  public static final int OFF = 0;

  /** To expire now. */
  public static final int DUE = 1;

  private Timer() {}

  /** What it is one tick later. */
  static int tick(int timer) {
    return timer > DUE ? timer - 1 : timer;
  }
}
