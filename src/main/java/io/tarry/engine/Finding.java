package io.tarry.engine;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a search found out about one property.
 *
 * @param property its name
 * @param trace the counterexample of a violation, or the witness of what holds; none where there is
 *     no such run, or where the property names no witness. It was replayed through the model, is as
 *     short as possible, and is the same for every search of the same model: of the shortest runs
 *     it is the one with the smallest last state, then the smallest state before that, and so on,
 *     then the smallest action. (States are compared by their words as unsigned numbers, the first
 *     word first.) A run that breaks a claim about runs has an end or is a lasso. Of the shortest
 *     lassos, the way to the loop and the loop counted together, it is the one with the shortest
 *     way, then the smallest state that the loop begins in, and so on as above
 * @param witness of a claim that holds: the number, from 0, of the first of its {@linkplain
 *     Property#witnesses() witnesses} that any run comes to; none where no run comes to one
 */
public record Finding(
    String property, Verdict verdict, Optional<Trace> trace, OptionalInt witness) {

  /** A finding that rests on none of the witnesses that the property names. */
  public Finding(String property, Verdict verdict, Optional<Trace> trace) {
    this(property, verdict, trace, OptionalInt.empty());
  }
}
