package io.tarry.engine.store;

/** One share of a {@link KeySet}: those keys whose mixed form begins with the same bits. */
public abstract sealed class Partition permits HashPartition, GroupedPartition {

  /*
   * A look-up in a large table waits for main memory most of its time. So addAll reads what it will
   * look at for all keys first, which the processor does for many at once: the group prefetching
   * of [1].
   *
   * [1] Chen, Ailamaki, Gibbons, Mowry: Improving Hash Join Performance through Prefetching, ICDE
   *     2004
   */

  private final NewKeys fresh;

  @SuppressWarnings("UnusedVariable")
  private long touched; // keeps the reads that only fetch from being optimized away

  /** Makes an empty one, with the list of those that will come new. */
  Partition(NewKeys fresh) {
    this.fresh = fresh;
  }

  /** Those that came new. */
  public final NewKeys fresh() {
    return fresh;
  }

  /** How many keys there are; an estimate while other threads add some. */
  abstract int size();

  /**
   * Adds those that are not there yet. When memory runs out the rest is left out: the memory is
   * exhausted then.
   */
  final synchronized void addAll(long[] mixedKeys, int count) {
    touched = fetch(mixedKeys, count);
    add(mixedKeys, count);
  }

  /** Reads what these keys will be compared with; what that is, all together, says nothing. */
  abstract long fetch(long[] mixedKeys, int count);

  /** Does what {@link #addAll} promises. */
  abstract void add(long[] mixedKeys, int count);

  /** Adds an old key that is not there; nothing else is added at the time. */
  abstract void restore(long mixedKey);

  /** All keys; not where keys are compact. */
  abstract long[] keys();

  /** Gives its memory back; it must not be used any more. */
  final void discard() {
    giveBack();
    fresh.discard();
  }

  /** Gives back what it takes besides the list of those that came new. */
  abstract void giveBack();
}
