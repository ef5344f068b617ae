package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import java.util.List;

/**
 * Sequence numbers.
 *
 * @param window the receive window of both ends, in bytes
 * @param isnApart how far apart the initial sequence numbers of a 4-tuple are; if less than the
 *     window, old numbers can be valid ones of the next connection
 */
public record Numbers(int window, int isnApart) {

  /** As a file has them that says nothing of them. */
  public static final Numbers USUAL = new Numbers(8, 500);

  /** As small as both can be. */
  public static final Numbers LEAST = new Numbers(1, 1);

  Draft in(Draft draft) {
    Draft changed = window == USUAL.window ? draft : draft.with(List.of("window"), window);
    return isnApart == USUAL.isnApart ? changed : changed.with(List.of("isnApart"), isnApart);
  }
}
