package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.property.Facts.Fact;
import io.tarry.property.expression.Condition;
import io.tarry.property.expression.Needs;
import io.tarry.property.expression.Parsed;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import java.util.List;
import java.util.Optional;

/** Claims that users state as expressions. */
public final class OwnClaims {

  private OwnClaims() {}

  /** A claim's name, what it says in words, and where it is written: {@code file:line}. */
  public record About(String id, Optional<String> says, String source) {}

  /** Each step meets the condition. */
  public static Claim always(About about, Parsed.Good condition) {
    return claim(
        about,
        "Always: " + condition.text(),
        "This is not so: " + condition.text(),
        toTheEnd("To the end, and always: " + condition.text()),
        Property.always(about.id(), test(condition)),
        condition.needs());
  }

  /** Each step that meets the premise meets the condition. */
  public static Claim always(About about, Parsed.Good premise, Parsed.Good condition) {
    String when = "When " + premise.text() + ": ";
    return claim(
        about,
        when + condition.text(),
        when + "this is not so: " + condition.text(),
        Danger.usual("it comes to this: " + premise.text(), when + condition.text()),
        Property.always(about.id(), test(premise), test(condition)),
        premise.needs().and(condition.needs()));
  }

  /** No step meets the condition. */
  public static Claim never(About about, Parsed.Good condition) {
    return claim(
        about,
        "Never: " + condition.text(),
        "This was never to be: " + condition.text(),
        toTheEnd("To the end, and never: " + condition.text()),
        Property.never(about.id(), test(condition)),
        condition.needs());
  }

  /** Some step meets the condition. */
  public static Claim reachable(About about, Parsed.Good condition) {
    return claim(
        about,
        "Some run leads to: " + condition.text(),
        "No run leads to: " + condition.text(),
        Danger.usual("it comes to this: " + condition.text(), "Reached: " + condition.text()),
        Property.reachable(about.id(), test(condition)),
        condition.needs());
  }

  /** Each run comes to a step that meets the goal. */
  public static Claim eventually(About about, Parsed.Good goal, Assumption assumption) {
    Fact begins = model -> model.step().kind() == Action.Kind.BEGIN;
    return eventually(about, "At last", begins.asTest(), goal, assumption, goal.needs());
  }

  /**
   * Each step that meets the premise is followed by one that meets the goal, or meets it itself.
   */
  public static Claim eventually(
      About about, Parsed.Good premise, Parsed.Good goal, Assumption assumption) {
    String when = "When " + premise.text() + ", then at last";
    return eventually(
        about, when, test(premise), goal, assumption, premise.needs().and(goal.needs()));
  }

  private static Claim eventually(
      About about,
      String when,
      StepTest<TcpModel> trigger,
      Parsed.Good goal,
      Assumption assumption,
      Needs needs) {
    return claim(
        about,
        when + ", " + assumption.label() + ": " + goal.text(),
        "It never comes to: " + goal.text(),
        Danger.usual("it comes to this: " + goal.text(), "At last: " + goal.text()),
        assumption.of(Property.leadsTo(about.id(), trigger, test(goal))),
        needs);
  }

  /** The claim with the danger that the user states, which its witness is to meet. */
  public static Claim inDanger(Claim claim, Parsed.Good danger) {
    return new Claim(
        claim.id(),
        claim.sentence(),
        claim.source(),
        claim.breach(),
        List.of(
            new Danger(
                "it comes to this: " + danger.text(), claim.sentence(), Optional.of(test(danger)))),
        claim.needs().and(danger.needs()),
        claim.property());
  }

  /** The claim with the words that say what a run comes to which breaks it. */
  public static Claim breaking(Claim claim, String words) {
    return new Claim(
        claim.id(),
        claim.sentence(),
        claim.source(),
        words,
        claim.dangers(),
        claim.needs(),
        claim.property());
  }

  private static Danger toTheEnd(String shows) {
    return Danger.when("a connection ends", Facts.CONNECTION_ENDS, shows);
  }

  private static StepTest<TcpModel> test(Parsed.Good expression) {
    Condition condition = expression.condition();
    return StepTest.<TcpModel>ofModel(condition::of).saying(expression.text());
  }

  private static boolean reachable(Property<TcpModel> property) {
    return property.kind() == Property.Kind.REACHABLE;
  }

  private static Claim claim(
      About about,
      String sentence,
      String breach,
      Danger danger,
      Property<TcpModel> property,
      Needs needs) {
    return new Claim(
        about.id(),
        about.says().orElse(sentence),
        about.source(),
        about
            .says()
            .filter(says -> !reachable(property))
            .map(says -> "Not so: " + says)
            .orElse(breach),
        List.of(
            about
                .says()
                .map(says ->
                    new Danger(
                        danger.step().isPresent() ? danger.when() : "that is put to the test",
                        says,
                        danger.step()))
                .orElse(danger)),
        needs,
        property);
  }
}
