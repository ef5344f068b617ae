package io.tarry.engine.store;

/**
 * Keys whose low half is less than {@link MemberSets#MEMBERS}. The high half is their group, the
 * low half says which member of it they are. The low bits of the group's number say which partition
 * has it, since groups that are numbered one after the other are often met together.
 */
final class GroupedKeys implements KeyForm {

  // A mixed key: the partition, the number of the group in it, the member.
  private static final int PARTITION_BITS = KeySet.PREFIX_BITS;
  private static final int PARTITION_SHIFT = Long.SIZE - PARTITION_BITS;
  private static final long LOW = 0xFFFF_FFFFL;

  @Override
  public boolean has(long key) {
    return (key & LOW) < MemberSets.MEMBERS;
  }

  @Override
  public long mix(long key) {
    return (key >>> Integer.SIZE << PARTITION_SHIFT)
        | (key >>> (Integer.SIZE + PARTITION_BITS) << Integer.SIZE)
        | (key & LOW);
  }

  @Override
  public Partition partition(int number, MemoryBudget memory, SpillSpace overflow) {
    return new GroupedPartition(number, memory, overflow);
  }

  static long unmixed(long mixedKey) {
    return ((long) groupIn(mixedKey) << (Integer.SIZE + PARTITION_BITS))
        | (mixedKey >>> PARTITION_SHIFT << Integer.SIZE)
        | (mixedKey & LOW);
  }

  /** The number of its group among those of its partition. */
  static int groupIn(long mixedKey) {
    return (int) (mixedKey << PARTITION_BITS >>> (Integer.SIZE + PARTITION_BITS));
  }

  static int member(long mixedKey) {
    return (int) mixedKey;
  }

  static long mixed(int partition, int groupIn, int member) {
    return ((long) partition << PARTITION_SHIFT) | ((long) groupIn << Integer.SIZE) | member;
  }
}
