package io.tarry.property.second;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.Search;
import io.tarry.engine.Trace;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.property.second.Sentences.Judgement;
import io.tarry.check.LessonsTest;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.Settings;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.WrongTcp;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

@Label("Each claim, step by step, means its sentence")
class SecondEvaluationProperties {

  private static final int PLACES_A_WORLD = Integer.getInteger("tarry.second.places", 100);
  private static final int STEPS_A_WALK = 80;

  /** All but the number of segments sent, which makes too many states. */
  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  /** What was said of each claim: a test of nothing is none. */
  private final Map<String, Set<Judgement>> seen = new TreeMap<>();

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void over_random_worlds(@ForAll("worlds") Settings settings) {
    compare(
        () -> new TcpModel(settings), WorldText.of(settings), PLACES_A_WORLD, 2, Catalogue.all());
  }

  @Example
  void over_the_lessons() throws IOException {
    for (Scenario lesson : LessonsTest.lessons()) {
      for (Scenario.Case one : lesson.cases()) {
        Settings settings = one.settings().remembering(GHOSTS);
        String name = lesson.file() + ", " + one.name();
        compare(() -> new TcpModel(settings), name, PLACES_A_WORLD / 4, 6, Catalogue.all());
      }
    }
  }

  @Example
  void over_wrong_tcps_so_that_each_claim_is_broken_by_both() {
    // A wrong TCP may break what ghosts are told by, so it is asked of its own claim alone.
    for (Claim claim : Catalogue.all()) {
      if (claim.property().kind() == Kind.ALWAYS) {
        compareUntilBroken(WrongTcp.byClaim().get(claim.id()), claim);
        assertThat(seen.get(claim.id())).as(claim.id()).contains(Judgement.BROKEN);
      }
    }
  }

  /** Breadth-first, where a state with another history is another place; and on random walks. */
  private void compare(
      Supplier<TcpModel> models, String world, int most, int walks, List<Claim> claims) {
    Comparison comparison = new Comparison(models.get(), world, claims);
    List<Place> first = comparison.beginnings();
    breadthFirst(comparison, known -> known >= most);
    Random random = new Random(1);
    for (int walk = 0; walk < walks; walk++) {
      List<Place> choice = first;
      for (int step = 0; step < STEPS_A_WALK && !choice.isEmpty(); step++) {
        choice = comparison.successors(choice.get(random.nextInt(choice.size())));
      }
    }
  }

  /** Along a shortest run that breaks the claim. */
  private void compareUntilBroken(Supplier<TcpModel> wrong, Claim claim) {
    Trace run =
        Search.of(wrong)
            .run(List.of(claim.property()))
            .finding(claim.id())
            .trace()
            .orElseThrow();
    Comparison comparison = new Comparison(wrong.get(), claim.id(), List.of(claim));
    List<Place> places = comparison.beginnings();
    for (long[] state : run.states().subList(1, run.states().size())) {
      places =
          places.stream()
              .flatMap(place -> comparison.successors(place).stream())
              .filter(place -> Arrays.equals(place.state(), state))
              .toList();
    }
  }

  private static void breadthFirst(Comparison comparison, IntPredicate enough) {
    Set<String> known = new HashSet<>();
    Deque<Place> next = new ArrayDeque<>(comparison.beginnings());
    while (!next.isEmpty() && !enough.test(known.size())) {
      for (Place place : comparison.successors(next.remove())) {
        if (known.add(place.toString())) {
          next.add(place);
        }
      }
    }
  }

  private record Place(long[] state, History history) {
    @Override
    public String toString() {
      return Arrays.toString(state) + history;
    }
  }

  private final class Comparison {
    private final TcpModel model;
    private final String world;
    private final List<Claim> claims;

    Comparison(TcpModel model, String world, List<Claim> claims) {
      this.model = model;
      this.world = world;
      this.claims = claims;
    }

    List<Place> beginnings() {
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

    List<Place> successors(Place place) {
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

    void judge(History before, History after) {
      Moment moment = Moment.of(model);
      Sentences sentences = new Sentences(model.settings(), moment, before, after);
      Map<String, Judgement> steps = sentences.steps();
      Map<String, Boolean> beginnings = sentences.beginnings();
      Map<String, Boolean> ends = sentences.ends();
      for (Claim claim : claims) {
        io.tarry.engine.Property<TcpModel> property = claim.property();
        boolean premise = property.premise().map(p -> p.test(model, NO, 0, NO)).orElse(true);
        boolean kept = property.kind() != Kind.NO_STUCK_STATE && property.claim().test(model, NO, 0, NO);
        switch (property.kind()) {
          case ALWAYS ->
              same(
                  claim,
                  steps.get(claim.id()),
                  !premise ? Judgement.NOT_ASKED : kept ? Judgement.KEPT : Judgement.BROKEN,
                  moment,
                  before);
          case REACHABLE ->
              same(claim, steps.get(claim.id()), kept ? Judgement.KEPT : Judgement.NOT_ASKED, moment, before);
          case NO_STUCK_STATE -> {}
          case LEADS_TO, NO_ENDLESS_EXCHANGE, ALWAYS_EVENTUALLY -> {
            same(claim, beginnings.get(claim.id()), premise, moment, before);
            same(claim, ends.get(claim.id()), kept, moment, before);
          }
        }
      }
    }

    void judgeEnd(History history) {
      Moment moment = Moment.of(model);
      Map<String, Boolean> ends =
          new Sentences(model.settings(), moment, history, history).properEnds();
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
      if (second instanceof Judgement judgement) {
        seen.computeIfAbsent(claim.id(), id -> new TreeSet<>()).add(judgement);
      }
      if (second == null || !second.equals(first)) {
        throw new AssertionError(
            "%s: \"%s\" is %s by its sentence, %s by the catalogue, in%n%s%nafter%n%s%nin%n%s"
                .formatted(claim.id(), claim.sentence(), second, first, moment, before, world));
      }
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

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings();
  }
}
