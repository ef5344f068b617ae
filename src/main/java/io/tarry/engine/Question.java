package io.tarry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One property as hunts that together decide it.
 *
 * @param decisive settles the property when it catches something: a violation, or the goal of a
 *     reachability
 * @param premise catches a step that a conditional claim is about
 * @param witness catches the step that a run must end with to show that a claim that holds says
 *     something; may be the same hunt as another
 */
record Question<M extends Model>(
    Property<M> property, Hunt<M> decisive, Optional<Hunt<M>> premise, Optional<Hunt<M>> witness) {

  static <M extends Model> Question<M> of(Property<M> property, int words) {
    Hunt<M> decisive = decisive(property, words);
    Optional<Hunt<M>> premise =
        property.premise().map(test -> Hunt.amongSteps(property.name(), test, words));
    return new Question<>(property, decisive, premise, witness(property, decisive, premise, words));
  }

  private static <M extends Model> Hunt<M> decisive(Property<M> property, int words) {
    StepTest<M> claim = property.claim();
    return switch (property.kind()) {
      case ALWAYS -> Hunt.amongSteps(property.name(), violation(property), words);
      case REACHABLE -> Hunt.amongSteps(property.name(), claim, words);
      case NO_STUCK_STATE -> Hunt.amongStuckStates(property.name(), claim.negate(), words);
    };
  }

  private static <M extends Model> StepTest<M> violation(Property<M> property) {
    StepTest<M> claim = property.claim();
    if (property.premise().isEmpty()) {
      return claim.negate();
    }
    StepTest<M> premise = property.premise().get();
    // Asked for each step of the search: one call less than premise.and(claim.negate()).
    return (model, before, action, after) ->
        premise.test(model, before, action, after) && !claim.test(model, before, action, after);
  }

  private static <M extends Model> Optional<Hunt<M>> witness(
      Property<M> property, Hunt<M> decisive, Optional<Hunt<M>> premise, int words) {
    if (property.witness().isEmpty()) {
      return switch (property.kind()) {
        case ALWAYS -> premise;
        case REACHABLE -> Optional.of(decisive);
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
      return Optional.of(decisive);
    }
    return Optional.of(Hunt.amongSteps(property.name(), named, words));
  }

  /** All hunts, each once. */
  List<Hunt<M>> hunts() {
    List<Hunt<M>> hunts = new ArrayList<>(List.of(decisive));
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
        if (decisive.isOver()) {
          yield Verdict.HOLDS;
        }
        yield whole ? Verdict.VIOLATED : Verdict.UNDECIDED;
      }
      case ALWAYS, NO_STUCK_STATE -> {
        if (decisive.isOver()) {
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
      case HOLDS ->
          witness.filter(Hunt::isOver).or(() -> Optional.of(decisive).filter(Hunt::isOver));
      case VIOLATED -> Optional.of(decisive).filter(Hunt::isOver);
      case VACUOUS, UNDECIDED -> Optional.empty();
    };
  }
}
