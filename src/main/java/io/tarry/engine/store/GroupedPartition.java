package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;

/** A partition of {@link GroupedKeys}: a set of members for each group. */
final class GroupedPartition extends Partition {

  /*
   * A list of groups, by their numbers, and for each the set of its members, see MemberSets. So a
   * key takes the two bytes of its member, of a table that is 44 to 87 % full, and its part of the
   * eight bytes that a group takes in the list.
   *
   * Keys that came new together often have a group in common, and then the line of the processor's
   * cache in which its members are. The list of one partition is small enough to stay in the cache
   * while 256 keys are looked up.
   */

  private static final int GROUPS_MIN = 16;

  private final int number;
  private final MemoryBudget memory;
  private final MemberSets sets;
  private long[] groups = {}; // the set of each, by its number; those from the end on are empty
  private int size;

  GroupedPartition(int number, MemoryBudget memory, SpillSpace overflow) {
    super(new NewKeys(GroupedKeys::unmixed, memory, overflow));
    this.number = number;
    this.memory = memory;
    sets = new MemberSets(memory);
  }

  @Override
  int size() {
    return size;
  }

  @Override
  long fetch(long[] mixedKeys, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      int group = GroupedKeys.groupIn(mixedKeys[i]);
      if (group < groups.length) {
        sum += sets.fetch(groups[group], GroupedKeys.member(mixedKeys[i]));
      }
    }
    return sum;
  }

  @Override
  void add(long[] mixedKeys, int count) {
    for (int i = 0; i < count; i++) {
      int group = GroupedKeys.groupIn(mixedKeys[i]);
      int member = GroupedKeys.member(mixedKeys[i]);
      boolean isThere = group < groups.length && sets.has(groups[group], member);
      if (!isThere && fresh().add(mixedKeys[i])) {
        enter(group, member);
      }
    }
  }

  @Override
  void restore(long mixedKey) {
    enter(GroupedKeys.groupIn(mixedKey), GroupedKeys.member(mixedKey));
  }

  private void enter(int group, int member) {
    if (group >= groups.length && !growTo(group + 1)) {
      return;
    }
    long larger = sets.with(groups[group], member);
    if (larger != MemberSets.EMPTY) {
      groups[group] = larger;
      size++;
    }
  }

  private boolean growTo(int least) {
    int more = Math.max(Math.max(GROUPS_MIN, least), groups.length + (groups.length >>> 2));
    if (!memory.take(bytes(more) - bytes(groups.length))) {
      return false;
    }
    try {
      groups = Arrays.copyOf(groups, more);
      return true;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return false;
    }
  }

  @Override
  long[] keys() {
    long[] keys = new long[size];
    int[] members = new int[Math.min(size, MemberSets.MEMBERS)];
    int count = 0;
    for (int group = 0; group < groups.length; group++) {
      int there = sets.list(groups[group], members);
      for (int i = 0; i < there; i++) {
        keys[count++] = GroupedKeys.unmixed(GroupedKeys.mixed(number, group, members[i]));
      }
    }
    return keys;
  }

  @Override
  void giveBack() {
    memory.giveBack(bytes(groups.length));
    sets.giveBack();
  }

  private static long bytes(int length) {
    return length == 0 ? 0 : (long) Long.BYTES * length + MemoryBudget.ARRAY_HEADER_BYTES;
  }
}
