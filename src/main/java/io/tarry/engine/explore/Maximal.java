package io.tarry.engine.explore;

import io.tarry.engine.Covering;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.Level;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateCompressor;
import io.tarry.engine.store.StateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The states that no other covers, of all levels so far. Of each level those alone are kept that
 * are covered neither by one of an earlier level nor by another of the same one: so runs stay
 * shortest, and nothing depends on the order in which states were found.
 */
final class Maximal {

  private static final int NONE = -1;
  private static final int LENGTH_MIN = 64;

  private final Covering covering;
  private final MemoryBudget memory;
  private final int groupWords;
  private final int ownWords;
  private final StateStore groups;
  private final long[] state;
  private final long[] group;

  /** The first state of each group, as a place below; then the next one of its group. */
  private int[] first = {};

  private int[] next = {};
  private int[] orderInLevel = {};
  private long[] own = {};
  private int count;
  private int free = NONE;

  Maximal(Covering covering, int words, MemoryBudget memory) {
    this.covering = covering;
    this.memory = memory;
    groupWords = covering.groupWords();
    ownWords = words - groupWords;
    groups = new StateStore(groupWords, memory);
    state = new long[words];
    group = new long[groupWords];
  }

  /** What of a level is to be expanded; nothing if there is no memory to say so. */
  Optional<Level> of(Level level, StateCompressor compressor) {
    BitSet covered = new BitSet();
    int order = 0;
    for (Block block : level.blocks()) {
      Block.Reader keys = block.reader();
      for (int i = block.size(); i > 0; i--) {
        compressor.unfold(keys.next(), state);
        if (!add(order, covered)) {
          return Optional.empty();
        }
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

  /** Adds the state that was unfolded, or says that it is covered; false if memory lacks. */
  private boolean add(int order, BitSet covered) {
    System.arraycopy(state, 0, group, 0, groupWords);
    int known = groups.size();
    int number = groups.numberOf(group);
    if (number < 0 || !makeRoom(number)) {
      memory.exhaust();
      return false;
    }
    if (groups.size() > known) {
      first[number] = NONE;
    }
    int previous = NONE;
    int place = first[number];
    while (place != NONE) {
      int following = next[place];
      if (covering.covers(own, place * ownWords, state, groupWords)) {
        covered.set(order);
        return true;
      }
      if (covering.covers(state, groupWords, own, place * ownWords)) {
        if (orderInLevel[place] != NONE) {
          covered.set(orderInLevel[place]);
        }
        unlink(number, previous, place);
      } else {
        previous = place;
      }
      place = following;
    }
    link(number, order);
    return true;
  }

  private void unlink(int number, int previous, int place) {
    if (previous == NONE) {
      first[number] = next[place];
    } else {
      next[previous] = next[place];
    }
    next[place] = free;
    orderInLevel[place] = NONE;
    free = place;
  }

  private void link(int number, int order) {
    int place = free == NONE ? count++ : free;
    free = free == NONE ? NONE : next[place];
    System.arraycopy(state, groupWords, own, place * ownWords, ownWords);
    next[place] = first[number];
    orderInLevel[place] = order;
    first[number] = place;
  }

  private boolean makeRoom(int number) {
    if (number >= first.length) {
      int longer = longer(first.length);
      if (!memory.take((long) Integer.BYTES * (longer - first.length))) {
        return false;
      }
      first = Arrays.copyOf(first, longer);
    }
    if (free == NONE && count == next.length) {
      int longer = longer(next.length);
      long each = 2L * Integer.BYTES + (long) Long.BYTES * ownWords;
      if ((long) longer * ownWords > Integer.MAX_VALUE - 8
          || !memory.take(each * (longer - next.length))) {
        return false;
      }
      next = Arrays.copyOf(next, longer);
      orderInLevel = Arrays.copyOf(orderInLevel, longer);
      own = Arrays.copyOf(own, longer * ownWords);
    }
    return true;
  }

  private static int longer(int length) {
    return Math.max(LENGTH_MIN, length + (length >>> 1));
  }
}
