package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import io.tarry.bench.Close;
import io.tarry.cli.Main;
import io.tarry.engine.store.Interner;
import io.tarry.engine.store.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that is too large for its JVM, in a JVM of its own. */
class SmallHeapTest {

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC"})
  void ends_undecided_and_not_out_of_memory(String collector)
      throws IOException, InterruptedException {
    Process process = OtherJvm.start(TooLarge.class, List.of("-Xmx24m", collector), List.of());
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.trim())
        .isEqualTo("UNDECIDED memory, reached in 3 steps, 3/4 of the heap or less");
  }

  @ParameterizedTest
  @CsvSource({"-Xmx64m, 64", "-Xmx16m, 8"})
  void ends_undecided_where_there_is_no_memory_for_so_many_threads(String heap, String threads)
      throws IOException, InterruptedException {
    Process process =
        OtherJvm.start(
            Main.class,
            List.of(heap, "-XX:+UseParallelGC"),
            List.of("bench", "close", "--connections", "3", "--quiet", "--threads", threads));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(3);
    assertThat(output)
        .contains("tarry: the search is unfinished, stopped by: memory")
        .doesNotContain("OutOfMemoryError")
        .doesNotContain("\tat ");
  }

  @Test
  void a_table_that_can_get_no_larger_is_no_lack_of_memory() {
    MemoryBudget memory = new MemoryBudget(1_000_000);
    Interner numbering = new Interner(memory, 128);
    for (int word = 0; word < 85; word++) {
      assertThat(numbering.numberOf(1000 + word)).isEqualTo(word);
    }
    assertThat(memory.isExhausted()).isFalse();

    int unusedNumber = numbering.numberOf(99);

    assertThat(memory.isExhausted()).isTrue();
    assertThat(memory.limit()).isEqualTo("table size");
  }

  /** Searches close 3, of 105,823,817 states, on the heap that there is. */
  static final class TooLarge {

    private TooLarge() {}

    public static void main(String[] arguments) {
      Property<Close> claim = Property.always("claim", (m, b, a, c) -> true);
      Property<Close> goal = Property.reachable("goal", (m, b, a, c) -> Long.bitCount(c[0]) == 6);
      SearchResult result = Search.of(() -> new Close(3)).run(List.of(claim, goal));
      boolean withinShare =
          result.statistics().peakBytes() <= Runtime.getRuntime().maxMemory() / 4 * 3;
      System.out.printf(
          "%s %s, reached in %d steps, %s%n",
          result.finding("claim").verdict(),
          result.stoppedBy().orElseThrow(),
          result.finding("goal").trace().orElseThrow().length(),
          withinShare ? "3/4 of the heap or less" : "more than 3/4 of the heap");
    }
  }
}
