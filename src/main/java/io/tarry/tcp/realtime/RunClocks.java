package io.tarry.tcp.realtime;

import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clocks of one run, followed step by step: since which step each runs, and so what is known of
 * the times between steps. Of several segments that are alike, the one sent first moves first.
 */
public final class RunClocks {

  /** A timer that runs since that step, of a step before the first one since the beginning. */
  private record Running(int since, int duration, boolean ofTimeWait) {}

  /** A segment that is on its way since that step. */
  private record Flying(Segment segment, int since) {}

  private final Settings settings;
  private final Schedule schedule;
  private final List<Optional<Running>> timers = new ArrayList<>();
  private final List<Flying> flying = new ArrayList<>();
  private final List<List<Optional<Running>>> timersAfterSteps = new ArrayList<>();
  private int now;

  /** Of a run of so many steps from that world. */
  public RunClocks(Settings settings, int steps, World start) {
    this.settings = settings;
    schedule = new Schedule(steps + 1);
    for (End end : start.ends()) {
      int timer = Zones.timer(start.look(end));
      timers.add(
          timer == Timer.OFF
              ? Optional.empty()
              : Optional.of(started(timer, start.look(end).timeWaitTimer() != Timer.OFF)));
    }
    for (int i = 0; i < start.flight.count(); i++) {
      flying.add(new Flying(start.flight.get(i).ageless(), 0));
    }
    timersAfterSteps.add(List.copyOf(timers));
  }

  /** The next step of the run, from one world to the other. */
  public void follow(World before, Step step, World after) {
    now++;
    whatHasNotHappenedYet();
    switch (step.kind()) {
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT -> isDue(step.at());
      case TIME_WAIT_TIMEOUT -> {
        isDue(step.at());
        nothingElseIsDue();
      }
      case DELIVER, LOSE -> take(step.moved().ageless());
      case BEGIN, CALL, DELIVER_COPY, TICK, PATIENCE_TIMEOUT, REFUSED_CALL, LISTENER_CALL -> {}
    }
    for (int i = 0; i < after.flight.count(); i++) {
      if (after.flight.get(i).age() == 0) {
        flying.add(new Flying(after.flight.get(i).ageless(), now));
      }
    }
    for (End end : before.ends()) {
      timers.set(end.number(), running(after, end, timers.get(end.number())));
    }
    timersAfterSteps.add(List.copyOf(timers));
  }

  /** When each step happens, from the first; and what moments are counted in. */
  public RunTimes earliest() {
    Schedule.Moments moments = schedule.earliest(settings.time().tick());
    int times = Math.toIntExact(settings.time().tick().micros() / moments.tick().micros());
    List<List<Optional<Integer>>> due = new ArrayList<>();
    for (List<Optional<Running>> running : timersAfterSteps) {
      due.add(
          running.stream()
              .map(timer -> timer.map(one -> moments.at().get(one.since) + times * one.duration))
              .toList());
    }
    return new RunTimes(moments.tick(), moments.at().subList(1, moments.at().size()), due);
  }

  private Optional<Running> running(World world, End end, Optional<Running> before) {
    int timer = Zones.timer(world.look(end));
    if (timer == Timer.OFF || Timer.wentOn(timer)) {
      return timer == Timer.OFF ? Optional.empty() : before;
    }
    return Optional.of(started(timer, world.look(end).timeWaitTimer() != Timer.OFF));
  }

  private Running started(int timer, boolean ofTimeWait) {
    return new Running(now, Timer.duration(timer), ofTimeWait);
  }

  private void whatHasNotHappenedYet() {
    for (Optional<Running> timer : timers) {
      timer.ifPresent(one -> schedule.atMost(one.since, now, one.duration));
    }
    flying.forEach(one -> schedule.atMost(one.since, now, settings.time().msl()));
  }

  private void isDue(End end) {
    Running timer = timers.get(end.number()).orElseThrow();
    schedule.atLeast(timer.since, now, timer.duration);
  }

  /** With a clock, a 2MSL timer expires after all else that has to happen at that instant. */
  private void nothingElseIsDue() {
    for (Optional<Running> timer : timers) {
      timer
          .filter(one -> !one.ofTimeWait)
          .ifPresent(one -> schedule.lessThan(one.since, now, one.duration));
    }
    flying.forEach(one -> schedule.lessThan(one.since, now, settings.time().msl()));
  }

  private void take(Segment segment) {
    for (Flying one : flying) {
      if (one.segment.equals(segment)) {
        flying.remove(one);
        return;
      }
    }
    throw new IllegalStateException(segment + " was never sent");
  }
}
