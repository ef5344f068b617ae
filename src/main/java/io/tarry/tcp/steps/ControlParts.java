package io.tarry.tcp.steps;

import io.tarry.tcp.world.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of controls, numbered: each end of a connection, and all else. A control is its parts,
 * and each takes far fewer values than they take together.
 */
final class ControlParts {

  private final long[][] masks;
  private final List<WordsMap<Integer>> numbers = new ArrayList<>();
  private final List<List<long[]>> values = new ArrayList<>();
  private long[] scratch;

  ControlParts(Layout layout) {
    masks = layout.partMasks();
    for (int i = 0; i < masks.length; i++) {
      numbers.add(new WordsMap<>());
      values.add(new ArrayList<>());
    }
    scratch = new long[layout.controlWords()];
  }

  /** The part that belongs to no end of a connection. */
  int shared() {
    return masks.length - 1;
  }

  /** The number of each part of a control. */
  int[] of(long[] control) {
    int[] all = new int[masks.length];
    for (int part = 0; part < all.length; part++) {
      all[part] = of(part, control);
    }
    return all;
  }

  /** The number, from 0, of one of them. */
  int of(int part, long[] control) {
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] = control[i] & masks[part][i];
    }
    Integer known = numbers.get(part).get(scratch);
    return known != null ? known : enter(part);
  }

  private int enter(int part) {
    int number = values.get(part).size();
    numbers.get(part).add(scratch, number);
    values.get(part).add(scratch);
    scratch = new long[scratch.length];
    return number;
  }

  /** Gives a part of a control another value. */
  void put(int part, int number, long[] control) {
    long[] value = values.get(part).get(number);
    for (int i = 0; i < control.length; i++) {
      control[i] = (control[i] & ~masks[part][i]) | value[i];
    }
  }
}
