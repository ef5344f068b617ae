package io.tarry.property.second;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.Trace;
import io.tarry.property.Claim;
import io.tarry.property.second.OneStep.Judgement;
import io.tarry.tcp.TcpModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Goes through runs of a world and holds, at each step, that the catalogue says of each claim what
 * its sentence says.
 */
public final class SecondEvaluation {

  private static final int STEPS_A_WALK = 80;

  private final TcpModel model;
  private final String world;
  private final List<Claim> claims;
  private final boolean ofDangersToo;
  private boolean broken;

  /**
   * Of that world.
   *
   * @param world what it is, for people who see it fail
   */
  public SecondEvaluation(TcpModel model, String world, List<Claim> claims) {
    this(model, world, claims, false);
  }

  private SecondEvaluation(TcpModel model, String world, List<Claim> claims, boolean ofDangersToo) {
    this.model = model;
    this.world = world;
    this.claims = claims;
    this.ofDangersToo = ofDangersToo;
  }

  /** The same, also of the dangers, which a TCP that is right has to be asked for. */
  SecondEvaluation withDangers() {
    return new SecondEvaluation(model, world, claims, true);
  }

  /** Whether a claim was broken on the way. */
  public boolean sawOneBroken() {
    return broken;
  }

  /** Along a run that a search has found. */
  public void along(Trace run) {
    List<Place> places = beginnings();
    for (long[] state : run.states().subList(1, run.states().size())) {
      places =
          places.stream()
              .flatMap(place -> successors(place).stream())
              .filter(place -> Arrays.equals(place.state(), state))
              .toList();
    }
  }

  /** Breadth-first, where a state with another history is another place. */
  void breadthFirst(int most) {
    Set<String> known = new HashSet<>();
    Deque<Place> next = new ArrayDeque<>(beginnings());
    while (!next.isEmpty() && known.size() < most) {
      for (Place place : successors(next.remove())) {
        if (known.add(place.toString())) {
          next.add(place);
        }
      }
    }
  }

  /** On random ways, deeper into the world. */
  void walk(int times) {
    Random random = new Random(1);
    for (int walk = 0; walk < times; walk++) {
      List<Place> choice = beginnings();
      for (int step = 0; step < STEPS_A_WALK && !choice.isEmpty(); step++) {
        choice = successors(choice.get(random.nextInt(choice.size())));
      }
    }
  }

  private record Place(long[] state, History history) {
    @Override
    public String toString() {
      return Arrays.toString(state) + history;
    }
  }

  private List<Place> beginnings() {
    List<Place> found = new ArrayList<>();
    model.initialStates(
        new Offers(state -> {
          History history = new History(model.settings(), model.after().ends().size());
          history.begin(Moment.Shot.of(model.after()));
          judge(history, history);
          found.add(new Place(state, history));
        }));
    return found;
  }

  private List<Place> successors(Place place) {
    List<Place> found = new ArrayList<>();
    Offers offers =
        new Offers(state -> {
          History history = place.history().copy();
          history.add(Moment.of(model));
          judge(place.history(), history);
          found.add(new Place(state, history));
        });
    model.successors(place.state(), offers);
    boolean stuck =
        !offers.goesBeyond
            && found.stream().allMatch(end -> Arrays.equals(end.state(), place.state()));
    if (stuck) {
      model.show(place.state());
      judgeEnd(place.history());
    }
    return found;
  }

  private void judge(History before, History after) {
    Moment moment = Moment.of(model);
    Sentences sentences = new Sentences(model.settings(), moment, before, after);
    Map<String, Judgement> steps = sentences.steps();
    RunSentences runs = new RunSentences(model.settings(), moment, before, after);
    Map<String, Boolean> beginnings = runs.beginnings();
    Map<String, Boolean> ends = runs.ends();
    if (ofDangersToo) {
      judgeDangers(
          new Dangers(model.settings(), moment, before, after, sentences, steps), moment, before);
    }
    for (Claim claim : claims) {
      Property<TcpModel> property = claim.property();
      boolean premise = property.premise().map(p -> p.test(model, NO, 0, NO)).orElse(true);
      boolean kept =
          property.kind() != Kind.NO_STUCK_STATE && property.claim().test(model, NO, 0, NO);
      switch (property.kind()) {
        case ALWAYS ->
            same(
                claim,
                steps.get(claim.id()),
                !premise ? Judgement.NOT_ASKED : kept ? Judgement.KEPT : Judgement.BROKEN,
                moment,
                before);
        case REACHABLE ->
            same(
                claim,
                steps.get(claim.id()),
                kept ? Judgement.KEPT : Judgement.NOT_ASKED,
                moment,
                before);
        case NO_STUCK_STATE -> {}
        case LEADS_TO, NO_ENDLESS_EXCHANGE, ALWAYS_EVENTUALLY -> {
          same(claim, beginnings.get(claim.id()), premise, moment, before);
          same(claim, ends.get(claim.id()), kept, moment, before);
        }
      }
    }
  }

  private void judgeDangers(Dangers dangers, Moment moment, History before) {
    Map<String, List<Boolean>> arising = dangers.arising();
    for (Claim claim : claims) {
      List<Boolean> first =
          claim.dangers().stream()
              .flatMap(danger -> danger.step().stream())
              .map(step -> step.test(model, NO, 0, NO))
              .toList();
      same(claim, arising.getOrDefault(claim.id(), List.of()), first, moment, before);
    }
  }

  private void judgeEnd(History history) {
    Moment moment = Moment.of(model);
    Map<String, Boolean> ends =
        new RunSentences(model.settings(), moment, history, history).properEnds();
    for (Claim claim : claims) {
      if (claim.property().kind() == Kind.NO_STUCK_STATE) {
        same(
            claim,
            ends.get(claim.id()),
            claim.property().claim().test(model, NO, 0, NO),
            moment,
            history);
      }
    }
  }

  private <T> void same(Claim claim, T second, T first, Moment moment, History before) {
    broken |= second == Judgement.BROKEN;
    if (second == null || !second.equals(first)) {
      throw new AssertionError(
          "%s: \"%s\" (or its dangers) is %s by its sentence, %s by the catalogue, in%n%s%nafter%n%s%nin%n%s"
              .formatted(claim.id(), claim.sentence(), second, first, moment, before, world));
    }
  }

  private static final class Offers implements Model.Sink {
    private final Consumer<long[]> taker;
    private boolean goesBeyond;

    Offers(Consumer<long[]> taker) {
      this.taker = taker;
    }

    @Override
    public void offer(int action, long[] next) {
      taker.accept(next.clone());
    }

    @Override
    public void beyond(int action, String limit) {
      goesBeyond = true; // nobody says anything of what lies there
    }
  }

  /** The claims of the catalogue read what the model shows, and no words of a state. */
  private static final long[] NO = {};
}
