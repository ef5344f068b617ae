package io.tarry.judge;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Searches the runs of a world that fit what was seen: each segment that is sent or arrives at a
 * host that was watched is the next one seen there, at its time. Runs are told apart by the claims
 * that they have broken, so that it is known which claims all of them break.
 */
final class Fitting {

  /** How many points of runs are looked at before the search gives up. */
  private static final int NODES_MAX = 300_000;

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

  private final TcpModel model;
  private final Pace pace;
  private final List<Expected> seen;
  private final Set<Side> watched;
  private final List<Claim> claims;
  private final Set<Node> known = new HashSet<>();
  private final Deque<Node> open = new ArrayDeque<>();
  private final List<Node> ends = new ArrayList<>();
  private int furthest;
  private boolean stopped;

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

  /** A point that a run can have come to. */
  private static final class Node {
    private final long[] state;
    private final int position;
    private final long time;
    private final List<Long> since;
    private final long broken;
    private final Optional<Node> before;
    private final int action;

    Node(
        long[] state,
        int position,
        long time,
        List<Long> since,
        long broken,
        Optional<Node> before,
        int action) {
      this.state = state;
      this.position = position;
      this.time = time;
      this.since = since;
      this.broken = broken;
      this.before = before;
      this.action = action;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node same
          && position == same.position
          && time == same.time
          && broken == same.broken
          && since.equals(same.since)
          && Arrays.equals(state, same.state);
    }

    @Override
    public int hashCode() {
      long hash = position + 31 * time + 131 * broken;
      for (long word : state) { // mixed, since states differ in few bits
        hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 32;
      }
      return (int) hash;
    }
  }

  /**
   * Makes the search.
   *
   * @param seen what was seen, in order
   * @param claims which to judge; those that a single step can break
   */
  Fitting(Settings settings, Pace pace, List<Expected> seen, List<Claim> claims) {
    this.pace = pace;
    this.seen = seen;
    this.claims = claims;
    model = new TcpModel(settings);
    watched = seen.stream().map(Expected::host).collect(Collectors.toSet());
  }

  /** Whether a single step can break the claim, so that a capture can show it. */
  static boolean isOfSteps(Claim claim) {
    return claim.property().kind() == Property.Kind.ALWAYS;
  }

  /** Whether some run fits. */
  boolean hasRun() {
    search(true);
    return !ends.isEmpty();
  }

  /** Searches all runs that fit. */
  Judgement judge(List<SeenSegment> segments) {
    search(false);
    boolean found = !ends.isEmpty();
    return new Judgement(
        found ? path(ends.get(0)) : List.of(),
        found || stopped ? Optional.empty() : Optional.of(segments.get(furthest)),
        breaches(),
        stopped && !found);
  }

  private void search(boolean oneIsEnough) {
    model.initialStates(
        sink((action, state) ->
            add(
                new Node(
                    state.clone(),
                    0,
                    0,
                    Collections.nCopies(4, 0L),
                    0,
                    Optional.empty(),
                    action))));
    while (!open.isEmpty() && !stopped && !(oneIsEnough && !ends.isEmpty())) {
      Node node = open.removeFirst();
      if (node.position == seen.size()) {
        ends.add(node);
      } else {
        model.successors(node.state, sink((action, next) -> follow(node, action, next)));
      }
    }
  }

  /** Whether a limit ended the search. */
  boolean isStopped() {
    return stopped;
  }

  /** The most of the segments seen, counted from the first, that one run explains. */
  int furthest() {
    return furthest;
  }

  private void add(Node node) {
    if (known.add(node)) {
      furthest = Math.max(furthest, node.position);
      open.addLast(node);
      stopped |= known.size() > NODES_MAX;
    }
  }

  private void follow(Node node, int action, long[] next) {
    Step step = model.step();
    OptionalInt position = positionAfter(node, step);
    if (position.isEmpty()) {
      return;
    }
    boolean counts = node.position > 0 && step.kind() == Action.Kind.TICK && pace.ticks();
    long time = node.time + (counts ? 1 : 0);
    if (pace.ticks() && node.position > 0 && !isInTime(node, position.getAsInt(), time)) {
      return;
    }
    Optional<List<Long>> since =
        pace.timeWait() > 0 ? timers(node, step, position.getAsInt()) : Optional.of(node.since);
    if (since.isEmpty()) {
      return;
    }
    add(
        new Node(
            next.clone(),
            position.getAsInt(),
            time,
            since.get(),
            node.broken | brokenBy(node.state, action, next),
            Optional.of(node),
            action));
  }

  // ---- What is seen

  /** How many segments have been seen after the step, if it shows what was seen. */
  private OptionalInt positionAfter(Node node, Step step) {
    int position = node.position;
    if (step.isArrival() && watched.contains(step.at().side())) {
      if (!isNext(position, step.moved(), step.at().side(), false)) {
        return OptionalInt.empty();
      }
      position++;
    }
    for (int i = 0; i < step.sentCount(); i++) {
      Side sender = step.sent(i).from().side();
      if (!watched.contains(sender)) {
        continue;
      }
      if (isNext(position, step.sent(i), sender, true)) {
        position++;
      } else if (!mayBeLeftOut(step, step.sent(i))) {
        furthest = Math.max(furthest, Math.min(position, seen.size() - 1));
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(position);
  }

  /**
   * Whether a host may leave out this ACK, and acknowledge more with a later one (RFC 9293 section
   * 3.8.6.3). In a capture that was made from a run of this world, no host does.
   */
  private boolean mayBeLeftOut(Step step, Segment segment) {
    return pace.timeWait() > 0
        && segment.length() == 0
        && !segment.rst()
        && step.applied(Rule.TEXT_IN_ORDER);
  }

  private boolean isNext(int position, Segment segment, Side host, boolean outbound) {
    if (position == seen.size()) {
      return false;
    }
    Expected next = seen.get(position);
    return next.host() == host && next.outbound() == outbound && next.is(segment);
  }

  // ---- Time

  /** Whether the segments of the step are seen at that time, and none is late. */
  private boolean isInTime(Node node, int position, long time) {
    for (int i = node.position; i < position; i++) {
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
  private Optional<List<Long>> timers(Node node, Step step, int position) {
    List<Long> since = new ArrayList<>(node.since);
    if (!step.isOfConnection() || !watched.contains(step.at().side())) {
      return Optional.of(since);
    }
    int side = step.at().side().ordinal();
    long now = now(node.position);
    TcpState before = model.before().look(step.at()).state();
    TcpState after = model.after().look(step.at()).state();
    long lasted = now - node.since.get(side);
    long slack = pace.timeWait() / TOLERANCE;
    boolean expires = step.kind() == Action.Kind.TIME_WAIT_TIMEOUT;
    if (expires && lasted < pace.timeWait() - slack) {
      return Optional.empty();
    }
    if (before == TcpState.TIME_WAIT && !expires && lasted > pace.timeWait() + slack) {
      return Optional.empty();
    }
    boolean again = step.kind() == Action.Kind.RETRANSMISSION_TIMEOUT;
    if (again && step.sentCount() > 0 && now - node.since.get(2 + side) < RTO_MIN) {
      return Optional.empty();
    }
    boolean entered = after == TcpState.TIME_WAIT && before != TcpState.TIME_WAIT;
    if (entered || step.rules().stream().anyMatch(RESTARTS_TIME_WAIT::contains)) {
      since.set(side, now);
    } else if (after != TcpState.TIME_WAIT) {
      since.set(side, 0L);
    }
    if (position > node.position && step.sentCount() > 0) {
      boolean queued = step.sent(step.sentCount() - 1).length() > 0;
      since.set(2 + side, queued ? now : node.since.get(2 + side));
    }
    return Optional.of(since);
  }

  // ---- Claims

  private long brokenBy(long[] before, int action, long[] next) {
    long broken = 0;
    for (int i = 0; i < claims.size(); i++) {
      Property<TcpModel> property = claims.get(i).property();
      boolean asked =
          property.premise().isEmpty()
              || property.premise().get().test(model, before, action, next);
      if (asked && !property.claim().test(model, before, action, next)) {
        broken |= 1L << i;
      }
    }
    return broken;
  }

  private List<Judgement.Breach> breaches() {
    List<Judgement.Breach> breaches = new ArrayList<>();
    for (int i = 0; i < claims.size(); i++) {
      long bit = 1L << i;
      Optional<Node> breaking = ends.stream().filter(end -> (end.broken & bit) != 0).findFirst();
      boolean surely = ends.stream().allMatch(end -> (end.broken & bit) != 0);
      Claim claim = claims.get(i);
      breaking.ifPresent(
          end -> breaches.add(new Judgement.Breach(claim, surely && !stopped, packetOf(end, bit))));
    }
    return breaches;
  }

  /** The packet that was seen last when the run broke the claim. */
  private int packetOf(Node end, long bit) {
    Node node = end;
    while (node.before.isPresent() && (node.before.get().broken & bit) != 0) {
      node = node.before.get();
    }
    return seen.get(Math.max(0, node.position - 1)).packet();
  }

  // ---- The run

  /** The step that the model made last. */
  private Judgement.Line line(List<Integer> packets) {
    Step step = model.step();
    boolean somewhere = step.isOfConnection() && step.kind() != Action.Kind.LOSE;
    Optional<Side> at = somewhere ? Optional.of(step.at().side()) : Optional.empty();
    String why = step.rules().stream().map(Rule::text).collect(Collectors.joining("; "));
    return new Judgement.Line(packets, at, Actions.say(step), why);
  }

  private List<Judgement.Line> path(Node end) {
    List<Judgement.Line> path = new ArrayList<>();
    Node node = end;
    while (node.before.isPresent()) {
      Node before = node.before.get();
      path.add(line(before, node));
      node = before;
    }
    Collections.reverse(path);
    return path;
  }

  /**
   * Makes the step once more to describe it: to describe every step of the search would cost more.
   */
  private Judgement.Line line(Node before, Node after) {
    List<Integer> packets =
        seen.subList(before.position, after.position).stream().map(Expected::packet).toList();
    List<Judgement.Line> lines = new ArrayList<>();
    model.successors(
        before.state,
        sink((action, next) -> {
          if (action == after.action && Arrays.equals(next, after.state)) {
            lines.add(line(packets));
          }
        }));
    return lines.get(0);
  }

  /** Takes a step that is possible. */
  private interface Taking {
    void take(int action, long[] next);
  }

  private static Model.Sink sink(Taking taking) {
    return new Model.Sink() {
      @Override
      public void offer(int action, long[] next) {
        taking.take(action, next);
      }

      @Override
      public void beyond(int action, String limit) {
        // No state is known after it.
      }
    };
  }
}
