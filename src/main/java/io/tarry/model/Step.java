package io.tarry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A step of a {@link FieldModel}: when it may be taken, and what it does.
 *
 * <p>A guard depends on variables of its model and on what the step is taken with, on nothing else:
 * its answer is remembered, and it is not asked again where what it looked at is the same.
 */
public abstract class Step {

  private final String name;
  private int firstAction;
  int lookedAt; // the instance
  private final List<@Nullable Action> actions = new ArrayList<>();

  Step(String name) {
    this.name = name;
  }

  /** What it is called in runs. */
  public final String name() {
    return name;
  }

  /** Gives the actions of this step their numbers, from this one on; returns the next free one. */
  final int numberFrom(int first) {
    firstAction = first;
    return Math.addExact(first, count());
  }

  final int firstAction() {
    return firstAction;
  }

  /** The action with that number, which is one of this step. */
  final Action action(int number) {
    int index = number - firstAction;
    while (actions.size() <= index) {
      actions.add(null);
    }
    Action known = actions.get(index);
    if (known == null) {
      known = new Action(name, values(index));
      actions.set(index, known);
    }
    return known;
  }

  /** How many actions the step has: one for each value that it can be taken with. */
  abstract int count();

  /** What the step is taken with in the action of that number, counted from 0 for each step. */
  abstract List<Object> values(int index);

  /** Whether it was said what the step does. */
  abstract boolean isWhole();

  /**
   * The first instance of the step that is enabled, from this one on; -1 if there is none. An
   * instance is the number of an action, counted from 0 for each step.
   */
  abstract int next(int from);

  /** Takes that instance of the step. */
  final void takeInstance(int instance) {
    lookedAt = instance;
    take(instance);
  }

  abstract void take(int instance);

  /** The number of the action that is looked at, or was last. */
  final int lookedAtAction() {
    return firstAction + lookedAt;
  }

  /** A step that is taken with no value. */
  public static final class Plain extends Step {

    private @Nullable BooleanSupplier guard;
    private @Nullable Runnable effect;

    Plain(String name) {
      super(name);
    }

    /** It may be taken when this is so; always, if nothing is said. */
    public Plain when(BooleanSupplier condition) {
      BooleanSupplier before = guard;
      guard = before == null ? condition : () -> before.getAsBoolean() && condition.getAsBoolean();
      return this;
    }

    /** What it does. */
    public Plain then(Runnable doing) {
      requireNothingSaid(effect);
      effect = doing;
      return this;
    }

    @Override
    int count() {
      return 1;
    }

    @Override
    List<Object> values(int index) {
      return List.of();
    }

    @Override
    boolean isWhole() {
      return effect != null;
    }

    @Override
    int next(int from) {
      lookedAt = 0;
      return from == 0 && (guard == null || guard.getAsBoolean()) ? 0 : -1;
    }

    @Override
    void take(int index) {
      if (effect != null) {
        effect.run();
      }
    }
  }

  /** A step that is taken with a value. */
  public static final class With<T> extends Step {

    private final Values<T> source;
    private final Domain<T> domain;
    private @Nullable Predicate<? super T> guard;
    private @Nullable Consumer<? super T> effect;

    With(String name, Values<T> source) {
      super(name);
      this.source = source;
      domain = source.domain();
    }

    /** It may be taken with the values for which this is so; with any, if nothing is said. */
    public With<T> when(Predicate<? super T> condition) {
      Predicate<? super T> before = guard;
      guard = before == null ? condition : value -> before.test(value) && condition.test(value);
      return this;
    }

    /** What it does. */
    public With<T> then(Consumer<? super T> doing) {
      requireNothingSaid(effect);
      effect = doing;
      return this;
    }

    @Override
    int count() {
      return domain.size();
    }

    @Override
    List<Object> values(int index) {
      return List.of(domain.value(index));
    }

    @Override
    boolean isWhole() {
      return effect != null;
    }

    @Override
    int next(int from) {
      for (int i = source.next(from); i >= 0; i = source.next(i + 1)) {
        lookedAt = i;
        if (guard == null || guard.test(domain.value(i))) {
          return i;
        }
      }
      return -1;
    }

    @Override
    void take(int index) {
      if (effect != null) {
        effect.accept(domain.value(index));
      }
    }
  }

  /** A step that is taken with two values. */
  public static final class WithTwo<T, U> extends Step {

    private final Values<T> source;
    private final Values<U> second;
    private @Nullable BiPredicate<? super T, ? super U> guard;
    private @Nullable BiConsumer<? super T, ? super U> effect;

    WithTwo(String name, Values<T> source, Values<U> second) {
      super(name);
      this.source = source;
      this.second = second;
    }

    /** It may be taken with the values for which this is so; with any, if nothing is said. */
    public WithTwo<T, U> when(BiPredicate<? super T, ? super U> condition) {
      BiPredicate<? super T, ? super U> before = guard;
      guard = before == null ? condition : (a, b) -> before.test(a, b) && condition.test(a, b);
      return this;
    }

    /** What it does. */
    public WithTwo<T, U> then(BiConsumer<? super T, ? super U> doing) {
      requireNothingSaid(effect);
      effect = doing;
      return this;
    }

    @Override
    int count() {
      return Math.multiplyExact(source.domain().size(), second.domain().size());
    }

    @Override
    List<Object> values(int index) {
      int width = second.domain().size();
      return List.of(source.domain().value(index / width), second.domain().value(index % width));
    }

    @Override
    boolean isWhole() {
      return effect != null;
    }

    @Override
    int next(int from) {
      int width = second.domain().size();
      for (int i = source.next(from / width); i >= 0; i = source.next(i + 1)) {
        T value = source.domain().value(i);
        int first = i == from / width ? from % width : 0;
        for (int j = second.next(first); j >= 0; j = second.next(j + 1)) {
          lookedAt = i * width + j;
          if (guard == null || guard.test(value, second.domain().value(j))) {
            return lookedAt;
          }
        }
      }
      return -1;
    }

    @Override
    void take(int index) {
      int width = second.domain().size();
      if (effect != null) {
        effect.accept(source.domain().value(index / width), second.domain().value(index % width));
      }
    }
  }

  final void requireNothingSaid(@Nullable Object effect) {
    if (effect != null) {
      throw new IllegalStateException("it was said twice what the step '" + name + "' does");
    }
  }
}
