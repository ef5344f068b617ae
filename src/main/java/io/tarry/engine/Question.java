package io.tarry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One property as hunts that together decide it, as far as single steps can: that a claim about
 * runs holds means only that nothing has been said against it yet, see {@link Liveness}.
 *
 * @param decisive settles the property when it catches something: a violation, or the goal of a
 *     reachability; none where no single step can
 * @param premise catches a step that a conditional claim is about
 * @param witness catches the step that a run must end with to show that a claim that holds says
 *     something; may be the same hunt as another
 */
record Question<M extends Model>(
    Property<M> property,
    Optional<Hunt<M>> decisive,
    Optional<Hunt<M>> premise,
    Optional<Hunt<M>> witness) {

  static <M extends Model> Question<M> of(Property<M> property, int words) {
    Optional<Hunt<M>> decisive = decisive(property, words);
    Optional<Hunt<M>> premise =
        property.premise().map(test -> Hunt.amongSteps(property.name(), test, words));
    return new Question<>(property, decisive, premise, witness(property, decisive, premise, words));
  }

  private static <M extends Model> Optional<Hunt<M>> decisive(Property<M> property, int words) {
    StepTest<M> claim = property.claim();
    return switch (property.kind()) {
      case ALWAYS -> Optional.of(Hunt.amongSteps(property.name(), violation(property), words));
      case REACHABLE -> Optional.of(Hunt.amongSteps(property.name(), claim, words));
      case NO_STUCK_STATE ->
          Optional.of(Hunt.amongStuckStates(property.name(), claim.negate(), words));
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

  private static <M extends Model> Optional<Hunt<M>> witness(
      Property<M> property, Optional<Hunt<M>> decisive, Optional<Hunt<M>> premise, int words) {
    if (property.witness().isEmpty()) {
      return switch (property.kind()) {
        case ALWAYS, NO_ENDLESS_EXCHANGE -> premise;
        case REACHABLE -> decisive;
        case LEADS_TO, ALWAYS_EVENTUALLY -> Optional.empty(); // no single step shows that
        case NO_STUCK_STATE ->
            Optional.of(Hunt.amongStuckStates(property.name(), property.claim(), words));
      };
    }
    StepTest<M> named = property.witness().get();
    // The usual witnesses, seen once a step instead of twice.
    if (property.premise().equals(property.witness())) {
      return premise;
    }
    if (property.kind() == Property.Kind.REACHABLE && named.equals(property.claim())) {
      return decisive;
    }
    return Optional.of(Hunt.amongSteps(property.name(), named, words));
  }

  /** All hunts, each once. */
  List<Hunt<M>> hunts() {
    List<Hunt<M>> hunts = new ArrayList<>();
    decisive.ifPresent(hunts::add);
    premise.filter(hunt -> !hunts.contains(hunt)).ifPresent(hunts::add);
    witness.filter(hunt -> !hunts.contains(hunt)).ifPresent(hunts::add);
    return hunts;
  }

  /**
   * The verdict after a search.
   *
   * @param whole whether the search saw everything
   */
  Verdict verdict(boolean whole) {
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
  Optional<Hunt<M>> shown(Verdict verdict) {
    return switch (verdict) {
      // The decisive hunt is over too where a reachability holds: better than no run at all.
      case HOLDS -> witness.filter(Hunt::isOver).or(() -> decisive.filter(Hunt::isOver));
      case VIOLATED -> decisive.filter(Hunt::isOver);
      case VACUOUS, UNDECIDED -> Optional.empty();
    };
  }

  private boolean isDecided() {
    return decisive.isPresent() && decisive.get().isOver();
  }
}
