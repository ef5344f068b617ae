package io.tarry.engine.store;

/**
 * A form that most keys of a set have, so that less than the whole of them has to be kept. They are
 * mixed by a bijection; the first {@link KeySet#PREFIX_BITS} bits of the mixed key say which
 * partition is its own.
 */
sealed interface KeyForm permits ShortKeys, GroupedKeys {

  /** Whether a key is of this form. */
  boolean has(long key);

  /** Mixes a key of this form. */
  long mix(long key);

  /** Makes the empty partition of that number. */
  Partition partition(int number, MemoryBudget memory, SpillSpace overflow);
}
