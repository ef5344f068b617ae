package io.tarry.model;

import io.tarry.engine.Symmetry;
import java.util.function.Supplier;

/** A model of fields as the engine sees it: one instance steps, and two are looked at. */
final class PackedFields<M extends FieldModel> extends PackedModel<M, Action> {

  private final Supplier<? extends M> make;
  private final Bounds bounds;
  private final M model;
  private final M before;
  private final M after;
  private final Stepping stepping;

  PackedFields(Supplier<? extends M> make, Bounds bounds) {
    this.make = make;
    this.bounds = bounds;
    model = made();
    before = made();
    after = made();
    stepping = new Stepping(model, bounds);
  }

  private M made() {
    M one = make.get();
    one.ready();
    return one;
  }

  @Override
  public int words() {
    return model.made().length;
  }

  @Override
  public void initialStates(Sink sink) {
    stepping.initially(model.made(), model.starts(), sink);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    stepping.from(state, sink);
  }

  @Override
  M before(long[] state) {
    before.look(state);
    return before;
  }

  @Override
  M after(long[] state) {
    after.look(state);
    return after;
  }

  @Override
  Action action(int number) {
    return model.action(number);
  }

  @Override
  String actionText(long[] state, int number) {
    return action(number).toString();
  }

  @Override
  M keep(long[] state) {
    M kept = made();
    kept.look(state.clone());
    return kept;
  }

  @Override
  boolean mayEnd(long[] state) {
    return after(state).mayEndHere();
  }

  @Override
  void forget() {
    stepping.forget();
  }

  @Override
  Symmetry symmetry() {
    M representing = made();
    return state -> {
      representing.look(state);
      representing.writable = true;
      representing.represent();
      representing.writable = false;
    };
  }

  @Override
  Bounds bounds() {
    return bounds;
  }
}
