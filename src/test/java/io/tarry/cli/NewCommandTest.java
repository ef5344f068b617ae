package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("tarry new")
class NewCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, {1} closes first, {2}")
  @CsvSource({
    "rfc9293, client, ''",
    "linux, server, --lose 2",
    "freebsd, both, --duplicate 1 --reorder",
    "linux, both, --lose 0 --time-wait 2",
    "linux, client, --lose 2 --time-wait 10"
  })
  void writes_a_scenario_that_checks_as_it_stands(String stack, String closes, String more)
      throws IOException {
    Path file = folder.resolve("mine.yaml");
    List<String> args =
        new ArrayList<>(List.of("new", file.toString(), "--stack", stack, "--closes", closes));
    if (!more.isEmpty()) {
      args.addAll(List.of(more.split(" ")));
    }

    CommandRun written = CommandRun.of(args.toArray(String[]::new));
    assertThat(written.err()).isEmpty();
    assertThat(written.exit()).isZero();
    assertThat(written.out()).contains("./tarry check " + file);
    assertThat(Files.readString(file)).contains("client: " + stack + ",").doesNotContain("@");

    CommandRun checked =
        CommandRun.of(
            "check", "--no-render", "--out", folder.resolve("reports").toString(), file.toString());
    assertThat(checked.exit()).isZero();
    assertThat(checked.out()).contains("2 cases, 8 verdicts, all as expected").contains("violated");
  }

  @Test
  void prints_it_where_no_file_is_named() {
    CommandRun run = CommandRun.of("new", "--closes", "server");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("# A first scenario").contains("the server closes first");
  }

  /** Answers as from a terminal; what it was asked, and its exit code. */
  private String asked(String answers, String... args) {
    StringWriter said = new StringWriter();
    Prompt asking =
        new Prompt(new BufferedReader(new StringReader(answers)), new PrintWriter(said));
    CommandLine command = new CommandLine(new NewCommand(Optional.of(asking)));
    command.setOut(new PrintWriter(new StringWriter()));
    assertThat(command.execute(args)).isZero();
    return said.toString();
  }

  @Test
  void asks_for_what_no_option_says_and_writes_what_checks() throws IOException {
    Path file = folder.resolve("mine.yaml");

    String said = asked("lin\nboth\n9\n0\n\ny\n7\n", file.toString());

    assertThat(said)
        .contains(
            "How does the TCP of both ends behave? (rfc9293, linux, linux-3.13, freebsd) [rfc9293]: ")
        .contains("Expected a number from 0 to 2.")
        .contains("TIME_WAIT last? (1 to 30) [4]: ");
    assertThat(Files.readString(file))
        .contains("client: linux", "each end closes when it is done")
        .contains("lose: 0, duplicate: 0, reorder: true", "timeWait: 7");
    CommandRun checked = CommandRun.of("check", "--no-render", "--out", folder + "/r", file + "");
    assertThat(checked.exit()).isZero();
  }

  @Test
  void does_not_ask_for_what_an_option_says_and_takes_defaults_at_the_end_of_the_input()
      throws IOException {
    Path file = folder.resolve("mine.yaml");

    String said = asked("", file.toString(), "--stack", "freebsd", "--lose", "0");

    assertThat(said).doesNotContain("TCP of both ends", "get lost").contains("Who closes first?");
    assertThat(Files.readString(file)).contains("client: freebsd", "lose: 0", "timeWait: 4");
  }

  @Test
  void leaves_a_file_that_is_there_as_it_is() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");

    CommandRun run = CommandRun.of("new", file.toString());

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("mine.yaml is there already; name another file");
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "--stack, linx, 'tarry: --stack is one of rfc9293, linux, linux-3.13, freebsd, not ''linx''; did you mean ''linux''?'",
    "--closes, nobody, 'tarry: --closes is one of client, server, both, not ''nobody'''",
    "--lose, 3, 'tarry: --lose is from 0 to 2, not 3'",
    "--time-wait, 0, 'tarry: --time-wait is from 1 to 30, not 0'"
  })
  void says_what_an_option_can_be(String option, String value, String complaint) {
    CommandRun run = CommandRun.of("new", option, value);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().strip()).isEqualTo(complaint);
  }
}
