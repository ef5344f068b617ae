package io.tarry.engine;

import java.util.List;

/**
 * The keys of the states that the same number of steps reaches, and no fewer; in blocks, which
 * threads work through one by one.
 */
record Level(List<Block> blocks, long size) {

  Level {
    blocks = List.copyOf(blocks);
  }

  static Level of(List<Block> blocks) {
    return new Level(blocks, blocks.stream().mapToLong(Block::size).sum());
  }
}
