package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tarry.property.Catalogue;
import io.tarry.scenario.ScenarioSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The command line")
class MainTest extends CheckRuns {

  @Nested
  @DisplayName("ends with")
  class EndsWith {

    @Test
    void exit_0_when_all_is_as_expected_and_the_table_on_stdout() throws IOException {
      CommandRun run = check(file("good.yaml", GOOD).toString());
      assertThat(run.exit()).isZero();
      assertThat(run.out()).contains("2 cases, 2 verdicts, all as expected");
      assertThat(run.err()).isEmpty();
    }

    @Test
    void exit_1_when_a_verdict_is_not_as_expected() throws IOException {
      Path file = file("wrong.yaml", GOOD.replace("server: holds", "server: violated"));
      CommandRun run = check(file.toString());
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("EXPECTED violated").contains("1 NOT AS EXPECTED");
    }

    @Test
    void the_story_of_a_violation_that_was_not_expected() throws IOException {
      Path file = file("wrong.yaml", GOOD.replace("client: violated", "client: holds"));
      CommandRun run = check(file.toString());
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).contains("VIOLATED: ").contains("==> The server enters TIME_WAIT");
      assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
    }

    @Test
    void exit_3_when_a_limit_came_first_and_1_outranks_it() throws IOException {
      CommandRun undecided = check(file("good.yaml", GOOD).toString(), "--max-states", "2");
      assertThat(undecided.exit()).isEqualTo(3);
      assertThat(undecided.out()).contains("undecided").contains("states");

      // Expected undecided is as expected; the other verdict is found in time, and is not.
      String text =
          GOOD.replace("server: holds", "server: undecided")
              .replace("time-wait-only-at-client: violated", "both-established: violated");
      CommandRun unexpected = check(file("both.yaml", text).toString(), "--max-states", "2");
      assertThat(unexpected.exit()).isEqualTo(1);
    }

    @Test
    void exit_0_when_undecided_is_what_was_expected() throws IOException {
      String text = GOOD.replace(": holds", ": undecided").replace(": violated", ": undecided");
      assertThat(check(file("u.yaml", text).toString(), "--max-states", "2").exit()).isZero();
    }
  }

  @Nested
  @DisplayName("refuses")
  class Refuses {

    private void assertRefused(CommandRun run, int exit, String... parts) {
      assertThat(run.exit()).isEqualTo(exit);
      assertThat(run.err()).contains(parts).doesNotContain("Exception").doesNotContain("\tat ");
      assertThat(run.out()).isEmpty();
      assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void a_wrong_scenario_with_every_mistake_at_its_place() throws IOException {
      Path file = file("bad.yaml", GOOD.replace("msl", "mls").replace("holds", "hold"));
      assertRefused(
          check(file.toString()),
          2,
          file + ":5:9: ",
          "did you mean 'msl'?",
          file + ":8:41: ",
          "did you mean 'holds'?");
    }

    @Test
    void an_empty_file() throws IOException {
      Path file = file("empty.yaml", "");
      assertRefused(check(file.toString()), 2, file + ":1:1: ");
    }

    @Test
    void a_file_that_is_not_text() throws IOException {
      Path file = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});
      assertRefused(check(file.toString()), 2, file + ":1:1: this is not a text file in UTF-8");
    }

    @Test
    void exit_2_at_once_when_a_path_is_a_pipe_or_a_file_is_huge() throws Exception {
      Path pipe = folder.resolve("pipe.yaml");
      assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> assertRefused(check(pipe.toString()), 2, pipe + ": neither a file nor a folder"));

      Path huge = folder.resolve("huge.yaml");
      try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
        sparse.setLength(5L << 30);
      }
      assertRefused(check(huge.toString()), 2, huge + ":1:1: the file is longer than 256 KB");
    }

    @Test
    void a_path_that_is_not_there() {
      assertRefused(check(folder + "/nowhere.yaml"), 2, "nowhere.yaml: no such file or folder");
    }

    @Test
    void a_folder_without_scenarios() throws IOException {
      Path empty = Files.createDirectory(folder.resolve("models"));
      assertRefused(check(empty.toString()), 2, "models: no scenario file (*.yaml)");
    }

    @Test
    void good_files_together_with_a_bad_one() throws IOException {
      file("a.yaml", GOOD);
      file("b.yaml", "title: [");
      assertRefused(check(folder.toString()), 2, "b.yaml:1:");
    }

    @Test
    void a_case_or_property_that_is_unknown() throws IOException {
      String file = file("good.yaml", GOOD).toString();
      assertRefused(check(file, "--case", "on"), 2, "there is no case 'on'; did you mean 'one'?");
      assertRefused(
          check(file, "--property", "octets-in-ordre"), 2, "did you mean 'octets-in-order'?");
    }

    @Test
    void a_wrong_option_or_quantity() throws IOException {
      String file = file("good.yaml", GOOD).toString();
      assertRefused(check(file, "--max-stats", "3"), 2, "--max-stats", "--max-states");
      assertRefused(check(file, "--max-states", "0"), 2, "'0' is not a number from 1");
      assertRefused(check(file, "--max-memory", "lots"), 2, "'lots' is not a size");
      assertRefused(check(file, "--max-time", "5 parsecs"), 2, "'5 parsecs' is not a time");
      assertRefused(CommandRun.of("check"), 2, "PATH", "--help");
      assertRefused(CommandRun.of("chekc"), 2, "chekc");
      assertRefused(CommandRun.of(), 2, "a command is missing");
    }

    @Test
    void an_output_folder_that_is_a_file() throws IOException {
      Path file = file("good.yaml", GOOD);
      Path occupied = file("occupied", "");
      assertRefused(
          CommandRun.of("check", file.toString(), "--out", occupied.toString()),
          4,
          "is a file, not a folder");
    }

    @Test
    void an_output_folder_that_cannot_be_made() throws IOException {
      Path file = file("good.yaml", GOOD);
      Path below = file("occupied", "").resolve("reports");
      assertRefused(
          CommandRun.of("check", file.toString(), "--out", below.toString()), 4, "cannot be made");
    }
  }

  @Test
  void json_is_one_object_and_nothing_else() throws IOException {
    CommandRun run = check(file("good.yaml", GOOD).toString(), "--json");
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("exit").getAsInt()).isZero();
    assertThat(json.getAsJsonArray("results")).hasSize(2);
    JsonObject first = json.getAsJsonArray("results").get(0).getAsJsonObject();
    assertThat(first.keySet())
        .contains(
            "scenario",
            "case",
            "property",
            "verdict",
            "expected",
            "asExpected",
            "states",
            "transitions",
            "depth",
            "millis",
            "bytesPerState",
            "traceKind",
            "trace",
            "reports");
  }

  @Test
  void a_case_and_a_property_can_be_chosen() throws IOException {
    CommandRun run =
        check(file("good.yaml", GOOD).toString(), "--case", "two", "--property", "no-stuck-state");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("1 case, 1 verdict").contains("no-stuck-state");
  }

  @Test
  void a_file_without_expectations_is_asked_about_the_whole_catalogue() throws IOException {
    String text = GOOD.substring(0, GOOD.indexOf("cases:"));
    CommandRun run = check(file("plain.yaml", text).toString());
    assertThat(run.out()).contains("octets-in-order").contains("no-stuck-state");
    assertThat(run.out()).contains("    violated                time-wait-only-at-client\n");
    assertThat(run.out())
        .contains(Catalogue.all().size() + " verdicts, nothing was expected")
        .doesNotContain("!!");
    assertThat(run.exit()).isZero();

    CommandRun json = check(folder.resolve("plain.yaml").toString(), "--json");
    assertThat(result(json).get("expected").isJsonNull()).isTrue();
    assertThat(result(json).get("asExpected").getAsBoolean()).isTrue();
    String limited = folder.resolve("plain.yaml").toString();
    assertThat(check(limited, "--max-states", "2").exit()).isEqualTo(3);
  }

  @Test
  void a_property_of_the_file_s_own_is_used_like_any_other() throws IOException {
    String own = Files.readString(Path.of("src/test/resources/own-properties.yaml"));
    String file = file("own.yaml", own).toString();
    CommandRun all = check(file, "--json");
    JsonObject json = JsonParser.parseString(all.out()).getAsJsonObject();
    assertThat(all.exit()).isZero();
    assertThat(json.getAsJsonArray("results").asList())
        .extracting(result -> result.getAsJsonObject().get("property").getAsString())
        .containsExactly("nobody-waits", "quiet-end", "crossed", "reset-is-answered");
    assertThat(folder.resolve("reports/own/as-written.nobody-waits.dot")).isRegularFile();

    CommandRun one = check(file, file("good.yaml", GOOD).toString(), "--property", "nobody-waits");
    assertThat(one.exit()).isEqualTo(0);
    assertThat(one.out()).contains("1 case, 1 verdict").contains("nobody-waits");
    CommandRun mistyped = check(file, "--property", "nobody-wait");
    assertThat(mistyped.exit()).isEqualTo(2);
    assertThat(mistyped.err()).contains("did you mean 'nobody-waits'?");
    CommandRun unasked = check(file("x.yaml", own.substring(0, own.indexOf("expect:"))).toString());
    assertThat(unasked.exit()).isZero();
    assertThat(unasked.out())
        .contains("no-stuck-state", "quiet-end", ": This was never to be: server.state");
  }

  @Test
  void every_counterexample_is_written_and_nothing_else_lies_about() throws IOException {
    check(file("good.yaml", GOOD).toString());
    try (Stream<Path> files = Files.list(folder.resolve("reports/good"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "results.json",
              "one.time-wait-only-at-server.dot",
              "two.time-wait-only-at-client.dot");
    }
  }

  @Test
  void results_that_cannot_be_written_are_no_success() throws IOException {
    String file = file("good.yaml", GOOD).toString();
    PrintStream broken =
        new PrintStream(
            new java.io.OutputStream() {
              @Override
              public void write(int one) throws IOException {
                throw new IOException("no space left");
              }
            },
            true);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            broken,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "check",
            "--no-render",
            "--out",
            folder.resolve("reports").toString(),
            file);
    assertThat(exit).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("cannot be written to stdout");
  }

  @Test
  void schema_prints_the_schema_of_the_jar() {
    CommandRun run = CommandRun.of("schema");
    assertThat(run).isEqualTo(new CommandRun(0, ScenarioSchema.text(), ""));
    assertThat(run.out()).contains("\"$schema\"", "tcp_tw_reuse");
  }
}
