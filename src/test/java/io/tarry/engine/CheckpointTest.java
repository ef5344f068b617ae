package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.OtherJvm;
import io.tarry.bench.Close;
import io.tarry.engine.models.TwoPhaseCommit;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.store.SpillFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches that leave memory: saved ones, and such as have too little of it. */
class CheckpointTest {

  private static final List<Property<Close>> ASKED =
      List.of(
          Property.reachable("early", (m, b, a, c) -> Long.bitCount(c[0]) == 5),
          Property.reachable("closed", (m, b, a, c) -> m.isAllClosed(c)),
          Property.never("never", (m, b, a, c) -> Long.bitCount(c[0]) == 24),
          Property.noStuckState("stuck", (m, b, a, c) -> m.isAllClosed(c)));

  private static final SearchResult WHOLE = Search.of(() -> new Close(2)).run(ASKED);

  @TempDir private Path folder;

  private static Search<Close> close() {
    return Search.<Close>of(() -> new Close(2)).dividedInto(Granularity.FINEST);
  }

  private Checkpoint fresh(String subject) {
    return new Checkpoint(folder, Subject.of(subject, Map.of("model", subject)), false);
  }

  private Checkpoint resumed(String subject) {
    return new Checkpoint(folder, Subject.of(subject, Map.of("model", subject)), true);
  }

  private static void assertSame(SearchResult result, SearchResult expected) {
    assertThat(result.findings()).usingRecursiveComparison().isEqualTo(expected.findings());
    assertThat(result.stoppedBy()).isEqualTo(expected.stoppedBy());
    assertThat(result.statistics())
        .usingRecursiveComparison()
        .ignoringFields("peakBytes")
        .isEqualTo(expected.statistics());
  }

  @Nested
  @DisplayName("A saved search")
  class Saved {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 100, 10_000, 50_000, 200_000, 1_000_000})
    void goes_on_to_the_same_answer(long statesBefore) {
      SearchResult part =
          close().within(Limits.none().states(statesBefore)).savedAt(fresh("close 2")).run(ASKED);
      assertThat(part.statistics().states())
          .isGreaterThanOrEqualTo(Math.min(statesBefore, 223_729));

      assertSame(close().using(2).savedAt(resumed("close 2")).run(ASKED), WHOLE);
      assertSame(close().savedAt(resumed("close 2")).run(ASKED), WHOLE);
    }

    private final Search<Spread> several =
        Search.<Spread>of(() -> new Spread(new TwoPhaseCommit(5))).dividedInto(Granularity.FINEST);

    private final List<Property<Spread>> askedOfSeveral =
        List.of(
            Property.reachable("commits", (m, b, a, c) -> (c[1] >>> 8 & 1) != 0),
            Property.never("aborts", (m, b, a, c) -> (c[1] >>> 8 & 2) != 0));

    @Test
    void of_states_of_several_words_too() {
      several.within(Limits.none().states(1_000)).savedAt(fresh("2pc")).run(askedOfSeveral);
      several.within(Limits.none().states(3_000)).savedAt(resumed("2pc")).run(askedOfSeveral);

      SearchResult result = several.using(2).savedAt(resumed("2pc")).run(askedOfSeveral);

      assertSame(result, several.run(askedOfSeveral));
      assertThat(result.statistics().states()).isEqualTo(8_832);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 20_000, 40_000})
    void cannot_go_on_in_memory_too_small_for_its_words(long bytes) {
      several.within(Limits.none().states(3_000)).savedAt(fresh("2pc")).run(askedOfSeveral);
      Search<Spread> small = several.within(Limits.none().memoryBytes(bytes));

      assertThatThrownBy(() -> small.savedAt(resumed("2pc")).run(askedOfSeveral))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(folder.toString(), "too little memory");
    }

    @Test
    void remembers_the_models_own_limits() {
      Graph graph = Graph.line(9).beyond(1, 1, "queue");
      Supplier<Search<Graph.GraphModel>> search = () -> Search.of(graph::model);
      search.get().within(Limits.none().states(4)).savedAt(fresh("line")).run(List.of());

      SearchResult result = search.get().savedAt(resumed("line")).run(List.of());

      assertThat(result.stoppedBy()).contains("queue");
      assertThat(result.statistics().states()).isEqualTo(9);
    }

    @Test
    void goes_on_after_its_process_was_killed() throws IOException, InterruptedException {
      Process process = OtherJvm.start(Killed.class, List.of("-Xmx1g"), List.of(folder.toString()));
      while (!Checkpoint.isIn(folder)) {
        assertThat(process.isAlive()).isTrue();
        Thread.sleep(20);
      }
      Search<Close> search = Search.of(() -> new Close(3));
      assertThatThrownBy(() -> search.savedAt(resumed("close 3")).run(List.of()))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("another search uses");
      process.destroyForcibly().waitFor();

      long savedStates = // as many as there are: this goes on with nothing
          search
              .within(Limits.none().states(1))
              .savedAt(resumed("close 3"))
              .run(List.of())
              .statistics()
              .states();
      Search<Close> oneLevelMore = search.within(Limits.none().states(savedStates + 1));
      SearchResult goneOn = oneLevelMore.savedAt(resumed("close 3")).run(List.of());

      assertThat(goneOn.statistics().states()).isGreaterThan(savedStates);
      assertSame(goneOn, oneLevelMore.run(List.<Property<Close>>of()));
    }

    @Test
    void is_not_overwritten_by_a_new_one() {
      close().savedAt(fresh("close 2")).run(ASKED);

      assertThatThrownBy(() -> close().savedAt(fresh("close 2")).run(ASKED))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(folder.toString(), "holds a saved search already");
      assertSame(close().savedAt(resumed("close 2")).run(ASKED), WHOLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 1_000_000})
    void stays_what_it_was_when_it_is_cut_short_while_it_is_read_back(long statesBefore)
        throws IOException {
      several.within(Limits.none().states(statesBefore)).savedAt(fresh("2pc")).run(askedOfSeveral);
      byte[] index = Files.readAllBytes(folder.resolve("index"));
      byte[] blocks = Files.readAllBytes(folder.resolve("blocks"));
      SearchResult cut = several.savedAt(resumed("2pc")).until(() -> true).run(askedOfSeveral);
      long savedStates = cut.statistics().states();
      long savedTransitions = cut.statistics().transitions();

      int cuts = 0;
      for (int asked = 1; cut.statistics().states() == savedStates; asked += 1 + asked / 8) {
        if (cut.stoppedBy().isEmpty()) {
          break; // it was whole, and all was read
        }
        assertThat(cut.stoppedBy()).contains("interruption");
        assertThat(cut.statistics().transitions()).isEqualTo(savedTransitions);
        assertThat(Files.readAllBytes(folder.resolve("index"))).isEqualTo(index);
        assertThat(Files.readAllBytes(folder.resolve("blocks"))).isEqualTo(blocks);
        cuts++;
        AtomicInteger left = new AtomicInteger(asked);
        cut =
            several
                .savedAt(resumed("2pc"))
                .until(() -> left.decrementAndGet() < 0)
                .run(askedOfSeveral);
      }
      assertThat(cuts).isGreaterThan(10);
      Search<Spread> hurried = several.within(Limits.none().time(Duration.ofNanos(1)));
      assertThat(hurried.savedAt(resumed("2pc")).run(askedOfSeveral).stoppedBy().orElseThrow())
          .startsWith("time");
      assertSame(several.savedAt(resumed("2pc")).run(askedOfSeveral), several.run(askedOfSeveral));
    }

    @Test
    void is_given_to_one_search_at_a_time() {
      List<String> refusals = new ArrayList<>();
      Progress second =
          (soFar, frontier) -> {
            if (refusals.isEmpty()) {
              try {
                close().savedAt(fresh("close 2")).run(ASKED);
              } catch (CheckpointException e) {
                refusals.add(e.getMessage());
              }
            }
          };

      SearchResult first = close().savedAt(fresh("close 2")).reportingTo(second).run(ASKED);

      assertThat(refusals).singleElement().asString().contains("another search uses");
      assertSame(first, WHOLE);
      assertSame(close().savedAt(resumed("close 2")).run(ASKED), WHOLE);
    }

    @Test
    void cannot_go_on_where_none_was_saved() {
      assertThatThrownBy(() -> close().savedAt(resumed("close 2")).run(ASKED))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("no search was saved");
    }

    @Test
    void never_gives_a_wrong_answer_when_its_files_are_damaged() throws IOException {
      close().within(Limits.none().states(20_000)).savedAt(fresh("close 2")).run(ASKED);
      Random random = new Random(42);
      for (String name : List.of("index", "blocks")) {
        byte[] good = Files.readAllBytes(folder.resolve(name));
        for (int i = 0; i < 60; i++) {
          byte[] bad = good.clone();
          bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
          Files.write(folder.resolve(name), i % 4 > 0 ? bad : cut(good, random));

          assertThatThrownBy(() -> close().savedAt(resumed("close 2")).run(ASKED))
              .isInstanceOfAny(CheckpointException.class, UncheckedIOException.class)
              .hasMessageContaining(folder.toString());
        }
        Files.write(folder.resolve(name), good);
      }
      assertSame(close().savedAt(resumed("close 2")).run(ASKED), WHOLE);
    }

    private static byte[] cut(byte[] bytes, Random random) {
      return java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  }

  @Nested
  @DisplayName("A search with little memory")
  class Spilled {

    /** Enough for the states of a tree as deep as this, but not for its last level besides. */
    private static final long LITTLE = 13_000_000;

    private final Search<Tree> search =
        Search.of(Tree::new).within(Limits.none().states(1_000_000).memoryBytes(LITTLE));
    private final List<Property<Tree>> asked =
        List.of(Property.reachable("right", (m, b, a, c) -> c[0] == (1L << 20) - 1));

    @Test
    void uses_a_file_for_its_levels_and_leaves_none() throws IOException {
      assertThat(search.run(asked).stoppedBy()).contains("memory");

      SearchResult spilled = search.using(2).spillingTo(folder).run(asked);

      SearchResult expected = search.within(Limits.none().states(1_000_000)).run(asked);
      assertThat(expected.statistics().peakBytes()).isGreaterThan(LITTLE);
      assertSame(spilled, expected);
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }

    @Test
    void ends_for_a_thread_that_is_interrupted_and_leaves_it_so() throws IOException {
      SearchResult whole = search.within(Limits.none().states(1_000_000)).run(asked);
      for (int depth : new int[] {0, 10, 17, 18}) {
        Progress interrupting =
            (soFar, frontier) -> {
              if (soFar.depth() == depth) {
                Thread.currentThread().interrupt();
              }
            };
        SearchResult cut = search.using(2).spillingTo(folder).reportingTo(interrupting).run(asked);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cut.stoppedBy()).contains("interruption");
        assertThat(cut.statistics().depth()).isLessThan(whole.statistics().depth());
        assertThat(cut.finding("right").verdict()).isEqualTo(Verdict.UNDECIDED);
      }
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }

    @Test
    void has_files_that_an_interrupt_does_not_close() {
      try (SpillFile file = SpillFile.createTemporary(folder.resolve("temporary"))) {
        Thread.currentThread().interrupt();
        SpillFile.Extent extent = file.append(new byte[] {1, 2, 3});
        assertThat(file.read(extent)).containsExactly(1, 2, 3);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file.read(extent)).containsExactly(1, 2, 3);
      }
      assertThat(folder).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void says_so_when_the_disk_is_full() {
      SpillFile full = SpillFile.reopen(Path.of("/dev/full"), 0);

      assertThatThrownBy(() -> full.append(new byte[10]))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContainingAll("/dev/full cannot be written", "No space left");
    }

    @Test
    void says_so_when_its_folder_is_not_there() {
      Path nowhere = folder.resolve("nowhere");

      assertThatThrownBy(() -> search.spillingTo(nowhere).run(asked))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(nowhere.toString());
    }
  }

  /** Searches and saves until it is killed, slowly: what it saves has to be found once more. */
  static final class Killed {

    private Killed() {}

    public static void main(String[] folder) {
      Search.<Close>of(() -> new Close(3))
          .savedAt(
              new Checkpoint(
                  Path.of(folder[0]), Subject.of("close 3", Map.of("model", "close 3")), false))
          .reportingTo((soFar, frontier) -> pause())
          .run(List.of());
    }

    private static void pause() {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this", e);
      }
    }
  }
}
