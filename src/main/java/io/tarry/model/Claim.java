package io.tarry.model;

import io.tarry.engine.Fairness;
import io.tarry.engine.Property;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.StepTest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A named claim about the states, the steps or the runs of a model; see {@link Property}, whose
 * words these are. Made once, it can be asked of every model whose states and actions it takes.
 */
public final class Claim<S, A> {

  /**
   * The name of the claim that is always asked: each state that no step leads on from is an end.
   */
  public static final String NO_DEADLOCK = "no deadlock";

  private final String name;
  private final Kind kind;
  private final Optional<Question<S, A>> premise;
  private final Question<S, A> claim;
  private final List<Fair<? super S, ? super A>> fairness;
  private final boolean mayRest;

  private Claim(
      String name,
      Kind kind,
      Optional<Question<S, A>> premise,
      Question<S, A> claim,
      List<Fair<? super S, ? super A>> fairness,
      boolean mayRest) {
    this.name = name;
    this.kind = kind;
    this.premise = premise;
    this.claim = claim;
    this.fairness = fairness;
    this.mayRest = mayRest;
  }

  private static <S, A> Claim<S, A> of(
      String name, Kind kind, Optional<Question<S, A>> premise, Question<S, A> claim) {
    return new Claim<>(name, kind, premise, claim, List.of(), false);
  }

  /** Each state is such. */
  public static <S, A> Claim<S, A> always(String name, Predicate<S> state) {
    return of(name, Kind.ALWAYS, Optional.empty(), Question.ofState(state));
  }

  /** Each state that is of the first kind is of the second; there is one of the first. */
  public static <S, A> Claim<S, A> always(String name, Predicate<S> premise, Predicate<S> state) {
    return of(name, Kind.ALWAYS, Optional.of(Question.ofState(premise)), Question.ofState(state));
  }

  /** No state is such. */
  public static <S, A> Claim<S, A> never(String name, Predicate<S> state) {
    return always(name, state.negate());
  }

  /** Each step is such. How a run begins is no step. */
  public static <S, A> Claim<S, A> eachStep(String name, StepPredicate<S, A> step) {
    return of(name, Kind.ALWAYS, Optional.empty(), Question.ofStep(step, true));
  }

  /** Each step that is of the first kind is of the second; there is one of the first. */
  public static <S, A> Claim<S, A> eachStep(
      String name, StepPredicate<S, A> premise, StepPredicate<S, A> step) {
    return of(
        name,
        Kind.ALWAYS,
        Optional.of(Question.ofStep(premise, false)),
        Question.ofStep(step, true));
  }

  /** Some run comes to such a state. */
  public static <S, A> Claim<S, A> reachable(String name, Predicate<S> state) {
    return of(name, Kind.REACHABLE, Optional.empty(), Question.ofState(state));
  }

  /** Some run has such a step. */
  public static <S, A> Claim<S, A> reachable(String name, StepPredicate<S, A> step) {
    return of(name, Kind.REACHABLE, Optional.empty(), Question.ofStep(step, false));
  }

  /** Each state of the first kind is followed by one of the second, in each run that is fair so. */
  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <S, A> Claim<S, A> leadsTo(
      String name, Predicate<S> from, Predicate<S> to, Fair<? super S, ? super A>... fairness) {
    return new Claim<>(
        name,
        Kind.LEADS_TO,
        Optional.of(Question.ofState(from)),
        Question.ofState(to),
        List.of(fairness),
        false);
  }

  /** Each step of the first kind is followed by one of the second, in each run that is fair so. */
  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <S, A> Claim<S, A> leadsTo(
      String name,
      StepPredicate<S, A> from,
      StepPredicate<S, A> to,
      Fair<? super S, ? super A>... fairness) {
    return new Claim<>(
        name,
        Kind.LEADS_TO,
        Optional.of(Question.ofStep(from, false)),
        Question.ofStep(to, false),
        List.of(fairness),
        false);
  }

  /** Such states come again and again, and last where a run ends, in each run that is fair so. */
  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <S, A> Claim<S, A> alwaysEventually(
      String name, Predicate<S> state, Fair<? super S, ? super A>... fairness) {
    return new Claim<>(
        name,
        Kind.ALWAYS_EVENTUALLY,
        Optional.empty(),
        Question.ofState(state),
        List.of(fairness),
        false);
  }

  /** No cycle is made of such steps alone. */
  public static <S, A> Claim<S, A> noEndlessExchange(String name, StepPredicate<S, A> step) {
    StepPredicate<S, A> other = (before, action, after) -> !step.test(before, action, after);
    return of(
        name,
        Kind.NO_ENDLESS_EXCHANGE,
        Optional.of(Question.ofStep(step, false)),
        Question.ofStep(other, true));
  }

  /**
   * The same claim where a run may stay for ever in each state in which no step that it assumes
   * fairness of is possible, as runs of TLA+ may; only for {@link #leadsTo} and {@link
   * #alwaysEventually}.
   */
  public static <S, A> Claim<S, A> whereRunsMayRest(Claim<S, A> claim) {
    return new Claim<>(claim.name, claim.kind, claim.premise, claim.claim, claim.fairness, true);
  }

  /** Each state that no step leads on from is a proper end. */
  static <S, A> Claim<S, A> noDeadlock() {
    return of(
        NO_DEADLOCK,
        Kind.NO_STUCK_STATE,
        Optional.empty(),
        (model, before, action, after) -> model.mayEnd(after));
  }

  /** How results refer to it. */
  public String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  Question<S, A> question() {
    return claim;
  }

  Optional<Question<S, A>> premise() {
    return premise;
  }

  /** The same claim as the engine judges it. */
  <T extends S, B extends A> Property<PackedModel<T, B>> packed() {
    StepTest<PackedModel<T, B>> test = test(claim);
    Optional<StepTest<PackedModel<T, B>>> packedPremise = premise.map(this::test);
    List<Fairness<PackedModel<T, B>>> assumptions =
        fairness.stream().<Fairness<PackedModel<T, B>>>map(Fair::packed).toList();
    List<StepTest<PackedModel<T, B>>> witnesses =
        switch (kind) {
          case ALWAYS, NO_ENDLESS_EXCHANGE -> packedPremise.stream().toList();
          case REACHABLE, ALWAYS_EVENTUALLY -> List.of(test);
          case NO_STUCK_STATE, LEADS_TO -> List.of();
        };
    return new Property<>(name, kind, packedPremise, test, witnesses, assumptions, mayRest);
  }

  /** Whether the premise is ever met, if the claim has one. */
  <T extends S, B extends A> Optional<Property<PackedModel<T, B>>> packedPremise() {
    return kind == Kind.ALWAYS
        ? premise.map(question -> Property.reachable(premiseName(), this.<T, B>test(question)))
        : Optional.empty();
  }

  String premiseName() {
    return "the premise of '" + name + "'";
  }

  private <T extends S, B extends A> StepTest<PackedModel<T, B>> test(Question<S, A> question) {
    return (model, before, action, after) -> {
      try {
        return question.of(model, before, action, after);
      } catch (RuntimeException | AssertionError failure) {
        throw new CarriedException.InClaim(name, before.clone(), action, failure);
      }
    };
  }
}
