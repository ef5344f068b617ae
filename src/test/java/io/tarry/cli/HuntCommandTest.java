package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("hunt")
class HuntCommandTest {

  @TempDir private Path folder;

  private CommandRun hunt(String property, String... more) {
    return CommandRun.of(
        Stream.concat(
                Stream.of(
                    "hunt",
                    "--property",
                    property,
                    "--out",
                    folder.toString(),
                    "--quiet",
                    "--no-render"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void shrinks_the_world_that_it_finds() {
    CommandRun run = hunt("connect-succeeds", "--seed", "11", "--max-states", "3000");

    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isOne();
    assertThat(run.out())
        .contains(" of seed 11 violates 'connect-succeeds'. Of those before it: ")
        .contains("'connect-succeeds' is violated still in the scenario below, in ")
        .contains("  expect: {connect-succeeds: violated}\n");
    assertThat(folder).isDirectoryContaining("glob:**/hunt-11-*.shrunk.connect-succeeds.yaml");
  }

  @Test
  void says_that_it_found_none() {
    CommandRun run =
        hunt("no-forbidden-state-pair", "--seed", "11", "--worlds", "9", "--max-states", "3000");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("None of 9 worlds of seed 11 violates 'no-forbidden-state-pair': it holds in ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void has_no_answer_where_a_limit_ends_each_search() {
    CommandRun run = hunt("no-forbidden-state-pair", "--worlds", "3", "--max-states", "1");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("a limit left 3 undecided.");
  }

  @Test
  void is_for_a_property_that_there_is() {
    CommandRun run = hunt("connect-suceeds");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "tarry: there is no property 'connect-suceeds'; did you mean 'connect-succeeds'?");
  }
}
