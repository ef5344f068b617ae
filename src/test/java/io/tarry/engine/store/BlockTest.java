package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A block of keys")
class BlockTest {

  @TempDir private Path folder;

  private static long[] keysOf(Block block) {
    Block.Reader reader = block.reader();
    return IntStream.range(0, block.size()).mapToLong(i -> reader.next()).toArray();
  }

  @ParameterizedTest(name = "of {0} and {1} takes {2} bytes")
  @CsvSource({
    "0, 1, 3",
    "0, 126, 3",
    "0, 127, 4", // the radix is 128
    "0, 128, 5",
    "100, 227, 4", // 127 apart, though 227 is more than seven bits hold
    "100, 228, 5",
    "16383, 32766, 7",
    "16384, 32768, 9",
    "4294967296, 8589934592, 3", // 1 and 2 in the high half
    "4294967296, 8589934593, 3",
    "4294967299, 545460846592, 4", // 1 and 3; 127 and 0
    "-4294967293, 3, 12", // -1 and 3; 0 and 3
    "-1, 0, 16", // a key below 0 is as far from 0 as can be
    "-9223372036854775808, 9223372036854775807, 25"
  })
  void is_as_long_as_its_radix_and_distances_need(long one, long other, int bytes) {
    Block block = Block.of(new long[] {other, one});

    assertThat(block.heapBytes()).isEqualTo(bytes + MemoryBudget.ARRAY_HEADER_BYTES);
    assertThat(keysOf(block)).containsExactly(one, other);
  }

  @Test
  void is_written_to_a_file_once_and_leaves_the_heap_when_it_moves() {
    try (SpillFile file = SpillFile.create(folder.resolve("blocks"))) {
      Block block = Block.of(new long[] {3, 1, 2});
      int inMemory = block.heapBytes();

      SpillFile.Extent extent = block.copyTo(file);
      assertThat(block.heapBytes()).isEqualTo(inMemory);
      assertThat(block.copyTo(file)).isSameAs(extent);
      assertThat(block.moveTo(file)).isEqualTo(inMemory);
      assertThat(block.heapBytes()).isZero();
      assertThat(block.moveTo(file)).isZero();

      assertThat(file.length()).isEqualTo(4);
      assertThat(keysOf(block)).containsExactly(1, 2, 3);
      assertThat(keysOf(Block.in(file, extent, 3))).containsExactly(1, 2, 3);
    }
  }

  @Test
  void that_was_changed_in_its_file_is_refused() throws Exception {
    Path path = folder.resolve("blocks");
    try (SpillFile file = SpillFile.create(path)) {
      Block block = Block.of(new long[] {1, 2, 3});
      block.moveTo(file);
      Files.write(path, new byte[] {4, 1, 1, 2});

      assertThatThrownBy(block::reader)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(path.toString())
          .hasMessageContaining("damaged");

      Files.write(path, new byte[] {4, 1, 1});
      assertThatThrownBy(block::reader)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("ends too early");
    }
  }

  @Test
  void in_a_file_that_was_reopened_is_read_again_and_what_came_later_is_gone() throws Exception {
    Path path = folder.resolve("blocks");
    SpillFile.Extent extent;
    try (SpillFile file = SpillFile.create(path)) {
      extent = Block.of(new long[] {1, 2, 3}).copyTo(file);
      Block.of(new long[] {4}).copyTo(file);
      file.force();
    }
    try (SpillFile file = SpillFile.reopen(path, 4)) {
      assertThat(Files.size(path)).isEqualTo(4);
      assertThat(keysOf(Block.in(file, extent, 3))).containsExactly(1, 2, 3);
      assertThat(Block.of(new long[] {5}).copyTo(file).offset()).isEqualTo(4);
    }
    assertThat(path).exists();
  }

  @Test
  void goes_to_the_end_of_a_file_that_was_read_at_another_place() {
    try (SpillFile file = SpillFile.create(folder.resolve("blocks"))) {
      Block first = Block.of(new long[] {1});
      Block second = Block.of(new long[] {2, 3});
      first.moveTo(file);
      second.moveTo(file);
      assertThat(keysOf(first)).containsExactly(1);
      Block third = Block.of(new long[] {4});
      third.moveTo(file);

      assertThat(keysOf(second)).containsExactly(2, 3);
      assertThat(keysOf(third)).containsExactly(4);
    }
  }

  @Test
  void in_a_temporary_file_is_gone_with_it() {
    Path path = folder.resolve("blocks");
    try (SpillFile file = SpillFile.createTemporary(path)) {
      Block block = Block.of(new long[] {1, 2, 3});
      block.moveTo(file);
      assertThat(keysOf(block)).containsExactly(1, 2, 3);
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void has_no_file_where_one_is_missing_or_in_the_way() throws Exception {
    Path path = folder.resolve("blocks");
    assertThatThrownBy(() -> SpillFile.reopen(path, 0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("there is no such file");

    Files.createFile(path);
    assertThatThrownBy(() -> SpillFile.createTemporary(path))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(path + " cannot be opened");
  }
}
