package io.tarry.engine.monitor;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.engine.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One property as discoveries that together decide it, as far as single steps can. Of a claim about
 * runs they can only say that no single step breaks it; its runs are searched later.
 *
 * @param decisive settles the property when it catches something: a violation, or the goal of a
 *     reachability; none where no single step can
 * @param premise catches a step that a conditional claim is about
 * @param witnesses catch the steps that the property names for runs to end with, which show that a
 *     claim that holds says something, the best first; or else the usual one, where there is such.
 *     May be the same discoveries as others
 */
public record PropertyDiscoveries<M extends Model>(
    Property<M> property,
    Optional<Discovery<M>> decisive,
    Optional<Discovery<M>> premise,
    List<Discovery<M>> witnesses) {

  public static <M extends Model> PropertyDiscoveries<M> of(Property<M> property, int words) {
    Optional<Discovery<M>> decisive = decisive(property, words);
    Optional<Discovery<M>> premise =
        property.premise().map(test -> Discovery.amongSteps(property.name(), test, words));
    return new PropertyDiscoveries<>(
        property, decisive, premise, witnesses(property, decisive, premise, words));
  }

  private static <M extends Model> Optional<Discovery<M>> decisive(
      Property<M> property, int words) {
    StepTest<M> claim = property.claim();
    return switch (property.kind()) {
      case ALWAYS -> Optional.of(Discovery.amongSteps(property.name(), violation(property), words));
      case REACHABLE -> Optional.of(Discovery.amongSteps(property.name(), claim, words));
      case NO_STUCK_STATE ->
          Optional.of(Discovery.amongStuckStates(property.name(), claim.negate(), words));
      case LEADS_TO, ALWAYS_EVENTUALLY, NO_ENDLESS_EXCHANGE -> Optional.empty();
    };
  }

  private static <M extends Model> StepTest<M> violation(Property<M> property) {
    StepTest<M> claim = property.claim();
    if (property.premise().isEmpty()) {
      return claim.negate();
    }
    return property.premise().get().and(claim.negate());
  }

  private static <M extends Model> List<Discovery<M>> witnesses(
      Property<M> property,
      Optional<Discovery<M>> decisive,
      Optional<Discovery<M>> premise,
      int words) {
    return property.witnesses().isEmpty()
        ? usualWitness(property, decisive, premise, words).stream().toList()
        : property.witnesses().stream()
            .map(step -> witness(property, step, decisive, premise, words))
            .toList();
  }

  private static <M extends Model> Optional<Discovery<M>> usualWitness(
      Property<M> property,
      Optional<Discovery<M>> decisive,
      Optional<Discovery<M>> premise,
      int words) {
    return switch (property.kind()) {
      case ALWAYS, NO_ENDLESS_EXCHANGE -> premise;
      case REACHABLE -> decisive;
      case LEADS_TO, ALWAYS_EVENTUALLY -> Optional.empty(); // no single step shows that
      case NO_STUCK_STATE ->
          Optional.of(Discovery.amongStuckStates(property.name(), property.claim(), words));
    };
  }

  /** Premise and goal are the usual ones, seen once a step instead of twice. */
  private static <M extends Model> Discovery<M> witness(
      Property<M> property,
      StepTest<M> step,
      Optional<Discovery<M>> decisive,
      Optional<Discovery<M>> premise,
      int words) {
    boolean isGoal = property.kind() == Property.Kind.REACHABLE && step.equals(property.claim());
    return premise
        .filter(discovery -> property.premise().equals(Optional.of(step)))
        .or(() -> decisive.filter(discovery -> isGoal))
        .orElseGet(() -> Discovery.amongSteps(property.name(), step, words));
  }

  /** All discoveries, each once. */
  public List<Discovery<M>> discoveries() {
    return Stream.of(decisive.stream(), premise.stream(), witnesses.stream())
        .flatMap(some -> some)
        .distinct()
        .toList();
  }

  /**
   * The verdict after a search.
   *
   * @param whole whether the search saw everything
   */
  public Verdict verdict(boolean whole) {
    return switch (property.kind()) {
      case REACHABLE -> {
        if (isDecided()) {
          yield Verdict.HOLDS;
        }
        yield whole ? Verdict.VIOLATED : Verdict.UNDECIDED;
      }
      case ALWAYS, NO_STUCK_STATE, LEADS_TO, ALWAYS_EVENTUALLY, NO_ENDLESS_EXCHANGE -> {
        if (isDecided()) {
          yield Verdict.VIOLATED;
        }
        if (!whole) {
          yield Verdict.UNDECIDED;
        }
        boolean emptyTalk = premise.isPresent() && !premise.get().isOver();
        yield emptyTalk ? Verdict.VACUOUS : Verdict.HOLDS;
      }
    };
  }

  /** What the run to be shown with that verdict ends with; none where there is no such run. */
  public Optional<Discovery<M>> shown(Verdict verdict) {
    return switch (verdict) {
      // The decisive discovery is over too where a reachability holds: better than no run at all.
      case HOLDS ->
          witnesses.stream()
              .filter(Discovery::isOver)
              .findFirst()
              .or(() -> decisive.filter(Discovery::isOver));
      case VIOLATED -> decisive.filter(Discovery::isOver);
      case VACUOUS, UNDECIDED -> Optional.empty();
    };
  }

  /** With that verdict, which of the witnesses that the property names some run comes to. */
  public OptionalInt witness(Verdict verdict) {
    return verdict == Verdict.HOLDS
        ? IntStream.range(0, property.witnesses().size())
            .filter(i -> witnesses.get(i).isOver())
            .findFirst()
        : OptionalInt.empty();
  }

  /** Whether a single step has decided it: violated it, or reached what it asks for. */
  boolean isDecided() {
    return decisive.isPresent() && decisive.get().isOver();
  }
}
