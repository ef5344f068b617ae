package io.tarry.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.bench.Close;
import io.tarry.engine.Cluster;
import io.tarry.engine.ClusterException;
import io.tarry.engine.Model;
import io.tarry.engine.SearchResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two executors, each a JVM of its own, on the loopback. */
class LoopbackTest {

  /** After this level an executor is killed: a level before the second that is written. */
  private static final int LEVEL_BEFORE_DEATH = 11;

  @TempDir private static Path folder;
  private static LoopbackCluster cluster;

  @BeforeAll
  static void start() {
    cluster = new LoopbackCluster(folder.resolve("work"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void anExecutorThatIsKilledLeavesNoMark() {
    var killed = new AtomicInteger();
    SearchResult result =
        cluster.search(
            () -> new Close(2),
            shared("killed"),
            Map.of(),
            level -> {
              if (level.level() == LEVEL_BEFORE_DEATH) {
                assertThat(LoopbackCluster.executors()).hasSize(2);
                killed.addAndGet(LoopbackCluster.executors().get(0).destroyForcibly() ? 1 : 0);
              }
            });
    assertThat(killed).hasValue(1);
    assertThat(SparkSearchTest.described(result)).isEqualTo(FaultsTest.ALONE);
  }

  /** Whether they took with them what the search needs is a matter of moments. */
  @Test
  @Tag("stress")
  void withoutAFolderLostExecutorsEndTheSearchOrLeaveNoMark() {
    try {
      SearchResult result =
          cluster.search(
              () -> new Close(2),
              Optional.empty(),
              Map.of(),
              level -> {
                if (level.level() == LEVEL_BEFORE_DEATH) {
                  LoopbackCluster.executors().forEach(ProcessHandle::destroyForcibly);
                }
              });
      assertThat(SparkSearchTest.described(result)).isEqualTo(FaultsTest.ALONE);
    } catch (ClusterException lost) {
      assertThat(lost).hasMessageContaining("an executor is lost, and with it what it alone knew");
    }
  }

  @Test
  void aTaskThatIsTriedTwiceAtOnceCountsOnce() {
    Speculations.WON.set(0);
    SearchResult result =
        cluster.search(
            SlowAtFirst::new,
            shared("speculated"),
            Map.of(
                "spark.speculation", "true",
                "spark.speculation.interval", "50ms",
                "spark.speculation.multiplier", "1.1",
                "spark.speculation.quantile", "0.3",
                "spark.extraListeners", Speculations.class.getName()),
            level -> {});
    assertThat(Speculations.WON).hasPositiveValue(); // or nothing was shown
    assertThat(SparkSearchTest.described(result)).isEqualTo(FaultsTest.ALONE);
  }

  @Test
  void aFolderThatExecutorsDoNotSeeIsNamed() {
    assertThatThrownBy(() ->
            cluster.search(
                () -> new Close(2),
                Optional.of("own:///tarry"),
                Map.of(
                    "spark.hadoop.fs.own.impl", OwnFiles.class.getName(),
                    "spark.hadoop.tarry.test.folder", folder.resolve("own").toString()),
                level -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("own:/tarry/tarry-")
        .hasMessageContaining("is not shared");
  }

  @Test
  void anExecutorThatFindsNoRoomIsMissed() {
    assertThatThrownBy(() ->
            cluster.search(
                () -> new Close(1),
                Optional.empty(),
                Map.of("spark.executor.memory", "64g", Contexts.PATIENCE, "2"),
                level -> {}))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("has begun no executor in 2 seconds");
  }

  @Test
  void aClusterThatIsNotThereIsNamed() {
    var nowhere =
        new Cluster.Settings(
            Optional.of("spark://127.0.0.1:1"),
            1,
            OptionalInt.empty(),
            Optional.empty(),
            new TreeMap<>());
    assertThatThrownBy(() -> new SparkProvider().open(nowhere, () -> false))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("there is no cluster at spark://127.0.0.1:1");
  }

  private static Optional<String> shared(String name) {
    return Optional.of(folder.resolve(name).toString());
  }

  /** Counts the second attempts that were done first. */
  public static final class Speculations extends SparkListener {

    static final AtomicInteger WON = new AtomicInteger();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskInfo().speculative() && end.taskInfo().successful()) {
        WON.incrementAndGet();
      }
    }
  }

  /** Close 2, of which one partition sleeps when it is tried for the first time. */
  private static final class SlowAtFirst implements Model {

    private static final int SLOW_PARTITION = 3;
    private static final long SLEEP_MILLIS = 1000;

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
      if (expanded == 1000 && isSlow(TaskContext.get())) {
        try {
          Thread.sleep(SLEEP_MILLIS);
        } catch (InterruptedException theOtherWasFirst) {
          Thread.currentThread().interrupt();
        }
      }
      close.successors(state, sink);
    }

    private static boolean isSlow(TaskContext task) {
      return task != null && task.partitionId() == SLOW_PARTITION && task.attemptNumber() == 0;
    }
  }
}
