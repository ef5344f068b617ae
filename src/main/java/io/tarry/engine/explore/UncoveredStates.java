package io.tarry.engine.explore;

import io.tarry.engine.Covering;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.Level;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.PrefixCompression;
import io.tarry.engine.store.WordsInterner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The states of all levels so far that no other covers. Of each level it keeps only the states that
 * no state of an earlier level and no other state of the same level covers. So runs stay shortest,
 * and nothing depends on the order in which states were found.
 */
final class UncoveredStates {

  private static final int NONE = -1;
  private static final int LENGTH_MIN = 64;

  private final Covering covering;
  private final MemoryBudget memory;
  private final WordsInterner rests;

  /** The first state of each group, as a place below; then the next one of its group. */
  private int[] first = {};

  private int[] next = {};
  private int[] orderInLevel = {};
  private int[] rest = {};
  private int count;
  private int free = NONE;

  /** Makes it for states that are compressed by their groups. */
  UncoveredStates(Covering covering, WordsInterner rests, MemoryBudget memory) {
    this.covering = covering;
    this.rests = rests;
    this.memory = memory;
  }

  /** The states of a level that are to be expanded; empty if there is no memory to find them. */
  Optional<Level> of(Level level) {
    BitSet covered = new BitSet();
    int order = 0;
    for (Block block : level.blocks()) {
      Block.Reader keys = block.reader();
      for (int i = block.size(); i > 0; i--) {
        long key = keys.next();
        int group = PrefixCompression.group(key);
        if (!makeRoom(group)) {
          memory.exhaust();
          return Optional.empty();
        }
        add(group, PrefixCompression.rest(key), order, covered);
        order++;
      }
    }
    Arrays.fill(orderInLevel, 0, count, NONE);
    return covered.isEmpty() ? Optional.of(level) : without(covered, level);
  }

  private Optional<Level> without(BitSet covered, Level level) {
    List<Block> blocks = new ArrayList<>();
    int order = 0;
    for (Block block : level.blocks()) {
      long[] kept = new long[block.size()];
      int size = 0;
      Block.Reader keys = block.reader();
      for (int i = block.size(); i > 0; i--) {
        long key = keys.next();
        if (!covered.get(order++)) {
          kept[size++] = key;
        }
      }
      memory.giveBack(block.heapBytes());
      if (size > 0) {
        Block smaller = Block.of(kept, size);
        if (!memory.take(smaller.heapBytes())) {
          return Optional.empty();
        }
        blocks.add(smaller);
      }
    }
    return Optional.of(Level.of(blocks));
  }

  private void add(int group, int added, int order, BitSet covered) {
    long[] array = rests.array(added);
    int at = rests.placeInArray(added);
    int previous = NONE;
    int place = first[group];
    while (place != NONE) {
      int following = next[place];
      long[] other = rests.array(rest[place]);
      int otherAt = rests.placeInArray(rest[place]);
      if (covering.covers(other, otherAt, array, at)) {
        covered.set(order);
        return;
      }
      if (covering.covers(array, at, other, otherAt)) {
        if (orderInLevel[place] != NONE) {
          covered.set(orderInLevel[place]);
        }
        unlink(group, previous, place);
      } else {
        previous = place;
      }
      place = following;
    }
    link(group, added, order);
  }

  private void unlink(int group, int previous, int place) {
    if (previous == NONE) {
      first[group] = next[place];
    } else {
      next[previous] = next[place];
    }
    next[place] = free;
    orderInLevel[place] = NONE;
    free = place;
  }

  private void link(int group, int added, int order) {
    int place = free == NONE ? count++ : free;
    free = free == NONE ? NONE : next[place];
    rest[place] = added;
    next[place] = first[group];
    orderInLevel[place] = order;
    first[group] = place;
  }

  private boolean makeRoom(int group) {
    if (group >= first.length) {
      int before = first.length;
      int longer = longer(group);
      if (!memory.take((long) Integer.BYTES * (longer - before))) {
        return false;
      }
      first = Arrays.copyOf(first, longer);
      Arrays.fill(first, before, longer, NONE);
    }
    if (free == NONE && count == next.length) {
      int longer = longer(count);
      if (!memory.take(3L * Integer.BYTES * (longer - count))) {
        return false;
      }
      next = Arrays.copyOf(next, longer);
      orderInLevel = Arrays.copyOf(orderInLevel, longer);
      rest = Arrays.copyOf(rest, longer);
    }
    return true;
  }

  private static int longer(int length) {
    return Math.max(LENGTH_MIN, length + (length >>> 1) + 1);
  }
}
