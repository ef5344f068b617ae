package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Runs that are told in the terminal")
class ExplainCommandTest {

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void explain_tells_each_step_with_its_reason_and_writes_nothing() throws IOException {
    String file = file("good.yaml", CheckRuns.GOOD).toString();
    CommandRun run = CommandRun.of("explain", file);

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("A close\nWho waits?\n", "ok  violated, as expected   time-wait-only-at-client")
        .contains("Case: one", "Only the server enters TIME_WAIT", "Case: two")
        .contains("why: CLOSE sends FIN after what is queued [RFC 9293 section 3.10.4]")
        .contains("==> The server enters TIME_WAIT")
        .contains("2 cases, 2 verdicts, all as expected");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left)
          .extracting(Path::getFileName)
          .extracting(Path::toString)
          .containsExactly("good.yaml");
    }
  }

  @Test
  void explain_selects_as_check_does_and_ends_with_its_exit_codes() throws IOException {
    String file =
        file("good.yaml", CheckRuns.GOOD.replace("client: violated", "client: holds")).toString();

    CommandRun one = CommandRun.of("explain", file, "--case", "one");
    assertThat(one.exit()).isZero();
    assertThat(one.out()).contains("Case: one").doesNotContain("Case: two");

    CommandRun two =
        CommandRun.of("explain", file, "--case", "two", "--property", "time-wait-only-at-client");
    assertThat(two.exit()).isEqualTo(1);
    assertThat(two.out()).contains("1 NOT AS EXPECTED");

    CommandRun wrong = CommandRun.of("explain", file, "--case", "onee");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean 'one'?");
  }

  @Test
  void explain_tells_a_run_once_and_refers_to_it() throws IOException {
    CommandRun run = CommandRun.of("explain", file("good.yaml", CheckRuns.GOOD).toString());

    assertThat(run.out())
        .containsOnlyOnce("step  tick")
        .contains("the same run as that of 'time-wait-only-at-server' in the case 'one'");
  }

  @Test
  void a_lesson_is_named_by_its_number_unless_there_is_a_file_of_that_name() {
    CommandRun lesson = CommandRun.of("explain", "3", "--property", "simultaneous-close");
    assertThat(lesson.out()).startsWith("models/03-simultaneous-close.yaml: Simultaneous close\n");
    assertThat(CommandRun.of("explain", "03", "--property", "simultaneous-close").out())
        .startsWith("models/03-simultaneous-close.yaml");

    CommandRun none = CommandRun.of("explain", "99");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("99: no such file or folder, and no lesson models/99-*.yaml");
  }

  @Test
  void explain_says_why_there_is_no_run_to_tell() throws IOException {
    String file = file("good.yaml", CheckRuns.GOOD).toString();
    CommandRun run =
        CommandRun.of("explain", file, "--case", "one", "--property", "simultaneous-close");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out())
        .contains("violated: but no run does that, and all were searched")
        .doesNotContain("step  tick");
  }

  @Test
  void explain_has_help_with_an_example() {
    CommandRun run = CommandRun.of("explain", "--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Examples:", "--case", "--property");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }
}
