package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tarry.OtherJvm;
import io.tarry.bench.WarmUp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("tarry bench")
class BenchCommandTest {

  private record Run(int exit, String out, String err) {
    JsonObject json() {
      return JsonParser.parseString(out).getAsJsonObject();
    }
  }

  private static Run bench(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Stream.concat(Stream.of("bench"), Stream.of(args)).toArray(String[]::new));
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void close_prints_one_object_with_these_fields_and_nothing_else() {
    Run run = bench("close", "--connections", "1", "--threads", "2", "--json");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    JsonObject json = run.json();
    assertThat(json.keySet())
        .containsExactly(
            "model",
            "connections",
            "threads",
            "warmUps",
            "states",
            "transitions",
            "depth",
            "millis",
            "bytesPerState",
            "peakMemoryBytes",
            "java");
    assertThat(json.get("model").getAsString()).isEqualTo("close");
    assertThat(json.get("connections").getAsInt()).isEqualTo(1);
    assertThat(json.get("threads").getAsInt()).isEqualTo(2);
    assertThat(json.get("warmUps").getAsInt()).isZero();
    assertThat(json.get("states").getAsLong()).isEqualTo(473);
    assertThat(json.get("transitions").getAsLong()).isEqualTo(3_522);
    assertThat(json.get("depth").getAsInt()).isEqualTo(9);
    assertThat(json.get("bytesPerState").getAsDouble()).isPositive();
    assertThat(json.get("peakMemoryBytes").getAsLong()).isGreaterThan(1 << 20);
    assertThat(json.get("java").getAsString()).startsWith(System.getProperty("java.version"));
  }

  @Test
  void lesson_measures_the_case_with_the_most_states_of_all() throws IOException {
    Run run = bench("lesson", "--json");

    assertThat(run.exit()).isZero();
    JsonObject json = run.json();
    JsonObject largest = largestOfTheReports();
    assertThat(json.get("scenario").getAsString())
        .isEqualTo("models/" + largest.get("scenario").getAsString());
    assertThat(json.get("case")).isEqualTo(largest.get("case"));
    assertThat(json.get("states")).isEqualTo(largest.get("states"));
    assertThat(json.get("transitions")).isEqualTo(largest.get("transitions"));
    assertThat(json.keySet())
        .containsExactly(
            "model",
            "scenario",
            "case",
            "threads",
            "warmUps",
            "states",
            "transitions",
            "depth",
            "millis",
            "bytesPerState",
            "peakMemoryBytes",
            "java");
  }

  private static JsonObject largestOfTheReports() throws IOException {
    JsonObject largest = new JsonObject();
    largest.addProperty("states", 0);
    try (Stream<Path> folders = Files.list(Path.of("reports")).filter(Files::isDirectory)) {
      for (Path folder : folders.sorted(Comparator.naturalOrder()).toList()) {
        JsonObject results =
            JsonParser.parseString(Files.readString(folder.resolve("results.json")))
                .getAsJsonObject();
        for (JsonElement element : results.getAsJsonArray("results")) {
          JsonObject result = element.getAsJsonObject();
          if (result.get("states").getAsLong() > largest.get("states").getAsLong()) {
            largest = result.deepCopy();
            largest.add("scenario", results.get("scenario"));
          }
        }
      }
    }
    return largest;
  }

  @Test
  void without_json_it_is_a_few_lines_for_people() {
    Run run = bench("close", "--connections", "1", "--threads", "1", "--warmup", "2");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("close 1, 1 thread, Java ");
    assertThat(run.out()).containsPattern("transitions +3,522   [\\d,]+ a second\n");
    assertThat(run.out()).containsPattern("time +[\\d.]+ s after 2 warm-up runs\n");
    assertThat(run.out().lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void it_warms_up_until_it_is_steady_and_says_how_often_that_was() {
    Run run = bench("close", "--connections", "1", "--warmup", "steady", "--json");

    assertThat(run.exit()).isZero();
    int warmUps = run.json().get("warmUps").getAsInt();
    assertThat(warmUps).isBetween(2, WarmUp.RUNS_MAX);
    assertThat(run.err())
        .isIn("", "tarry: the times were not steady after " + WarmUp.RUNS_MAX + " warm-up runs\n");
  }

  @Test
  void another_case_can_be_measured() {
    Run run =
        bench(
            "lesson",
            "models/04-why-time-wait.yaml",
            "--case",
            "without TIME_WAIT",
            "--threads",
            "1",
            "--quiet");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).startsWith("models/04-why-time-wait.yaml, without TIME_WAIT, 1 thread");
  }

  @ParameterizedTest
  @CsvSource({
    "closing-small, one claim",
    "closing-small, one claim that remembers fates",
    "closing-small, five claims",
    "closing-large, one claim",
    "closing-large, one claim that remembers fates",
    "closing-large, five claims",
    "processes-and-ports, all",
  })
  void the_worlds_of_the_benchmarks_can_be_measured(String world, String caseName) {
    Run run =
        bench(
            "lesson", "src/bench/worlds/" + world + ".yaml", "--case", caseName, "--max-states=9");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains(", " + caseName).contains("UNFINISHED, stopped by: states");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close --connections 2", "lesson"})
  void a_limit_reached_first_is_exit_3_and_said(String what) {
    List<String> args =
        Stream.concat(Stream.of(what.split(" ")), Stream.of("--max-states=9")).toList();

    Run run = bench(args.toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("UNFINISHED, stopped by: states");
    assertThat(run.err()).isEqualTo("tarry: the search is unfinished, stopped by: states\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', a command is missing",
    "close, --connections",
    "close --connections 0, '0' is not a number from 1",
    "close --connections 6, --connections is at most 5",
    "close --connections 1 --threads 0, '0' is not a number of threads from 1 to 1024",
    "close --connections 1 --threads 4000000000, from 1 to 1024",
    "close --connections 1 --warmup -1, --warmup is a number from 0",
    "close --connections 1 --warmup stedy, '--warmup is a number from 0 to 999999, or steady'",
    "close --connections 1 --warmup 4000000000, --warmup is a number from 0",
    "clsoe, Did you mean",
    "lesson models/99.yaml, no such file",
    "lesson models/04-why-time-wait.yaml, 'several cases; name one with --case'",
  })
  void what_cannot_be_done_is_exit_2_and_said_kindly(String args, String said) {
    Run run = bench(args.isEmpty() ? new String[0] : args.split(" "));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(said).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "lesson"})
  void help_has_an_example_and_the_exit_codes(String verb) {
    Run run = bench(verb, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Example", "./tarry bench " + verb, "Exit codes:", "--warmup");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void an_interrupt_ends_it_with_the_numbers_so_far(String signal, int exit)
      throws IOException, InterruptedException {
    Process process =
        OtherJvm.start(
            Main.class,
            List.of(
                "-Xmx1g", "-Dtarry.stderr.terminal=true"), // so that all progress is told at once
            List.of("bench", "close", "--connections", "3", "--threads", "1"));
    OtherJvm.readUntil(" to expand", process); // a search of minutes is under way then
    OtherJvm.signal(process, signal);

    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(exit);
    assertThat(out).contains("UNFINISHED, stopped by: interruption").contains("states");
  }
}
