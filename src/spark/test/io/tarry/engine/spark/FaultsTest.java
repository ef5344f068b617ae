package io.tarry.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.bench.Close;
import io.tarry.engine.CheckpointException;
import io.tarry.engine.LevelAccount;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail and files that are damaged leave no mark on a result. */
class FaultsTest {

  private static final Set<Integer> FAILED = ConcurrentHashMap.newKeySet();
  private static final int PARTITIONS = 7;

  static final String ALONE =
      SparkSearchTest.described(
          Search.<Model>of(() -> new Close(2)).run(SparkSearchTest.aboutClose(2)));

  @TempDir private Path folder;
  private JavaSparkContext context;

  @BeforeEach
  void start() {
    context = TestContexts.local(4);
    FAILED.clear();
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void tasksThatFailOnceCountOnce() {
    assertThat(SparkSearchTest.described(failing().run(() -> SparkSearchTest.aboutClose(2))))
        .isEqualTo(ALONE);
    assertThat(FAILED).hasSize(PARTITIONS); // or nothing was shown
  }

  @Test
  void tasksThatFailOnceCountOnceWithCheckpoints() {
    assertThat(
            SparkSearchTest.described(
                failing().checkpoint(folder.toUri()).run(() -> SparkSearchTest.aboutClose(2))))
        .isEqualTo(ALONE);
    assertThat(FAILED).hasSize(PARTITIONS);
  }

  @Test
  void whatIsWrittenIsReadAndDeleted() {
    var files = new AtomicInteger();
    SearchResult result =
        checkpointed(level -> files.accumulateAndGet(written().size(), Math::max))
            .run(() -> SparkSearchTest.aboutClose(2));
    assertThat(SparkSearchTest.described(result)).isEqualTo(ALONE);
    assertThat(files).hasValue(2 * PARTITIONS); // of the levels 8 and 16
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatIsDamagedIsNamed() {
    assertDamageIsNamed(FaultsTest::changeAByte, "is not what was written there");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertDamageIsNamed(FaultsTest::delete, "is not there: do all executors see the same folder?");
  }

  private void assertDamageIsNamed(Consumer<Path> damage, String complaint) {
    SparkSearch<Model> search =
        checkpointed(level -> {
          if (level.level() == 8) {
            damage.accept(written().get(1));
          }
        });
    assertThatThrownBy(() -> search.run(() -> SparkSearchTest.aboutClose(2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("/level-8-partition-1 " + complaint);
  }

  private SparkSearch<Model> failing() {
    return SparkSearch.<Model>of(FailingOnce::new).on(context).partitions(PARTITIONS);
  }

  private SparkSearch<Model> checkpointed(Consumer<LevelAccount> listener) {
    return SparkSearch.<Model>of(() -> new Close(2))
        .on(context)
        .partitions(PARTITIONS)
        .checkpoint(folder.toUri())
        .reportingTo(TestContexts.hearing(listener));
  }

  /** The files that are there, without those that the file system keeps beside them. */
  private List<Path> written() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.getFileName().toString().startsWith("level-"))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void changeAByte(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      // The file system of this machine would notice by itself; others do not.
      Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Close 2, which fails in the middle of a task, once in each partition. */
  private static final class FailingOnce implements Model {

    private static final int STATES_BEFORE = 20;

    private final Close close = new Close(2);
    private int expanded;

    @Override
    public int words() {
      return close.words();
    }

    @Override
    public void initialStates(Sink sink) {
      close.initialStates(sink);
    }

    @Override
    public void successors(long[] state, Sink sink) {
      expanded++;
      if (TaskContext.get() != null
          && expanded > STATES_BEFORE
          && FAILED.add(TaskContext.getPartitionId())) {
        throw new IllegalStateException("as if the machine was gone");
      }
      close.successors(state, sink);
    }
  }
}
