package io.tarry.engine.store;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a search puts blocks that there is no memory for: a file, made at the first need. Without
 * one, the search has to end when its memory does. Safe for several threads.
 */
public final class SpillSpace implements Closeable {

  private final MemoryBudget memory;
  private final Optional<Supplier<SpillFile>> maker;
  private final List<Block> early = new ArrayList<>();
  private @Nullable SpillFile file;

  /**
   * Readies an overflow.
   *
   * @param maker makes the file, or absent if there may be none
   */
  public SpillSpace(MemoryBudget memory, Optional<Supplier<SpillFile>> maker) {
    this.memory = memory;
    this.maker = maker;
  }

  /** Whether it is time to use the file, and it may be used. */
  public boolean isNeeded() {
    return maker.isPresent() && memory.isTight();
  }

  /** Takes what has been found so far of a level that has not ended. */
  void add(Block block) {
    block.moveTo(file());
    synchronized (early) {
      early.add(block);
    }
  }

  /** The blocks that were added since this was last called. */
  public List<Block> takeEarly() {
    synchronized (early) {
      List<Block> taken = List.copyOf(early);
      early.clear();
      return taken;
    }
  }

  /** Moves what levels still have in memory. */
  public void move(List<Level> levels) {
    for (Level level : levels) {
      level.blocks().forEach(block -> memory.giveBack(block.moveTo(file())));
    }
  }

  /** The file; there may be one. */
  public synchronized SpillFile file() {
    SpillFile opened = file;
    if (opened == null) {
      opened = maker.orElseThrow().get();
      file = opened;
    }
    return opened;
  }

  /** Goes on with a file that was there before. */
  public synchronized void use(SpillFile opened) {
    file = opened;
  }

  @Override
  public synchronized void close() {
    SpillFile opened = file;
    if (opened != null) {
      opened.close();
    }
  }
}
