package io.tarry.engine;

import io.tarry.engine.monitor.FailedStep;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the run to where a search failed. */
final class FailureTraceFinder<M extends Model> {

  private final Supplier<? extends M> models;
  private final Limits limits;

  FailureTraceFinder(Supplier<? extends M> models, Limits limits) {
    this.models = models;
    this.limits = limits;
  }

  /**
   * A shortest run to there. Nothing where no step failed, or where a model that fails to keep its
   * contract does not lead there any more: then what was thrown has to do without.
   */
  Optional<FailureTrace> place(Throwable failure) {
    return FailedStep.of(failure)
        .flatMap(step -> runTo(step.state()).map(run -> new FailureTrace(run, step.action())));
  }

  private Optional<Trace> runTo(long[] state) {
    Property<M> there =
        Property.reachable("there", (model, before, action, after) -> Arrays.equals(after, state));
    try {
      // Not reduced: a state that stands for others need not be the one that a step leads to.
      return Search.<M>of(models).within(limits).untilDecided().run(there).finding("there").trace();
    } catch (RuntimeException | AssertionError failsAgain) {
      return Optional.empty();
    }
  }
}
