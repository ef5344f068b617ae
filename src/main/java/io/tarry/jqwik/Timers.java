package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import io.tarry.tcp.settings.Time.Kind;
import java.util.List;

/**
 * The clock and the timers, in ticks; in real time, in seconds.
 *
 * @param kind a clock that ticks, real time, or none of both: then any running timer may fire at
 *     any moment, and of {@code timeWait} it counts only whether it is 0
 * @param msl how long a segment can live
 * @param rto the first retransmission timeout
 * @param backOff whether it doubles with each retransmission
 * @param retransmissions after how many of them an end gives up
 * @param timeWait how long TIME_WAIT lasts; 0 skips it
 */
public record Timers(
    Kind kind, int msl, int rto, boolean backOff, int retransmissions, int timeWait) {

  /** For how many RTO FIN_WAIT_2 lasts where a stack limits it. */
  private static final int FIN_WAIT_2 = 4;

  /** The same with another length of TIME_WAIT. */
  public Timers withTimeWait(int length) {
    return new Timers(kind, msl, rto, backOff, retransmissions, length);
  }

  /** The same with another kind of time. */
  public Timers withKind(Kind other) {
    return new Timers(other, msl, rto, backOff, retransmissions, timeWait);
  }

  Draft in(Draft draft) {
    Draft changed =
        draft
            .with(time("kind"), kind == Kind.UNTIMED ? "untimed" : "ticks")
            .with(time("retransmissions"), retransmissions)
            .with(time("timeWait"), timeWait);
    if (kind != Kind.UNTIMED) {
      changed =
          changed.with(time("msl"), msl).with(time("rto"), rto).with(time("backOff"), backOff);
    }
    return kind == Kind.REAL
        ? changed.with(time("finWait2"), FIN_WAIT_2 * rto).inRealTime()
        : changed;
  }

  private static List<Object> time(String key) {
    return List.of("time", key);
  }
}
