package io.tarry.model;

import java.util.List;

/**
 * A step from a known state.
 *
 * @param actions its action; none if it only begins a run
 * @param next the packed state after it; nothing if it leads beyond a bound
 * @param bound the bound that it leads beyond; empty if it leads beyond none
 */
// Justification: only handed from one method to another, and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Move<A>(int number, List<A> actions, long[] next, String bound) {

  A action() {
    return actions.get(0);
  }

  boolean isBeyond() {
    return !bound.isEmpty();
  }
}
