package io.tarry.model;

import io.tarry.engine.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the steps of a model of fields, in memory of its own. */
final class Stepping {

  private final FieldModel model;
  private final Bounds bounds;
  private final Step[] steps;
  private final @Nullable GuardCache[] guards; // of each step; none where it does not pay
  private final long[] before;
  private final long[] scratch;
  private boolean offering;

  Stepping(FieldModel model, Bounds bounds) {
    this.model = model;
    this.bounds = bounds;
    steps = model.steps().toArray(Step[]::new);
    guards = new GuardCache[steps.length];
    before = new long[model.words.length];
    scratch = new long[model.words.length];
    forget();
  }

  /** Asks each guard anew, whatever is remembered. */
  void forget() {
    for (int i = 0; i < steps.length; i++) {
      guards[i] = GuardCache.canRemember(steps[i]) ? new GuardCache(model, steps[i]) : null;
    }
  }

  /** Offers all steps from a state. */
  void from(long[] state, Model.Sink sink) {
    ready(state);
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      try {
        GuardCache known = guards[i];
        if (known == null) {
          for (int one = step.next(0); one >= 0; one = step.next(one + 1)) {
            take(step, one, sink);
          }
        } else {
          for (long left = known.enabled(before); left != 0; left &= left - 1) {
            take(step, Long.numberOfTrailingZeros(left), sink);
          }
          if (!known.pays()) {
            guards[i] = null;
          }
        }
      } catch (RuntimeException | AssertionError failure) {
        if (offering) {
          throw failure; // of whoever takes the steps, not of the model
        }
        throw new CarriedException.InModel(before.clone(), step.lookedAtAction(), failure);
      } finally {
        model.writable = false;
      }
    }
  }

  /** Offers what each start makes of the state that the model was made in. */
  void initially(long[] made, List<Runnable> starts, Model.Sink sink) {
    ready(made);
    try {
      for (Runnable start : starts) {
        model.writable = true;
        start.run();
        offer(Model.INITIAL, sink);
      }
    } catch (RuntimeException | AssertionError failure) {
      if (offering) {
        throw failure;
      }
      throw new CarriedException.InModel(new long[0], Model.INITIAL, failure);
    } finally {
      model.writable = false;
    }
  }

  private void ready(long[] state) {
    System.arraycopy(state, 0, before, 0, before.length);
    model.words = scratch;
    model.forgetBound();
    offering = false;
    restore();
  }

  private void take(Step step, int instance, Model.Sink sink) {
    model.writable = true;
    step.takeInstance(instance);
    offer(step.firstAction() + instance, sink);
  }

  private void offer(int action, Model.Sink sink) {
    model.writable = false;
    String bound = model.takeBound();
    offering = true;
    if (bound.isEmpty()) {
      sink.offer(action, scratch);
    } else {
      sink.beyond(action, bounds.met(bound));
    }
    offering = false;
    restore();
  }

  private void restore() {
    for (int i = 0; i < before.length; i++) {
      scratch[i] = before[i];
    }
  }
}
