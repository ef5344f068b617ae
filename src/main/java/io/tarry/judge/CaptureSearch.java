package io.tarry.judge;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Searches the runs of a world that fit what was seen: each segment that is sent or arrives at a
 * host that was watched is the next one seen there, at its time. Runs are told apart by the claims
 * that they have broken, so that it is known which claims all of them break.
 */
final class CaptureSearch {

  /** How many points of runs are looked at before the search gives up. */
  private static final int POINTS_MAX = 300_000;

  private final TcpModel model;
  private final List<ExpectedSegment> seen;
  private final CaptureTimes times;

  /** Whether the capture was made from a run of this world, and so agrees with it in everything. */
  private final boolean exact;

  private final Set<Side> watched;
  private final List<Claim> claims;
  private final Set<CapturePoint> known = new HashSet<>();
  private final Deque<CapturePoint> open = new ArrayDeque<>();
  private final List<CapturePoint> ends = new ArrayList<>();
  private int furthest;
  private boolean stopped;

  /**
   * Makes the search.
   *
   * @param seen what was seen, in order
   * @param claims which to judge; those that a single step can break
   */
  CaptureSearch(
      Settings settings, CaptureTimes.Pace pace, List<ExpectedSegment> seen, List<Claim> claims) {
    this.seen = seen;
    times = new CaptureTimes(pace, seen);
    exact = pace.timeWait() == 0;
    this.claims = claims;
    model = new TcpModel(settings);
    watched = ExpectedSegment.hosts(seen);
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
        found ? new RunDescription(model, seen).to(ends.get(0)) : List.of(),
        found || stopped ? Optional.empty() : Optional.of(segments.get(furthest)),
        breaches(),
        stopped && !found);
  }

  private void search(boolean oneIsEnough) {
    model.initialStates(
        Model.Sink.ofStepsWithin((state, action) -> add(CapturePoint.first(state, action))));
    while (!open.isEmpty() && !stopped && !(oneIsEnough && !ends.isEmpty())) {
      CapturePoint point = open.removeFirst();
      if (point.position() == seen.size()) {
        ends.add(point);
      } else {
        model.successors(
            point.state(), Model.Sink.ofStepsWithin((next, action) -> follow(point, action, next)));
      }
    }
  }

  /** Whether a limit ended the search. */
  boolean isStopped() {
    return stopped;
  }

  /** How many of the segments seen, from the first on, the best run explains. */
  int furthest() {
    return furthest;
  }

  private void add(CapturePoint point) {
    if (known.add(point)) {
      furthest = Math.max(furthest, point.position());
      open.addLast(point);
      stopped |= known.size() > POINTS_MAX;
    }
  }

  private void follow(CapturePoint point, int action, long[] next) {
    Step step = model.step();
    OptionalInt position = positionAfter(point, step);
    if (position.isEmpty()) {
      return;
    }
    times
        .after(point, step, position.getAsInt(), model)
        .ifPresent(then ->
            add(
                point.after(
                    action,
                    next,
                    position.getAsInt(),
                    then,
                    brokenBy(point.state(), action, next))));
  }

  // ---- What is seen

  /** How many segments have been seen after the step, if it shows what was seen. */
  private OptionalInt positionAfter(CapturePoint point, Step step) {
    int position = point.position();
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
    return !exact && segment.length() == 0 && !segment.rst() && step.applied(Rule.TEXT_IN_ORDER);
  }

  private boolean isNext(int position, Segment segment, Side host, boolean outbound) {
    if (position == seen.size()) {
      return false;
    }
    ExpectedSegment next = seen.get(position);
    return next.host() == host && next.outbound() == outbound && next.is(segment);
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
      int number = i;
      Optional<CapturePoint> breaking =
          ends.stream().filter(end -> end.hasBroken(number)).findFirst();
      boolean surely = ends.stream().allMatch(end -> end.hasBroken(number));
      Claim claim = claims.get(i);
      breaking.ifPresent(end ->
          breaches.add(new Judgement.Breach(claim, surely && !stopped, packetOf(end, number))));
    }
    return breaches;
  }

  /** The packet that was seen last when the run broke that claim. */
  private int packetOf(CapturePoint end, int claim) {
    CapturePoint point = end;
    while (point.before().isPresent() && point.before().get().hasBroken(claim)) {
      point = point.before().get();
    }
    return seen.get(Math.max(0, point.position() - 1)).packet();
  }
}
