package io.tarry.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * A named claim about all steps of a model, or about the existence of one.
 *
 * @param name how results refer to it; unique within one search
 * @param kind what is claimed
 * @param premise of {@link Kind#ALWAYS}: the steps that the claim is about, if not all; a premise
 *     that no step meets makes the verdict {@link Verdict#VACUOUS}
 * @param claim of {@link Kind#ALWAYS}: what each such step must meet; of {@link Kind#REACHABLE}:
 *     what some step must meet; of {@link Kind#NO_STUCK_STATE}: what a state without a way on must
 *     meet (asked as the pseudo-step from the state to itself)
 * @param witness the step that a run must end with to show that a claim that holds says something;
 *     the premise, if there is one and no other was named
 */
public record Property<M extends Model>(
    String name,
    Kind kind,
    Optional<StepTest<M>> premise,
    StepTest<M> claim,
    Optional<StepTest<M>> witness) {

  /** What a property claims. */
  public enum Kind {
    /** Each step that meets the premise meets the claim. */
    ALWAYS,
    /** Some step meets the claim. */
    REACHABLE,
    /**
     * Each state that no step leaves (steps to itself do not count) meets the claim: it is a proper
     * end.
     */
    NO_STUCK_STATE
  }

  /** Checks that nothing is missing, and that there is no premise that would be ignored. */
  public Property {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(premise, "premise");
    Objects.requireNonNull(claim, "claim");
    Objects.requireNonNull(witness, "witness");
    if (premise.isPresent() && kind != Kind.ALWAYS) {
      throw new IllegalArgumentException("'" + name + "': only ALWAYS has a premise, not " + kind);
    }
  }

  /** Each step meets the claim. */
  public static <M extends Model> Property<M> always(String name, StepTest<M> claim) {
    return new Property<>(name, Kind.ALWAYS, Optional.empty(), claim, Optional.empty());
  }

  /** Each step that meets the premise meets the claim too. */
  public static <M extends Model> Property<M> always(
      String name, StepTest<M> premise, StepTest<M> claim) {
    return new Property<>(name, Kind.ALWAYS, Optional.of(premise), claim, Optional.of(premise));
  }

  /** No step is of this kind. */
  public static <M extends Model> Property<M> never(String name, StepTest<M> bad) {
    return always(name, bad.negate());
  }

  /** Some step is of this kind. */
  public static <M extends Model> Property<M> reachable(String name, StepTest<M> goal) {
    return new Property<>(name, Kind.REACHABLE, Optional.empty(), goal, Optional.of(goal));
  }

  /** Each state without a way on is a proper end. A proper end is also the witness. */
  public static <M extends Model> Property<M> noStuckState(String name, StepTest<M> properEnd) {
    return new Property<>(name, Kind.NO_STUCK_STATE, Optional.empty(), properEnd, Optional.empty());
  }

  /** The same claim, with a step that shows that it is not empty talk. */
  public Property<M> witnessedBy(StepTest<M> step) {
    return new Property<>(name, kind, premise, claim, Optional.of(step));
  }
}
