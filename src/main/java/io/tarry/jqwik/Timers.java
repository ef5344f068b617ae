package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import java.util.List;

/**
 * The clock and the timers, in ticks.
 *
 * @param ticks whether there is a clock; without one any running timer may fire at any moment, and
 *     of {@code timeWait} it counts only whether it is 0
 * @param msl how long a segment can live
 * @param rto the first retransmission timeout
 * @param backOff whether it doubles with each retransmission
 * @param retransmissions after how many of them an end gives up
 * @param timeWait how long TIME_WAIT lasts; 0 skips it
 */
public record Timers(
    boolean ticks, int msl, int rto, boolean backOff, int retransmissions, int timeWait) {

  /** The same with another length of TIME_WAIT. */
  public Timers withTimeWait(int length) {
    return new Timers(ticks, msl, rto, backOff, retransmissions, length);
  }

  /** The same without a clock. */
  public Timers untimed() {
    return new Timers(false, msl, rto, backOff, retransmissions, timeWait);
  }

  Draft in(Draft draft) {
    Draft changed =
        draft
            .with(time("kind"), ticks ? "ticks" : "untimed")
            .with(time("retransmissions"), retransmissions)
            .with(time("timeWait"), timeWait);
    return ticks
        ? changed.with(time("msl"), msl).with(time("rto"), rto).with(time("backOff"), backOff)
        : changed;
  }

  private static List<Object> time(String key) {
    return List.of("time", key);
  }
}
