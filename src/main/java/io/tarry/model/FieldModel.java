package io.tarry.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model whose state is made of named variables, packed to the bit. A subclass declares its
 * variables and steps in its constructor; packing, printing, comparing two states and naming
 * actions follow.
 *
 * <pre>{@code
 * final class Mutex extends FieldModel {
 *   final Domain<Integer> processes = Domain.range(1, 2);
 *   final Each<Integer, Flag> inside = each("inside", processes, this::flag);
 *   final Flag locked = flag("locked");
 *
 *   Mutex() {
 *     step("enter", processes)
 *         .when(p -> !locked.get())
 *         .then(p -> { locked.set(true); inside.at(p).set(true); });
 *     step("leave", processes)
 *         .when(p -> inside.at(p).get())
 *         .then(p -> { locked.set(false); inside.at(p).set(false); });
 *   }
 * }
 * }</pre>
 *
 * <p>The search makes as many instances as it needs; each is in one state at a time, and that is
 * what its variables read. The state that the constructor leaves behind is the initial one, unless
 * {@link #start} says otherwise. An instance that a claim or a run shows can be read and not be
 * changed; two instances are equal if they have the same variables and are in equal states.
 */
public abstract class FieldModel {

  /** The state that this is in. */
  long[] words = new long[1];

  /** Where the bits that are read are noted, if somebody wants to know. */
  long @Nullable [] lookedAt;

  /** Whether variables may be changed now. */
  boolean writable = true;

  private int bitsTaken;
  private boolean whole;
  private String bound = "";
  private long[] made = new long[1];
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Runnable> starts = new ArrayList<>();
  private final List<BooleanSupplier> ends = new ArrayList<>();
  private final Map<String, BooleanSupplier> bounds = new LinkedHashMap<>();

  /** For the constructor of a model, which declares everything. */
  protected FieldModel() {}

  /** A variable that is true or false; false at first. */
  protected final Flag flag(String name) {
    return declared(new Flag(this, name));
  }

  /** A variable that holds a number from the least to the greatest; the least at first. */
  protected final Counter counter(String name, int least, int greatest) {
    return declared(new Counter(this, name, least, greatest));
  }

  /** A variable that holds a value of the domain; its first at first. */
  protected final <T> Choice<T> choice(String name, Domain<T> domain) {
    return declared(new Choice<>(this, name, domain));
  }

  /** A variable that holds a constant of the enum; its first at first. */
  protected final <E extends Enum<E>> Choice<E> choice(String name, Class<E> type) {
    return choice(name, Domain.of(type));
  }

  /** A variable that holds a set of values of the domain; none at first. */
  protected final <T> Subset<T> subset(String name, Domain<T> domain) {
    return declared(new Subset<>(this, name, domain));
  }

  /** A variable that holds a set of constants of the enum; none at first. */
  protected final <E extends Enum<E>> Subset<E> subset(String name, Class<E> type) {
    return subset(name, Domain.of(type));
  }

  /** A variable that holds a queue of at most this many values of the domain; none at first. */
  protected final <T> Fifo<T> fifo(String name, int most, Domain<T> domain) {
    return declared(new Fifo<>(this, name, most, domain));
  }

  /** A variable that holds at most this many values of the domain, unordered; none at first. */
  protected final <T> Bag<T> bag(String name, int most, Domain<T> domain) {
    return declared(new Bag<>(this, name, most, domain));
  }

  /**
   * A variable for each value of the domain.
   *
   * @param make makes one, of the name that it gets: {@code at -> choice(at, At.class)}
   */
  protected final <I, V> Each<I, V> each(String name, Domain<I> indices, Function<String, V> make) {
    return new Each<>(name, indices, make);
  }

  /**
   * Puts the variables declared from here on into a new word. States whose words take few values
   * each, and vary by themselves, take less memory and time; what belongs together, such as all
   * that one process knows, belongs into a word.
   */
  protected final void newWord() {
    if (bitsTaken > 0) {
      bitsTaken = Long.SIZE;
    }
  }

  /** A step that is taken with no value. */
  protected final Step.Plain step(String name) {
    return declared(new Step.Plain(name));
  }

  /** A step that is taken with a value of these. */
  protected final <T> Step.With<T> step(String name, Values<T> values) {
    return declared(new Step.With<>(name, values));
  }

  /** A step that is taken with a value of each. */
  protected final <T, U> Step.WithTwo<T, U> step(String name, Values<T> first, Values<U> second) {
    return declared(new Step.WithTwo<>(name, first, second));
  }

  /** One initial state: what this makes of the state that the constructor left behind. */
  protected final void start(Runnable making) {
    requireOpen("a start");
    starts.add(making);
  }

  /**
   * States in which the model may end: there it is no deadlock if no step is possible. Unless this
   * is called, every state without a step is a deadlock.
   */
  protected final void mayEnd(BooleanSupplier condition) {
    requireOpen("an end");
    ends.add(condition);
  }

  /**
   * A bound of the model's own: a step to a state in which this is not so leads beyond it, and its
   * end is not looked at. Claims hold within the bound then.
   */
  protected final void bound(String name, BooleanSupplier within) {
    requireOpen("a bound");
    if (bounds.put(name, within) != null) {
      throw new IllegalArgumentException("two bounds are named '" + name + "'");
    }
  }

  /** Says, in the effect of a step, that it leads beyond a bound: its end is not looked at. */
  protected final void beyond(String name) {
    bound = name;
  }

  /**
   * Turns the state into its representative by changing variables; for {@link Check#reduced}.
   * States that differ only in which of several interchangeable parts is which must get the same
   * one. Does nothing unless a model overrides it.
   */
  protected void represent() {}

  private <V extends Variable> V declared(V variable) {
    requireOpen("a variable");
    if (variables.put(variable.name(), variable) != null) {
      throw new IllegalArgumentException("two variables are named '" + variable.name() + "'");
    }
    return variable;
  }

  private <S extends Step> S declared(S step) {
    requireOpen("a step");
    if (steps.stream().anyMatch(other -> other.name().equals(step.name()))) {
      throw new IllegalArgumentException("two steps are named '" + step.name() + "'");
    }
    steps.add(step);
    return step;
  }

  private void requireOpen(String what) {
    if (whole) {
      throw new IllegalStateException(what + " is declared in the constructor of a model only");
    }
  }

  /** Takes this many neighbouring bits of a word for a variable. */
  final Slot reserve(int width) {
    if (bitsTaken + width > Long.SIZE) {
      words = Arrays.copyOf(words, words.length + 1);
      bitsTaken = 0;
    }
    Slot slot = Slot.of(words.length - 1, bitsTaken, width);
    bitsTaken += width;
    return slot;
  }

  /** Ends the declarations. */
  final void ready() {
    if (whole) {
      throw new IllegalStateException("a model must be made anew each time it is asked for");
    }
    whole = true;
    writable = false;
    made = words.clone();
    int action = 0;
    for (Step step : steps) {
      if (!step.isWhole()) {
        throw new IllegalStateException(
            "the step '" + step.name() + "' does nothing: say what with then(...)");
      }
      action = step.numberFrom(action);
    }
  }

  final List<Step> steps() {
    return steps;
  }

  /** What makes the initial states, each from the state that the constructor left. */
  final List<Runnable> starts() {
    return starts.isEmpty() ? List.of(() -> {}) : starts;
  }

  /** The state that the constructor left. */
  final long[] made() {
    return made;
  }

  final Action action(int number) {
    Step found = steps.get(0);
    for (Step step : steps) {
      if (step.firstAction() <= number) {
        found = step;
      }
    }
    return found.action(number);
  }

  final boolean mayEndHere() {
    return ends.stream().anyMatch(BooleanSupplier::getAsBoolean);
  }

  /** The bound that the last effect led beyond; empty if there is none. Then it is forgotten. */
  final String takeBound() {
    String met = bound;
    bound = "";
    if (met.isEmpty() && !bounds.isEmpty()) {
      for (Map.Entry<String, BooleanSupplier> one : bounds.entrySet()) {
        if (!one.getValue().getAsBoolean()) {
          return one.getKey();
        }
      }
    }
    return met;
  }

  final void forgetBound() {
    bound = "";
  }

  /** Puts this in a state, which is not copied. */
  final void look(long[] state) {
    words = state;
  }

  /** What each variable holds. */
  final Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    variables.forEach((name, variable) -> values.put(name, variable.value()));
    return values;
  }

  @Override
  public final boolean equals(Object other) {
    noteAll();
    return other instanceof FieldModel model
        && model.getClass() == getClass()
        && model.variables.keySet().equals(variables.keySet())
        && Arrays.equals(model.words, words);
  }

  @Override
  public final int hashCode() {
    noteAll();
    return Arrays.hashCode(words);
  }

  private void noteAll() {
    if (lookedAt != null) {
      Arrays.fill(lookedAt, -1);
    }
  }

  /** All variables and what they hold. */
  @Override
  public final String toString() {
    return variables.values().stream().map(Variable::toString).collect(Collectors.joining(", "));
  }
}
