package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("--minimize faults")
class MinimizeFaultsTest {

  private static final String TOO_SHORT =
      """
      title: Lost ACKs
      question: How many does TIME_WAIT outlive?
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { lose: 3, reorder: true }
      time: { kind: ticks, msl: 1, rto: 3, retransmissions: 3, timeWait: 9 }
      expect: { fin-from-last-ack-never-answered-by-rst: violated }
      """;

  /** TIME_WAIT outlives one loss, and there are two. */
  private static final String REAL =
      TOO_SHORT
          .replace(
              "time: { kind: ticks, msl: 1, rto: 3, retransmissions: 3, timeWait: 9 }",
              "time: { kind: real, msl: 500 ms, rto: 2 s, retransmissions: 3, timeWait: 5 s }")
          .replace("lose: 3", "lose: 2");

  private static final String TWO_PORTS =
      """
      title: Two ports
      question: Does anybody give up?
      start: listening
      hosts: { client: { sysctl: { ip_local_port_range: [40000, 40001] } } }
      connection: { client: [open, close], server: [keep listening, close on eof] }
      network: { lose: 2, reorder: true, room: 6 }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 2, retransmissions: 1 }
      expect: { nobody-gives-up: violated }
      """;

  @TempDir Path folder;

  private CommandRun run(String command, String text, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(command, "--minimize", "faults"));
    if (command.equals("check")) {
      all.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    all.addAll(List.of(options));
    all.add(Files.writeString(folder.resolve("x.yaml"), text).toString());
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void says_up_to_how_many_faults_it_is_safe() throws IOException {
    CommandRun run = run("check", TOO_SHORT, "--no-render");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Safe for up to 1 fault, first failure at 2 (2 losses)");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
  }

  @Test
  void the_story_names_the_faults_of_its_run() throws IOException {
    assertThat(run("explain", TOO_SHORT).out())
        .contains("a shortest run that breaks this, of those with the fewest faults: 2 losses");
  }

  @Test
  void picture_and_page_name_them_too() throws IOException {
    run("check", TOO_SHORT);
    Path lesson = folder.resolve("out").resolve("x");
    assertThat(Files.readString(lesson.resolve("index.html")))
        .contains("Safe for up to 1 fault, first failure at 2 (2 losses).");
    try (var files = Files.list(lesson)) {
      Path picture =
          files.filter(file -> file.toString().endsWith(".dot")).findFirst().orElseThrow();
      assertThat(Files.readString(picture)).contains("of those with the fewest faults: 2 losses");
    }
  }

  @Test
  void the_json_gains_an_object() throws IOException {
    JsonObject faults =
        JsonParser.parseString(run("check", TOO_SHORT, "--json", "--no-render").out())
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("faults");
    assertThat(faults.get("ruledOutBelow").getAsInt()).isEqualTo(2);
    assertThat(faults.get("fewest").getAsInt()).isEqualTo(2);
    assertThat(faults.get("losses").getAsInt()).isEqualTo(2);
    assertThat(faults.get("overtakings").getAsInt()).isZero();
    assertThat(faults.get("states").getAsLong()).isPositive();
  }

  @Test
  void a_run_without_faults_is_said_to_be_one() throws IOException {
    String none =
        TOO_SHORT
            .replace("timeWait: 9", "timeWait: 0")
            .replace("kind: ticks, msl: 1, rto: 3", "kind: untimed");
    assertThat(run("check", none, "--no-render").out()).contains("Fails without any fault");
  }

  @Test
  void a_limit_leaves_it_open_and_says_what_was_ruled_out() throws IOException {
    CommandRun run = run("check", TOO_SHORT, "--no-render", "--max-states", "60");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("Safe without faults; what more can do is not known");
  }

  @Test
  void what_a_limit_hid_from_the_whole_search_a_bounded_one_may_find() throws IOException {
    String several =
        TOO_SHORT.replace("timeWait: 9", "timeWait: 0").replace("lose: 3", "lose: 8, duplicate: 8");
    CommandRun whole =
        CommandRun.of(
            "check",
            "--no-render",
            "--max-states",
            "500",
            "--out",
            folder.resolve("whole").toString(),
            Files.writeString(folder.resolve("y.yaml"), several).toString());
    assertThat(whole.exit()).isEqualTo(3);
    CommandRun run = run("check", several, "--no-render", "--max-states", "500");
    assertThat(run.out()).contains("first failure at 1 (1 loss)");
    assertThat(run.exit()).isZero();
  }

  @Test
  void real_time_has_them_too() throws IOException {
    CommandRun run = run("check", REAL);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Safe for up to 1 fault, first failure at 2 (2 losses)");
  }

  @Test
  void symmetry_changes_nothing() throws IOException {
    String whole = faults(run("check", TWO_PORTS, "--no-render"));
    String reduced = faults(run("check", TWO_PORTS, "--no-render", "--symmetry"));
    assertThat(reduced).isEqualTo(whole).contains("first failure at 2 (2 losses)");
  }

  private static String faults(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.contains("first failure"))
        .findFirst()
        .orElse(run.out() + run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--minimize=steps | not 'steps'",
        "--hash-compact | --hash-compact may miss a state",
        "--property=closed-at-last | 'closed-at-last' is about whole runs"
      })
  void what_cannot_have_them_is_refused_by_name(String option, String says) throws IOException {
    String file = Files.writeString(folder.resolve("x.yaml"), TOO_SHORT).toString();
    List<String> all = new ArrayList<>(List.of("explain", option));
    if (!option.startsWith("--minimize")) {
      all.add("--minimize=faults");
    }
    all.add(file);
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(says).hasLineCount(1);
  }
}
