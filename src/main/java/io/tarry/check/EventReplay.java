package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.StepTest;
import io.tarry.engine.Trace;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plays the events of a run again in another world: the same calls, losses, arrivals and timers in
 * the same order. An event that is not possible there is left out. Every step is one that the other
 * world offers, so what comes of it is a run of that world.
 */
final class EventReplay {

  /** How many segments in flight may still arrive after the events. */
  private static final int ARRIVALS_MAX = 20;

  /** How well a step fits an event. */
  private enum Fit {
    NOT,
    /** The same application calls something like it, or the segment arrives without a copy. */
    LIKE,
    SAME
  }

  /** A step that the other world offers. */
  private static final class Offer {
    private final int action;
    private final long[] next;
    private final Fit fit;

    Offer(int action, long[] next, Fit fit) {
      this.action = action;
      this.next = next.clone();
      this.fit = fit;
    }

    Fit fit() {
      return fit;
    }
  }

  /** Calls by which an application says that it will send no more. */
  private static final Set<Story.Function> ENDS_SENDING =
      Set.of(Story.Function.CLOSE, Story.Function.SHUTDOWN, Story.Function.ABORT);

  /** Calls that take an address, and what they are called where it is in use. */
  private static final Set<Story.Function> TAKES_ADDRESS =
      Set.of(Story.Function.CONNECT, Story.Function.LISTEN, Story.Function.BIND);

  private final Claim claim;
  private final TcpModel model;
  private final Hosts hosts;
  private final SocketDecoder sockets;
  private final TimestampClocks.Readings clocks;
  private final ArrowTracker arrows = new ArrowTracker();

  /** Which arrow here stands for each arrow of the run that is played again, by number. */
  private final Map<Integer, Integer> standsFor = new HashMap<>();

  private final Map<Integer, Integer> played = new TreeMap<>();
  private final List<long[]> states = new ArrayList<>();
  private final List<Integer> actions = new ArrayList<>();

  /** Which danger of the claim each step comes to, if to one. */
  private final List<Optional<Danger>> met = new ArrayList<>();

  EventReplay(Settings settings, List<String> stacks, Claim claim) {
    this.claim = claim;
    model = new TcpModel(settings);
    model.initialStates((Taking) (action, next) -> states.add(next.clone()));
    model.show(now());
    hosts = new Hosts(settings, stacks);
    sockets = new SocketDecoder(settings, hosts, model.before());
    clocks = new TimestampClocks(settings, model.before().topology()).from(model.before());
  }

  /** The run so far. */
  Trace trace() {
    return new Trace(states, actions);
  }

  /** The number of the step here that plays each event, where one does. */
  Map<Integer, Integer> played() {
    return new TreeMap<>(played);
  }

  /** Which danger of the claim that step comes to, if to one. */
  Optional<Danger> met(int step) {
    return met.get(step - 1);
  }

  int length() {
    return actions.size();
  }

  /** Forgets what comes after that step. */
  void endAfter(int step) {
    states.subList(step + 1, states.size()).clear();
    actions.subList(step, actions.size()).clear();
    met.subList(step, met.size()).clear();
    played.values().removeIf(number -> number > step);
  }

  /** Plays an event, if it is possible here. */
  void play(Story.Step event) {
    offers(event).stream()
        .max(Comparator.comparing(Offer::fit))
        .ifPresent(offer -> {
          take(offer, traffic -> follow(event, traffic));
          played.put(event.number(), length());
        });
  }

  /** What is on its way arrives, one after the other, until a step comes to a danger. */
  void deliverTheRest() {
    for (int i = 0; i < ARRIVALS_MAX; i++) {
      Optional<Offer> next = arrival();
      if (next.isEmpty()) {
        return;
      }
      take(next.get(), traffic -> {});
      if (met(length()).isPresent()) {
        return;
      }
    }
  }

  private long[] now() {
    return states.get(states.size() - 1);
  }

  private List<Offer> offers(Story.Step event) {
    List<Offer> offers = new ArrayList<>();
    model.successors(
        now(),
        (Taking)
            (action, next) -> {
              Fit fit = fit(event);
              if (fit != Fit.NOT) {
                offers.add(new Offer(action, next, fit));
              }
            });
    return offers;
  }

  private Optional<Offer> arrival() {
    List<Offer> arrivals = new ArrayList<>();
    model.successors(
        now(),
        (Taking)
            (action, next) -> {
              if (model.step().kind() == Action.Kind.DELIVER) {
                arrivals.add(new Offer(action, next, Fit.LIKE));
              }
            });
    return arrivals.stream().findFirst();
  }

  /** How well the step that the model shows fits an event. */
  private Fit fit(Story.Step event) {
    Step step = model.step();
    Action.Kind kind = event.event().kind();
    Optional<Integer> moved = event.arrives().or(event::lost);
    if (moved.isPresent()) {
      boolean uncopied = kind == Action.Kind.DELIVER_COPY && step.kind() == Action.Kind.DELIVER;
      boolean same = isFlying(moved.get()) && (kind == step.kind() || uncopied);
      return !same ? Fit.NOT : uncopied ? Fit.LIKE : Fit.SAME;
    }
    Optional<Story.Socket> at = StoryTeller.place(model, sockets, hosts);
    boolean sameEnd = at.map(Story.Socket::end).equals(event.at().map(Story.Socket::end));
    if (event.event().call().isEmpty()) {
      return kind == step.kind() && sameEnd ? Fit.SAME : Fit.NOT;
    }
    boolean sameHost =
        at.map(Story.Socket::lifeline).equals(event.at().map(Story.Socket::lifeline));
    return StoryTeller.call(model, Optional.empty())
        .filter(call -> sameHost)
        .map(call -> fit(event.event().call().get(), call))
        .map(fit -> fit == Fit.SAME && !sameEnd ? Fit.LIKE : fit)
        .orElse(Fit.NOT);
  }

  private static Fit fit(Story.SocketCall wanted, Story.SocketCall call) {
    if (wanted.ofListener() != call.ofListener()) {
      return Fit.NOT;
    }
    if (wanted.function() == call.function()) {
      return wanted.bytes() == call.bytes() ? Fit.SAME : Fit.NOT;
    }
    boolean bound =
        wanted.function() == Story.Function.BIND || call.function() == Story.Function.BIND;
    boolean like =
        areBothOf(ENDS_SENDING, wanted, call) || (bound && areBothOf(TAKES_ADDRESS, wanted, call));
    return like ? Fit.LIKE : Fit.NOT;
  }

  private static boolean areBothOf(
      Set<Story.Function> functions, Story.SocketCall one, Story.SocketCall other) {
    return functions.contains(one.function()) && functions.contains(other.function());
  }

  /** Whether the step shown moves the segment that stands for that arrow, or an equal one. */
  private boolean isFlying(int arrowOfStory) {
    Integer number = standsFor.get(arrowOfStory);
    return number != null
        && arrows.flying().stream()
            .anyMatch(one ->
                one.arrow().number() == number && one.segment().equals(StoryTeller.moved(model)));
  }

  private void take(Offer offer, Following following) {
    long[] before = now();
    model.successors(
        before,
        (Taking)
            (action, next) -> {
              if (action == offer.action && Arrays.equals(next, offer.next)) {
                clocks.follow(model.after(), model.step().kind() == Action.Kind.TICK);
                following.follow(StoryTeller.traffic(model, arrows, sockets, clocks));
                met.add(danger(before, action, next));
              }
            });
    states.add(offer.next);
    actions.add(offer.action);
  }

  private Optional<Danger> danger(long[] before, int action, long[] next) {
    List<StepTest<TcpModel>> witnesses = claim.property().witnesses();
    for (int i = 0; i < witnesses.size(); i++) {
      if (witnesses.get(i).test(model, before, action, next)) {
        return claim.met(OptionalInt.of(i));
      }
    }
    return Optional.empty();
  }

  private void follow(Story.Step event, Story.Traffic traffic) {
    Optional<Integer> moved = event.arrives().or(event::lost);
    if (moved.isPresent()) {
      // Of equal segments the first was taken: the others now stand for one another.
      int meant = Objects.requireNonNull(standsFor.get(moved.get()), "it was found to fit");
      int taken = traffic.arrives().or(traffic::lost).orElseThrow();
      standsFor.replaceAll((of, number) -> number == taken ? meant : number);
      standsFor.put(moved.get(), taken);
    }
    if (event.copy().isPresent() && traffic.copy().isPresent()) {
      standsFor.put(event.copy().get().number(), traffic.copy().get().number());
    }
    int both = Math.min(event.sent().size(), traffic.sent().size());
    for (int i = 0; i < both; i++) {
      standsFor.put(event.sent().get(i).number(), traffic.sent().get(i).number());
    }
  }

  /** Learns what the step that the model shows does to segments. */
  private interface Following {
    void follow(Story.Traffic traffic);
  }

  /** Takes steps; those beyond what the model can show are no steps to walk on from. */
  private interface Taking extends Model.Sink {
    void take(int action, long[] next);

    @Override
    default void offer(int action, long[] next) {
      take(action, next);
    }

    @Override
    default void beyond(int action, String limit) {
      // Its end cannot be shown.
    }
  }
}
