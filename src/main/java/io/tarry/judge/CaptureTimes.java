package io.tarry.judge;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a step can happen at the time at which the capture shows its segments. */
final class CaptureTimes {

  /** How far a timer may be off that lasts a known time: a tenth. */
  private static final int TOLERANCE = 10;

  /** Source: Linux, TCP_RTO_MIN, less what a busy machine takes away. */
  private static final long RTO_MIN = 150_000;

  private static final Set<Rule> RESTARTS_TIME_WAIT =
      Set.of(
          Rule.TIME_WAIT_REPEATED_FIN,
          Rule.TIME_WAIT_ANY_ACK,
          Rule.TIME_WAIT_LINUX_RESTART,
          Rule.TIME_WAIT_LINUX_SILENT);

  private final Pace pace;
  private final List<ExpectedSegment> seen;
  private final Set<Side> watched;

  /**
   * How times of a capture belong to those of a world.
   *
   * @param tick the length of a tick, in microseconds, where the world has a clock that is compared
   * @param timeWait how long TIME-WAIT lasts, in microseconds, where the world has none
   */
  record Pace(long tick, long timeWait) {
    boolean ticks() {
      return tick > 0;
    }
  }

  CaptureTimes(Pace pace, List<ExpectedSegment> seen) {
    this.pace = pace;
    this.seen = seen;
    watched = ExpectedSegment.hosts(seen);
  }

  /**
   * What is known of the time after a step; empty if the step cannot happen then.
   *
   * @param position how many segments have been seen after it
   * @param model shows the step
   */
  Optional<CapturePoint.Times> after(CapturePoint point, Step step, int position, TcpModel model) {
    boolean counts = point.position() > 0 && step.kind() == Action.Kind.TICK && pace.ticks();
    long ticks = point.times().ticks() + (counts ? 1 : 0);
    if (pace.ticks() && point.position() > 0 && !isInTime(point, position, ticks)) {
      return Optional.empty();
    }
    Optional<List<Long>> since =
        pace.timeWait() > 0
            ? timers(point, step, position, model)
            : Optional.of(point.times().since());
    return since.map(these -> new CapturePoint.Times(ticks, these));
  }

  /** Whether the segments of the step are seen at that time, and none is late. */
  private boolean isInTime(CapturePoint point, int position, long time) {
    for (int i = point.position(); i < position; i++) {
      if (tickOf(i) != time) {
        return false;
      }
    }
    return position == seen.size() || tickOf(position) >= time;
  }

  private long tickOf(int position) {
    return Math.round((seen.get(position).micros() - seen.get(0).micros()) / (double) pace.tick());
  }

  private long now(int position) {
    return seen.get(Math.min(position, seen.size() - 1)).micros();
  }

  /**
   * Since when TIME-WAIT lasts, and when a segment was last sent, at each side that is watched;
   * none if a timer of the step cannot have expired yet, or must have expired before.
   */
  private Optional<List<Long>> timers(CapturePoint point, Step step, int position, TcpModel model) {
    List<Long> since = new ArrayList<>(point.times().since());
    if (!step.isOfConnection() || !watched.contains(step.at().side())) {
      return Optional.of(since);
    }
    int side = step.at().side().ordinal();
    long now = now(point.position());
    TcpState before = model.before().look(step.at()).state();
    TcpState after = model.after().look(step.at()).state();
    long lasted = now - point.times().since().get(side);
    long tolerance = pace.timeWait() / TOLERANCE;
    boolean expires = step.kind() == Action.Kind.TIME_WAIT_TIMEOUT;
    if (expires && lasted < pace.timeWait() - tolerance) {
      return Optional.empty();
    }
    if (before == TcpState.TIME_WAIT && !expires && lasted > pace.timeWait() + tolerance) {
      return Optional.empty();
    }
    boolean again = step.kind() == Action.Kind.RETRANSMISSION_TIMEOUT;
    if (again && step.sentCount() > 0 && now - point.times().since().get(2 + side) < RTO_MIN) {
      return Optional.empty();
    }
    boolean entered = after == TcpState.TIME_WAIT && before != TcpState.TIME_WAIT;
    if (entered || step.rules().stream().anyMatch(RESTARTS_TIME_WAIT::contains)) {
      since.set(side, now);
    } else if (after != TcpState.TIME_WAIT) {
      since.set(side, 0L);
    }
    if (position > point.position() && step.sentCount() > 0) {
      boolean queued = step.sent(step.sentCount() - 1).length() > 0;
      since.set(2 + side, queued ? now : point.times().since().get(2 + side));
    }
    return Optional.of(since);
  }
}
