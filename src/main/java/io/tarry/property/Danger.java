package io.tarry.property;

import io.tarry.engine.StepTest;
import io.tarry.tcp.TcpModel;
import java.util.Optional;

/**
 * The event that a claim is about: the point at which it would break, if it could. A witness of the
 * claim meets it, and nothing breaks. That no run comes to it is worth saying, too.
 *
 * @param when what happens, in words that follow "a run in which"
 * @param shows what the last step of a run that meets it shows, in words
 * @param step the step with which it happens; none where that follows from the kind of the claim:
 *     its premise, the step to be reached, or the goal that follows a premise
 */
public record Danger(String when, String shows, Optional<StepTest<TcpModel>> step) {

  /** A danger that arises with such a step. */
  static Danger when(String when, Facts.Fact step, String shows) {
    return new Danger(when, shows, Optional.of(step.asTest()));
  }

  /** The danger that follows from the kind of the claim. */
  static Danger usual(String when, String shows) {
    return new Danger(when, shows, Optional.empty());
  }
}
