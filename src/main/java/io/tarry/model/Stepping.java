package io.tarry.model;

import io.tarry.engine.Model;
import java.util.List;

/** Takes the steps of a model of fields, in memory of its own. */
final class Stepping {

  private final FieldModel model;
  private final List<Step> steps;
  private final Bounds bounds;
  private final long[] before;
  private final long[] scratch;
  private Model.Sink sink = new Nowhere();
  private int action = Model.INITIAL;
  private boolean offering;

  Stepping(FieldModel model, Bounds bounds) {
    this.model = model;
    this.bounds = bounds;
    steps = model.steps();
    before = new long[model.words.length];
    scratch = new long[model.words.length];
  }

  /** Offers all steps from a state. */
  void from(long[] state, Model.Sink to) {
    System.arraycopy(state, 0, before, 0, before.length);
    sink = to;
    guarded(() -> {
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).takeAll(this);
      }
    });
  }

  /** Offers what each start makes of the state that the model was made in. */
  void initially(long[] made, List<Runnable> starts, Model.Sink to) {
    System.arraycopy(made, 0, before, 0, before.length);
    sink = to;
    guarded(() -> {
      at(Model.INITIAL);
      for (Runnable start : starts) {
        begin();
        start.run();
        end();
      }
    });
  }

  private void guarded(Runnable taking) {
    model.words = scratch;
    model.forgetBound();
    restore();
    try {
      taking.run();
    } catch (RuntimeException | AssertionError failure) {
      if (offering) {
        offering = false;
        throw failure; // of whoever takes the steps, not of the model
      }
      long[] from = action == Model.INITIAL ? new long[0] : before.clone();
      throw new Failure.InModel(from, action, failure);
    } finally {
      model.writable = false;
    }
  }

  /** The action of that number is looked at. */
  void at(int number) {
    action = number;
  }

  /** The action is taken: now the model may be changed. */
  void begin() {
    model.writable = true;
  }

  /** The action is done. */
  void end() {
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
    System.arraycopy(before, 0, scratch, 0, before.length);
  }

  private static final class Nowhere implements Model.Sink {
    @Override
    public void offer(int action, long[] next) {}

    @Override
    public void beyond(int action, String limit) {}
  }
}
