package io.tarry.property;

import io.tarry.engine.StepTest;
import io.tarry.tcp.TcpModel;
import java.util.Optional;

/**
 * The event that a claim is about: where it would break, if it could. A witness of the claim meets
 * it, and nothing breaks. Where no run comes to it, that says more than any run.
 *
 * @param when what happens then, for people; it goes on after "a run in which"
 * @param shows what the last step of a run shows that meets it, for people
 * @param step the step with which it happens; none where the kind of the claim says that: its
 *     premise, the goal of what is to be reached, what comes at last of what has begun
 */
public record Danger(String when, String shows, Optional<StepTest<TcpModel>> step) {

  /** One that happens with such a step. */
  static Danger when(String when, Facts.Fact step, String shows) {
    return new Danger(when, shows, Optional.of(step.asTest()));
  }

  /** What the kind of the claim says. */
  static Danger usual(String when, String shows) {
    return new Danger(when, shows, Optional.empty());
  }
}
