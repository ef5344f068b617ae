package io.tarry.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A named claim about all steps of a model, about the existence of one, or about all its runs.
 *
 * <p>A run begins in an initial state, which counts as a pseudo-step of its own (see {@link
 * StepTest}), and goes on for as long as it can: it is endless, or it ends in a stuck state, one
 * that no step leaves. A step from a state to itself is a step: it may be taken, and a claim may
 * ask for it. But it leads nowhere, so a run may end in a state that has no others.
 *
 * <p>That runs go on is an assumption. A claim {@linkplain #whereRunsMayRest() where runs may rest}
 * does not make it: a run may also stay for ever in any state in which no group of the fairness
 * that the claim assumes is possible; in any state at all, if it assumes none. Runs of TLA+ are
 * like that: each may stutter for ever unless its fairness forbids it. Then no claim depends on
 * whether some unrelated part of the model, a timer say, goes on by itself.
 *
 * @param name how results refer to it; unique within one search
 * @param kind what is claimed
 * @param premise the steps that the claim is about, if its kind has a premise; if no step meets it,
 *     the verdict is {@link Verdict#VACUOUS}
 * @param claim what is said of the steps; see {@link Kind}
 * @param witnesses the steps one of which a run must end with to show that a claim that holds says
 *     something: the first of these that any run comes to; without one, the premise or, of {@link
 *     Kind#LEADS_TO}, the goal that follows it
 * @param fairness what the claim assumes of runs; only for {@link Kind#LEADS_TO} and {@link
 *     Kind#ALWAYS_EVENTUALLY}
 * @param mayRest whether a run may also end where no group of that fairness is possible; only for
 *     the same kinds
 */
public record Property<M extends Model>(
    String name,
    Kind kind,
    Optional<StepTest<M>> premise,
    StepTest<M> claim,
    List<StepTest<M>> witnesses,
    List<Fairness<M>> fairness,
    boolean mayRest) {

  /** What a property claims. */
  public enum Kind {
    /** Each step that meets the premise, or each step if there is none, meets the claim. */
    ALWAYS,
    /** Some step meets the claim. */
    REACHABLE,
    /**
     * Each state that no step leaves (steps to itself do not count) meets the claim, asked as the
     * pseudo-step from the state to itself: it is a proper end.
     */
    NO_STUCK_STATE,
    /**
     * In each fair run, each step that meets the premise is followed by one that meets the claim;
     * the step itself will do. A run that ends before is a violation.
     */
    LEADS_TO,
    /**
     * In each fair run, each step is followed by one that meets the claim; the step itself will do.
     * So such steps come again and again in an endless run, and a run that ends, ends with one. It
     * is {@link #LEADS_TO} with all steps for a premise, and never vacuous.
     */
    ALWAYS_EVENTUALLY,
    /**
     * Each cycle has a step that meets the claim. A cycle is one step or more that lead from a
     * state that can be reached to the same state again, so a single step from a state to itself is
     * one. No fairness is assumed. The premise is met by the steps that the claim is not met by.
     */
    NO_ENDLESS_EXCHANGE;

    /**
     * Whether whole runs decide it, and no single step can. Such a claim is decided on the graph of
     * all states, once they are known; what hides a part of that graph, or takes two states for
     * one, must not be combined with it.
     */
    public boolean isAboutRuns() {
      return switch (this) {
        case ALWAYS, REACHABLE, NO_STUCK_STATE -> false;
        case LEADS_TO, ALWAYS_EVENTUALLY, NO_ENDLESS_EXCHANGE -> true;
      };
    }

    private boolean mayHavePremise() {
      return switch (this) {
        case ALWAYS, LEADS_TO, NO_ENDLESS_EXCHANGE -> true;
        case REACHABLE, NO_STUCK_STATE, ALWAYS_EVENTUALLY -> false;
      };
    }

    private boolean isOfFairRuns() {
      return switch (this) {
        case LEADS_TO, ALWAYS_EVENTUALLY -> true;
        case ALWAYS, REACHABLE, NO_STUCK_STATE, NO_ENDLESS_EXCHANGE -> false;
      };
    }
  }

  /** Checks that nothing is missing, and that there is nothing that would be ignored. */
  public Property {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(premise, "premise");
    Objects.requireNonNull(claim, "claim");
    witnesses = List.copyOf(witnesses);
    fairness = List.copyOf(fairness);
    if (premise.isPresent() && !kind.mayHavePremise()) {
      throw new IllegalArgumentException("'" + name + "': " + kind + " has no premise");
    }
    if (premise.isEmpty() && kind == Kind.LEADS_TO) {
      throw new IllegalArgumentException("'" + name + "': what is it that leads to the claim?");
    }
    if (!fairness.isEmpty() && !kind.isOfFairRuns()) {
      throw new IllegalArgumentException("'" + name + "': " + kind + " assumes no fairness");
    }
    if (mayRest && !kind.isOfFairRuns()) {
      throw new IllegalArgumentException(
          "'" + name + "': " + kind + " does not ask where runs end");
    }
    requireDistinctNames(name, fairness);
  }

  /** A claim about runs that go on for as long as they can. */
  public Property(
      String name,
      Kind kind,
      Optional<StepTest<M>> premise,
      StepTest<M> claim,
      List<StepTest<M>> witnesses,
      List<Fairness<M>> fairness) {
    this(name, kind, premise, claim, witnesses, fairness, false);
  }

  /** Each step meets the claim. */
  public static <M extends Model> Property<M> always(String name, StepTest<M> claim) {
    return new Property<>(name, Kind.ALWAYS, Optional.empty(), claim, List.of(), List.of());
  }

  /** Each step that meets the premise meets the claim too. */
  public static <M extends Model> Property<M> always(
      String name, StepTest<M> premise, StepTest<M> claim) {
    return new Property<>(
        name, Kind.ALWAYS, Optional.of(premise), claim, List.of(premise), List.of());
  }

  /** No step is of this kind. */
  public static <M extends Model> Property<M> never(String name, StepTest<M> bad) {
    return always(name, bad.negate());
  }

  /** Some step is of this kind. */
  public static <M extends Model> Property<M> reachable(String name, StepTest<M> goal) {
    return new Property<>(name, Kind.REACHABLE, Optional.empty(), goal, List.of(goal), List.of());
  }

  /** Each state without a way on is a proper end. A proper end is also the witness. */
  public static <M extends Model> Property<M> noStuckState(String name, StepTest<M> properEnd) {
    return new Property<>(
        name, Kind.NO_STUCK_STATE, Optional.empty(), properEnd, List.of(), List.of());
  }

  /**
   * Each step of the one kind is followed by one of the other. The shortest run with both is also
   * the witness.
   */
  public static <M extends Model> Property<M> leadsTo(
      String name, StepTest<M> trigger, StepTest<M> goal) {
    return new Property<>(name, Kind.LEADS_TO, Optional.of(trigger), goal, List.of(), List.of());
  }

  /** Steps of this kind come again and again, and last where a run ends. One is the witness. */
  public static <M extends Model> Property<M> alwaysEventually(String name, StepTest<M> goal) {
    return new Property<>(
        name, Kind.ALWAYS_EVENTUALLY, Optional.empty(), goal, List.of(goal), List.of());
  }

  /** No cycle is made of steps of this kind alone. A step of the kind is the witness. */
  public static <M extends Model> Property<M> noEndlessExchange(String name, StepTest<M> steps) {
    return new Property<>(
        name,
        Kind.NO_ENDLESS_EXCHANGE,
        Optional.of(steps),
        steps.negate(),
        List.of(steps),
        List.of());
  }

  /** The same claim, with a step that shows that it is not empty talk. */
  public Property<M> witnessedBy(StepTest<M> step) {
    return witnessedBy(List.of(step));
  }

  /** The same claim, with such steps: the best first, of which the first that arises is shown. */
  public Property<M> witnessedBy(List<StepTest<M>> steps) {
    return new Property<>(name, kind, premise, claim, steps, fairness, mayRest);
  }

  /**
   * The same claim, about those runs only that are fair in these ways as well.
   *
   * @throws IllegalArgumentException if this kind of claim assumes no fairness, or if two groups
   *     have the same name
   */
  public Property<M> assuming(List<Fairness<M>> assumptions) {
    List<Fairness<M>> all = new ArrayList<>(fairness);
    all.addAll(assumptions);
    return new Property<>(name, kind, premise, claim, witnesses, all, mayRest);
  }

  /** As {@link #assuming(List)}. */
  public Property<M> assuming(Fairness<M> assumption) {
    return assuming(List.of(assumption));
  }

  /**
   * The same claim, about those runs as well that stay for ever in a state in which no group of the
   * fairness assumed is possible.
   *
   * @throws IllegalArgumentException if this kind of claim does not ask where runs end
   */
  public Property<M> whereRunsMayRest() {
    return new Property<>(name, kind, premise, claim, witnesses, fairness, true);
  }

  private static void requireDistinctNames(String name, List<? extends Fairness<?>> fairness) {
    Set<String> groups = new HashSet<>();
    for (Fairness<?> assumption : fairness) {
      if (!groups.add(assumption.group())) {
        throw new IllegalArgumentException(
            "'" + name + "' assumes fairness of '" + assumption.group() + "' twice");
      }
    }
  }
}
