package io.tarry.engine.explore;

import io.tarry.engine.OutOfMemory;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.KeySet;
import io.tarry.engine.store.Level;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.NewKeys;
import io.tarry.engine.store.SpillSpace;
import io.tarry.engine.threads.WorkQueue;
import io.tarry.engine.threads.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;

/**
 * Gathers the keys that came new into a set, in ascending order, as the next level of a walk. So
 * neighbours are expanded one after the other, and what they have in common comes together.
 *
 * <p>Each partition is sorted by itself. A sample says where to cut the whole range into blocks of
 * about the same size.
 */
public final class LevelBuilder {

  private static final int BLOCK_KEYS_MAX = 1 << 16;
  private static final int SAMPLE_MAX = 1 << 14; // so many keys say where to cut
  private static final int BLOCKS_TO_SHARE = 16; // if they would not be too small

  // The last blocks are smaller, so that no thread waits long for the others when a level ends.
  private static final int LAST_BLOCKS = 2;
  private static final int SHARES_OF_LAST = 8; // if they would not be too small

  private final WorkerPool pool;
  private final KeySet keys;
  private final MemoryBudget memory;
  private final SpillSpace overflow;
  private final int blockKeysMin;

  public LevelBuilder(
      WorkerPool pool, KeySet keys, MemoryBudget memory, SpillSpace overflow, Granularity grain) {
    this.pool = pool;
    this.keys = keys;
    this.memory = memory;
    this.overflow = overflow;
    blockKeysMin = grain.keysABlock();
  }

  /** The keys added since this was last called; none if there is no memory for them. */
  public Optional<Level> level() {
    long count = keys.freshCount();
    int threads = pool.sizeFor(count);
    share(threads, keys.partitionCount(), part -> keys.partition(part).fresh().sort());
    long[] cuts = cuts(count);
    Block[] blocks = new Block[cuts.length + 1];
    share(threads, blocks.length, part -> blocks[part] = block(cuts, part));
    if (memory.isExhausted()) {
      return Optional.empty();
    }
    keys.forgetFresh();
    List<Block> all = new ArrayList<>(overflow.takeEarly());
    Arrays.stream(blocks).filter(block -> block.size() > 0).forEach(all::add);
    return Optional.of(Level.of(all));
  }

  private void share(int threads, int parts, IntConsumer task) {
    var shared = new WorkQueue(parts, memory::isExhausted);
    pool.work(threads, thread -> shared.take(task));
  }

  /** The least key of each block but the first, found by a sample; fewer if that is small. */
  private long[] cuts(long count) {
    long toShare = Math.min(BLOCKS_TO_SHARE, count / blockKeysMin);
    long blocks = Math.max(1, Math.max(toShare, count / BLOCK_KEYS_MAX));
    long shares = Math.max(1, Math.min(SHARES_OF_LAST, count / blocks / blockKeysMin));
    long all = blocks * shares;
    if (all == 1) {
      return new long[0]; // the many small levels of a small search
    }
    long[] sample = keys.freshSample((int) (1 + count / SAMPLE_MAX));
    return sample.length == 0
        ? new long[0]
        : LongStream.range(1, all)
            .filter(share -> share % shares == 0 || share > all - LAST_BLOCKS * shares)
            .map(share -> sample[(int) (share * sample.length / all)])
            .distinct()
            .toArray();
  }

  /** The fresh keys between two cuts. */
  private Block block(long[] cuts, int part) {
    try {
      Block block = Block.of(part(cuts, part));
      if (overflow.isNeeded()) {
        block.moveTo(overflow.file());
      }
      memory.take(block.heapBytes());
      return block;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return Block.of(new long[0]);
    }
  }

  private long[] part(long[] cuts, int part) {
    int[] from = new int[keys.partitionCount()];
    int[] to = new int[keys.partitionCount()];
    int count = 0;
    for (int i = 0; i < from.length; i++) {
      NewKeys fresh = keys.partition(i).fresh();
      from[i] = part == 0 ? 0 : fresh.below(cuts[part - 1]);
      to[i] = part == cuts.length ? fresh.count() : fresh.below(cuts[part]);
      count += to[i] - from[i];
    }
    long[] all = new long[count];
    int at = 0;
    for (int i = 0; i < from.length; i++) {
      at += keys.partition(i).fresh().copy(from[i], to[i], all, at);
    }
    return all;
  }
}
