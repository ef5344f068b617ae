package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.engine.Trace;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Segment;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks through a world again, and records its states and steps as a {@link StateGraph}. */
final class GraphWalk {

  /** What determines how a step is decoded: equal keys give equal steps. */
  private record StepKey(
      Story.Event event,
      Segment moved,
      List<StateGraph.Sent> sent,
      List<?> rules,
      Story.Effect effect,
      Map<Integer, StateGraph.Sign> signs) {}

  private final List<Claim> claims;
  private final TcpModel model;
  private final Hosts hosts;
  private final SocketDecoder sockets;
  private final MomentDecoder moments;
  private final TimestampClocks clocks;
  private final StorySetup setup;
  private final long[] initial;
  private final Map<LongBuffer, Integer> numbers = new HashMap<>();
  private final List<long[]> packed = new ArrayList<>();
  private final Map<Segment, Integer> segmentNumbers = new HashMap<>();
  private final List<StateGraph.Segment> segments = new ArrayList<>();
  private final Map<StepKey, StateGraph.Step> steps = new HashMap<>();
  private final Map<Moment, Moment> known = new HashMap<>();

  /** A walk through one world, whose steps are judged by these claims. */
  GraphWalk(Settings settings, List<String> stacks, List<Claim> claims) {
    this.claims = claims;
    model = new TcpModel(settings);
    initial = new long[model.words()];
    model.initialStates(
        Model.Sink.ofStepsWithin(
            (next, action) -> System.arraycopy(next, 0, initial, 0, next.length)));
    hosts = new Hosts(settings, stacks);
    sockets = new SocketDecoder(settings, hosts, model.before());
    moments = new MomentDecoder(new TcpModel(settings), sockets, Descriptors.unknown());
    clocks = new TimestampClocks(settings, model.before().topology());
    setup = sockets.setup(model.before());
  }

  /** All states, of which there are few. */
  StateGraph whole(Map<String, Trace> runs) {
    return graph(true, runs);
  }

  /** The states on those runs. */
  StateGraph along(Map<String, Trace> runs) {
    runs.values().forEach(run -> run.states().forEach(this::number));
    return graph(false, runs);
  }

  private StateGraph graph(boolean whole, Map<String, Trace> runs) {
    Map<Integer, StateGraph.Sign> beginning = beginning();
    number(initial);
    List<StateGraph.State> states = new ArrayList<>();
    List<List<Integer>> actions = new ArrayList<>();
    for (int i = 0; i < packed.size(); i++) {
      long[] state = packed.get(i);
      List<StateGraph.Edge> edges = new ArrayList<>();
      List<Integer> offered = new ArrayList<>();
      model.successors(
          state,
          Model.Sink.ofStepsWithin((next, action) -> {
            int target =
                whole
                    ? number(next)
                    : numbers.getOrDefault(LongBuffer.wrap(next), StateGraph.ELSEWHERE);
            edges.add(new StateGraph.Edge(target, step(state, action, next)));
            offered.add(action);
          }));
      model.show(state);
      states.add(
          new StateGraph.State(
              known.computeIfAbsent(moments.of(state), moment -> moment),
              clocks.phases(model.before()),
              isEnd(i, edges) ? ofEnd(state) : Map.of(),
              edges));
      actions.add(offered);
    }
    Map<String, List<Integer>> choices = new LinkedHashMap<>();
    runs.forEach((property, run) -> choices.put(property, choices(run, states, actions)));
    return new StateGraph(
        whole,
        new StateGraph.Legend(
            setup, clocks.periods(), claims.stream().map(Claim::id).toList(), segments),
        states,
        beginning,
        choices);
  }

  private static boolean isEnd(int state, List<StateGraph.Edge> edges) {
    return edges.stream().allMatch(edge -> edge.target() == state);
  }

  private int number(long[] state) {
    Integer known = numbers.get(LongBuffer.wrap(state));
    if (known != null) {
      return known;
    }
    long[] kept = state.clone();
    packed.add(kept);
    numbers.put(LongBuffer.wrap(kept), numbers.size());
    return numbers.size() - 1;
  }

  /** Which of the offered steps a run takes, state by state. */
  private List<Integer> choices(
      Trace run, List<StateGraph.State> states, List<List<Integer>> actions) {
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < run.length(); i++) {
      int from = number(run.states().get(i));
      int to = number(run.states().get(i + 1));
      int choice = 0;
      while (actions.get(from).get(choice) != (int) run.actions().get(i)
          || states.get(from).edges().get(choice).target() != to) {
        choice++;
      }
      choices.add(choice);
    }
    return choices;
  }

  // ---- What a step means to the properties

  private Map<Integer, StateGraph.Sign> beginning() {
    model.show(initial);
    return signs(initial, Model.INITIAL, initial);
  }

  private Map<Integer, StateGraph.Sign> signs(long[] before, int action, long[] after) {
    Map<Integer, StateGraph.Sign> signs = new HashMap<>();
    for (int i = 0; i < claims.size(); i++) {
      int number = i;
      sign(claims.get(i).property(), before, action, after)
          .ifPresent(sign -> signs.put(number, sign));
    }
    return signs;
  }

  private Optional<StateGraph.Sign> sign(
      Property<TcpModel> property, long[] before, int action, long[] after) {
    StepTest<TcpModel> claim = property.claim();
    boolean hasPremise = property.premise().isPresent();
    boolean asked = !hasPremise || property.premise().get().test(model, before, action, after);
    return switch (property.kind()) {
      case ALWAYS -> {
        if (asked && !claim.test(model, before, action, after)) {
          yield Optional.of(StateGraph.Sign.BROKEN);
        }
        yield asked && hasPremise ? Optional.of(StateGraph.Sign.KEPT) : Optional.empty();
      }
      case REACHABLE, ALWAYS_EVENTUALLY ->
          claim.test(model, before, action, after)
              ? Optional.of(StateGraph.Sign.KEPT)
              : Optional.empty();
      case LEADS_TO -> {
        if (claim.test(model, before, action, after)) {
          yield Optional.of(StateGraph.Sign.KEPT);
        }
        yield asked ? Optional.of(StateGraph.Sign.ASKED) : Optional.empty();
      }
      case NO_ENDLESS_EXCHANGE -> asked ? Optional.of(StateGraph.Sign.ASKED) : Optional.empty();
      case NO_STUCK_STATE -> Optional.empty();
    };
  }

  /** What it means to the properties that a run ends in this state. */
  private Map<Integer, StateGraph.Sign> ofEnd(long[] state) {
    Map<Integer, StateGraph.Sign> signs = new HashMap<>();
    for (int i = 0; i < claims.size(); i++) {
      Property<TcpModel> property = claims.get(i).property();
      if (property.kind() == Property.Kind.NO_STUCK_STATE) {
        boolean proper = property.claim().test(model, state, Model.INITIAL, state);
        signs.put(i, proper ? StateGraph.Sign.KEPT : StateGraph.Sign.BROKEN);
      }
    }
    return signs;
  }

  // ---- Steps

  private StateGraph.Step step(long[] before, int action, long[] after) {
    Step step = model.step();
    StepKey key =
        new StepKey(
            new Story.Event(
                step.kind(),
                StoryTeller.place(model, sockets, hosts),
                StoryTeller.call(model, Optional.empty())),
            step.moved(),
            sent(step),
            step.rules(),
            StoryTeller.effect(model, sockets),
            signs(before, action, after));
    StateGraph.Step known = steps.get(key);
    if (known == null) {
      known = told(key, step);
      steps.put(key, known);
    }
    return known;
  }

  private StateGraph.Step told(StepKey key, Step step) {
    Optional<StateGraph.Moved> moved =
        step.moved().exists()
            ? Optional.of(new StateGraph.Moved(segment(step.moved()), step.moved().age()))
            : Optional.empty();
    return new StateGraph.Step(
        key.event(),
        new Story.Reason(Reasons.text(step), Reasons.source(step)),
        moved,
        key.sent(),
        key.effect(),
        key.signs());
  }

  private List<StateGraph.Sent> sent(Step step) {
    List<StateGraph.Sent> sent = new ArrayList<>();
    for (int i = 0; i < step.sentCount(); i++) {
      sent.add(new StateGraph.Sent(segment(step.sent(i)), step.sentLost(i)));
    }
    return sent;
  }

  /** The number of a segment of any age. */
  private int segment(Segment segment) {
    Segment young = segment.young();
    Integer known = segmentNumbers.get(young);
    if (known != null) {
      return known;
    }
    Story.Socket from = sockets.at(model.after(), segment.from());
    int client = segment.from().side() == Side.CLIENT ? from.lifeline() : from.peer();
    segments.add(
        new StateGraph.Segment(from, sockets.unstamped(segment), sockets.stamp(segment, client)));
    segmentNumbers.put(young, segments.size() - 1);
    return segments.size() - 1;
  }
}
