package io.tarry.tcp.world;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Section} of kind S states of one of its fields: its name, its range, when it
 * exists, how it ages, and whether it outlives a reset. All of them are numbers; a flag is 0 or 1,
 * and a choice is the ordinal of one of its constants. A field that no longer matters is 0.
 *
 * <p>A record, since the JIT compiler takes the components of a constant record for constants, and
 * a search spends much of its time in {@link Section#get}.
 *
 * @param name as RFC 9293 or the code calls it
 * @param place where it is among those of its section
 * @param coding how it becomes bits
 * @param stated all else
 */
public record Field<S extends Section<S>>(
    String name, int place, Coding coding, Statement<S> stated) {

  /** How a number becomes bits of a state. */
  public enum Coding {
    /** As it is. */
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

  /** Where and how a field is there. */
  public static final class Statement<S> {

    private final ToIntFunction<SectionPlace> most;
    private final Enum<?>[] constants;
    private Predicate<SectionPlace> exists = at -> true;
    private boolean outlives;
    private @Nullable Ageing<S> ageing;

    Statement(ToIntFunction<SectionPlace> most, Enum<?>... constants) {
      this.most = most;
      this.constants = constants;
    }
  }

  /** It exists only there. */
  Field<S> when(Predicate<SectionPlace> there) {
    stated.exists = stated.exists.and(there);
    return this;
  }

  Field<S> ages(Ageing<S> so) {
    stated.ageing = so;
    return this;
  }

  /** It stays as it is when its section is reset. */
  Field<S> outlivesReset() {
    stated.outlives = true;
    return this;
  }

  boolean outlives() {
    return stated.outlives;
  }

  Optional<Ageing<S>> ageing() {
    return Optional.ofNullable(stated.ageing);
  }

  boolean exists(SectionPlace at) {
    return stated.exists.test(at);
  }

  /** The largest number there. */
  int most(SectionPlace at) {
    return stated.most.applyAsInt(at);
  }

  /** The number that stands for a constant of a choice. */
  int number(Enum<?> constant) {
    int number = constant.ordinal();
    Enum<?>[] constants = stated.constants;
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
    boolean choice = value < stated.constants.length;
    return " " + name + "=" + (choice ? stated.constants[value] : value);
  }
}
