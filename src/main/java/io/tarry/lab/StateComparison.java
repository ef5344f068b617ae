package io.tarry.lab;

import io.tarry.check.Moment;
import io.tarry.check.Moment.TimerKind;
import io.tarry.check.Story;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the states of all connections, in the tables of the hosts' kernels, with the run. */
final class StateComparison {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** By how many milliseconds the table may be off: a tick of its own, and a jiffy. */
  private static final long OFF = 20;

  private final Plan plan;
  private final List<Host> hosts;
  private final Endpoints endpoints;

  /** Of each end in TIME_WAIT: when the run last had its timer started. */
  private final Map<End, TimestampTranslation.Between> started = new HashMap<>();

  StateComparison(Plan plan, List<Host> hosts, Endpoints endpoints) {
    this.plan = plan;
    this.hosts = hosts;
    this.endpoints = endpoints;
  }

  /** Compares all states with those of that moment, which follows that step. */
  void compare(int step, Moment moment) throws IOException, DiffersException {
    List<SocketTable> tables = new ArrayList<>();
    for (Host host : hosts) {
      tables.add(host.table());
    }
    for (Moment.EndState end : moment.ends()) {
      Endpoint user = endpoints.of(end.socket());
      TcpState expected = end.isConnection() ? end.state() : TcpState.CLOSED;
      TcpState seen = tables.get(user.host).of(user.ends);
      if (seen != expected) {
        throw new DiffersException(step, plan.name(user.host), expected.name(), seen.name());
      }
    }
    for (Moment.Listener listener : moment.listeners()) {
      if (!tables.get(plan.server()).listensAt(listener.port())) {
        throw new DiffersException(step, plan.name(plan.server()), "LISTEN", "CLOSED");
      }
    }
  }

  /**
   * Compares when each TIME_WAIT began, or was started again, at hosts whose stack starts it again
   * as Linux does. Of other stacks it is known that they do not.
   *
   * @param begun when the step began, by the clock of {@link System#nanoTime}
   */
  void compareTimeWaits(Story.Step step, long begun) throws IOException, DiffersException {
    Moment before = plan.story().before(step);
    for (Moment.EndState end : step.after().ends()) {
      End at = end.socket().end();
      Optional<Integer> left = left(end);
      if (left.isEmpty()) {
        started.remove(at);
        continue;
      }
      Optional<Integer> leftBefore =
          before.ends().stream()
              .filter(one -> one.socket().end().equals(at))
              .findFirst()
              .flatMap(StateComparison::left);
      long now = System.nanoTime();
      boolean starts = leftBefore.isEmpty() || left.get() > leftBefore.get();
      boolean mayStart = step.at().filter(one -> one.end().equals(at)).isPresent();
      if (starts) {
        started.put(at, new TimestampTranslation.Between(begun, now));
      } else if (mayStart && left.equals(leftBefore) && isWhole(end, left.get())) {
        // At one instant of the run, a start and none look alike.
        started.computeIfPresent(
            at, (none, was) -> new TimestampTranslation.Between(was.since(), now));
      }
      TimestampTranslation.Between expected = started.get(at);
      Endpoint user = endpoints.of(end.socket());
      if (expected != null && startsAgainAsLinux(user.host)) {
        compare(step.number(), user, expected);
      }
    }
  }

  /** Compares with the kernel's own timer, which says how much of 60 s is left. */
  private void compare(int step, Endpoint user, TimestampTranslation.Between expected)
      throws IOException, DiffersException {
    long from = System.nanoTime() / NANOS_PER_MILLI;
    String table = hosts.get(user.host).tableText();
    long to = System.nanoTime() / NANOS_PER_MILLI;
    Optional<TwoMslTimer> latest = TwoMslTimer.of(table, user.ends, to);
    if (latest.isPresent() && latest.get().started() + OFF < expected.since() / NANOS_PER_MILLI) {
      throw new DiffersException(
          step, plan.name(user.host), "TIME_WAIT starts again", "TIME_WAIT goes on");
    }
    Optional<TwoMslTimer> earliest = TwoMslTimer.of(table, user.ends, from);
    if (earliest.isPresent() && earliest.get().started() - OFF > expected.at() / NANOS_PER_MILLI) {
      throw new DiffersException(
          step, plan.name(user.host), "TIME_WAIT goes on", "TIME_WAIT starts again");
    }
  }

  private boolean startsAgainAsLinux(int host) {
    return plan.settingsOf(host).stack().twRestart() == Stack.LINUX.twRestart();
  }

  private boolean isWhole(Moment.EndState end, int left) {
    return left == plan.story().lifelines().get(end.socket().lifeline()).timeWait().ticks();
  }

  /** How many ticks of TIME_WAIT are left, if it has a clock. */
  private static Optional<Integer> left(Moment.EndState end) {
    return end.state() == TcpState.TIME_WAIT
        ? end.timer(TimerKind.TIME_WAIT).flatMap(Moment.RunningTimer::ticksLeft)
        : Optional.empty();
  }
}
