package io.tarry.tcp.world;

import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Section} of kind S states of one of its fields: its name, its range, when it
 * exists, how it ages, and whether it outlives a reset. All of them are numbers; a flag is 0 or 1,
 * and a choice is the ordinal of one of its constants. A field that no longer matters is 0.
 */
public final class Field<S extends Section<S>> {

  /** How a number becomes bits of a state. */
  enum Coding {
    PLAIN,
    /** A sequence number that this end counts. */
    OURS,
    /** A sequence number that the peer counts. */
    PEERS,
    /** A running time, see {@link Timer}. */
    TIMER,
    /** What is left of a budget: what has been used of it is packed. */
    BUDGET
  }

  /** What becomes of a field in one tick. */
  @FunctionalInterface
  interface Ageing<S> {
    int older(int value, S section, NextTick tick);
  }

  final String name;

  /** Where it is among those of its section. */
  final int place;

  final Coding coding;

  private final ToIntFunction<Place> most;
  private final Enum<?>[] constants;
  private Predicate<Place> exists = at -> true;
  private boolean outlives;
  @Nullable Ageing<S> ageing;

  Field(String name, int place, Coding coding, ToIntFunction<Place> most, Enum<?>... constants) {
    this.name = name;
    this.place = place;
    this.coding = coding;
    this.most = most;
    this.constants = constants;
  }

  /** It exists only there. */
  Field<S> when(Predicate<Place> there) {
    exists = exists.and(there);
    return this;
  }

  Field<S> ages(Ageing<S> so) {
    ageing = so;
    return this;
  }

  /** It stays as it is when its section is reset. */
  Field<S> outlivesReset() {
    outlives = true;
    return this;
  }

  boolean outlives() {
    return outlives;
  }

  boolean exists(Place at) {
    return exists.test(at);
  }

  /** The largest number there. */
  int most(Place at) {
    return most.applyAsInt(at);
  }

  /** The number that stands for a constant of a choice. */
  int number(Enum<?> constant) {
    int number = constant.ordinal();
    if (number >= constants.length || constants[number] != constant) {
      throw new IllegalArgumentException(name + " cannot be " + constant);
    }
    return number;
  }

  /** For debugging; nothing where it is 0. */
  String text(int value) {
    if (value == 0) {
      return "";
    }
    boolean choice = constants.length > 0 && value < constants.length;
    return " " + name + "=" + (choice ? constants[value] : value);
  }
}
