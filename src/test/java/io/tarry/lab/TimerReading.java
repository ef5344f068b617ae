package io.tarry.lab;

/**
 * What a kernel's table says of a 2MSL timer, and when.
 *
 * @param at when it was read, by the clock of {@link System#nanoTime}, in milliseconds
 */
record TimerReading(TwoMslTimer timer, long at) {

  /**
   * Whether the timer was started again between this reading and that one.
   *
   * @param when the earliest moment at which it can have been
   */
  boolean wasRestarted(TimerReading later, long when) {
    return later.timer.expires() - timer.expires() > (when - at) / 2;
  }
}
