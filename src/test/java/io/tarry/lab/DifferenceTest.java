package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tarry.lab.difference.Comparison;
import io.tarry.lab.difference.Difference;
import io.tarry.lab.difference.DifferenceScript;
import io.tarry.lab.difference.KnownDifferences;
import io.tarry.lab.difference.KnownDifferences.Known;
import io.tarry.lab.difference.Sequences;
import io.tarry.lab.difference.Shrinking;
import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On this machine's kernel, in the profile {@code kernel} alone: {@code .ci/kernel}. Where that is
 * not possible, skipped with the reason. {@code -Dseed=N} has other sequences.
 */
@Tag("kernel")
@DisplayName("This kernel and the model's Linux")
class DifferenceTest {

  private static final int SEQUENCES = 150 * Integer.getInteger("tarry.test.tries", 1);

  /** The same each time, so that a change is not refused for what it did not touch. */
  private static final long SEED = 1;

  /** So often a difference has to be seen. */
  private static final int TIMES = 3;

  /** Connections that are over stay in the kernel's table for a minute, which is read each step. */
  private static final int SEQUENCES_A_NAMESPACE = 100;

  private static final Path SCRIPT = Path.of("target/difference.pkt");

  private static KnownDifferences known() throws IOException {
    return KnownDifferences.committed();
  }

  private KernelEnd kernel;
  private Comparison comparison;

  @BeforeEach
  void open() throws IOException {
    try {
      Lab.open(() -> false);
      kernel = KernelEnd.open();
    } catch (LabException e) {
      System.out.println("The kernel was not asked: " + e.getMessage());
      Assumptions.abort(e.getMessage());
    }
    comparison = new Comparison(Stack.LINUX, kernel);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void differ_where_the_list_says_so_each_time() throws IOException {
    for (Known one : known().all()) {
      Optional<Difference> difference = comparison.of(one.example());
      assertThat(difference).as(one.title()).isPresent();
      assertThat(known().find(difference.get()).map(Known::title))
          .as(difference.get().toString())
          .contains(one.title());
      assertThat(difference.get().sequence()).as(one.title()).isEqualTo(one.example());
    }
  }

  @Test
  void differ_in_nothing_else() throws Exception {
    KnownDifferences known = known();
    long seed = Long.getLong("seed", SEED);
    Sequences sequences = new Sequences(seed);
    long steps = 0;
    int differences = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      Optional<Difference> difference = comparison.of(sequences.next());
      if (difference.isPresent() && known.find(difference.get()).isPresent()) {
        differences++;
      } else if (difference.isPresent() && isSeenAgain(difference.get())) {
        Difference smallest =
            new Shrinking(comparison, each -> known.find(each).isEmpty() && isSeenAgain(each))
                .of(difference.get());
        fail(
            "With -Dseed=%d, after %d sequences, an unknown difference:%n%s%n%s",
            seed, i, smallest, asScript(smallest));
      }
      if ((i + 1) % SEQUENCES_A_NAMESPACE == 0) {
        steps += comparison.steps();
        kernel.close();
        kernel = KernelEnd.open();
        comparison = new Comparison(Stack.LINUX, kernel);
      }
    }
    steps += comparison.steps();
    System.out.printf(
        "%d sequences of %d steps (seed %d): as the model, but for %d known differences.%n",
        SEQUENCES, steps, seed, differences);
  }

  /** How a person can play it. */
  private static String asScript(Difference difference) throws IOException {
    Optional<String> script = DifferenceScript.of(difference, Stack.LINUX);
    if (script.isEmpty()) {
      return "With timestamps no script says it. As an example in "
          + KnownDifferences.FILE
          + " it is played by .ci/kernel.";
    }
    Files.createDirectories(SCRIPT.getParent());
    Files.writeString(SCRIPT, script.get());
    return "./tarry replay %s --stack linux,kernel%n%n%s".formatted(SCRIPT, script.get());
  }

  /** What happens only once is none: the machine may have been busy for a moment. */
  private boolean isSeenAgain(Difference difference) throws IOException {
    for (int time = 1; time < TIMES; time++) {
      Optional<Difference> again = comparison.of(difference.sequence());
      if (again.isEmpty() || !again.get().inShort().equals(difference.inShort())) {
        return false;
      }
    }
    return true;
  }
}
