package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("shrink")
class ShrinkCommandTest {

  private static final String CLAIM = "fin-from-last-ack-never-answered-by-rst";

  @TempDir private Path folder;

  private CommandRun shrink(String path, String property, String... more) {
    String[] all = {
      "shrink", path, "--property", property, "--out", folder.toString(), "--quiet"
    };
    return CommandRun.of(
        java.util.stream.Stream.of(all, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void writes_a_scenario_that_is_violated_as_it_says_and_draws_it() throws IOException {
    CommandRun run = shrink("04", CLAIM);

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("is violated still in the scenario below, in 12 steps:")
        .contains("    client: [close]\n    server: [close]\n  network: {lose: 1, reorder: false}\n")
        .contains("network.lose: 1 matters (0: vacuous, 2: violated)")
        .contains("network.reorder: false does not matter (true: violated)");
    assertThat(run.out().lines().filter(line -> !line.contains(folder.toString())))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    Path file = folder.resolve("04-why-time-wait.shrunk." + CLAIM + ".yaml");
    assertThat(run.out()).contains("\nWritten:\n  " + file + "\n").contains(".svg\n");
    CommandRun check =
        CommandRun.of(
            "check", file.toString(), "--no-render", "--quiet", "--out", folder + "/checked");
    assertThat(check.exit()).isZero();
    assertThat(Files.readString(file)).endsWith("\nexpect: {" + CLAIM + ": violated}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "no-stuck-state, '', only what is violated can be shrunk, 2",
    "no-stuck-stat, '', did you mean 'no-stuck-state'?, 2",
    "no-stuck-state, --case=nowhere, there is no case 'nowhere', 2"
  })
  void says_why_there_is_nothing_to_shrink(String property, String more, String says, int exit) {
    CommandRun run = more.isEmpty() ? shrink("04", property) : shrink("04", property, more);

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(says);
    assertThat(folder).isEmptyDirectory();
  }
}
