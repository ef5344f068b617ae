package io.tarry.engine.store;

import java.util.List;

/**
 * The keys of the states that the same number of steps reaches, and no fewer; in blocks, which
 * threads work through one by one.
 */
public record Level(List<Block> blocks, long size) {

  public Level {
    blocks = List.copyOf(blocks);
  }

  public static Level of(List<Block> blocks) {
    return new Level(blocks, blocks.stream().mapToLong(Block::size).sum());
  }
}
