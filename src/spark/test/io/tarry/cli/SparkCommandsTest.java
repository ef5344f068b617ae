package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that search on Spark write and print what they do without. */
class SparkCommandsTest {

  private static final String[] ON_SPARK = {
    "--engine", "spark", "--master", "local[2]", "--partitions", "4"
  };

  @TempDir private Path folder;

  @Test
  void aCheckWritesAndPrintsTheSame() {
    List<String> check =
        List.of(
            "check",
            "models/04-why-time-wait.yaml",
            "--case",
            "without TIME_WAIT",
            "--minimize",
            "faults",
            "--quiet");
    CommandRun alone = run(into("alone", check));
    CommandRun spread = run(into("spread", check), ON_SPARK);
    assertThat(spread.err()).isEqualTo(alone.err());
    assertThat(withoutTimes(spread)).isEqualTo(withoutTimes(alone).replace("alone", "spread"));
    assertThat(spread.exit()).isEqualTo(alone.exit()).isZero();
    assertThat(filesOf("spread").keySet()).isEqualTo(filesOf("alone").keySet());
    filesOf("spread").forEach((name, text) -> assertThat(text).as(name).hasSizeGreaterThan(100));
    assertThat(filesOf("spread").equals(filesOf("alone"))).isTrue(); // which are too long to show
  }

  @Test
  void aBenchSaysHowLargeEachLevelIs() {
    CommandRun run =
        run(List.of("bench", "close", "--connections", "1", "--json", "--quiet"), ON_SPARK);
    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    JsonArray levels = json.getAsJsonArray("levels");
    List<Integer> states = new ArrayList<>();
    levels.forEach(level -> states.add(level.getAsJsonObject().get("states").getAsInt()));
    assertThat(states).containsExactly(1, 2, 7, 22, 45, 96, 140, 112, 44, 4, 0);
    assertThat(levels.get(1).getAsJsonObject().keySet())
        .containsExactly("level", "states", "transitions", "bytesSent", "skew", "millis");
    assertThat(json.get("states").getAsInt()).isEqualTo(473);
    assertThat(json.get("threads").getAsInt()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @Test
  void aBenchPrintsATable() {
    CommandRun run = run(List.of("bench", "close", "--connections", "1", "--quiet"), ON_SPARK);
    assertThat(run.out().lines().limit(2))
        .satisfiesExactly(
            head -> assertThat(head.split(" +")).startsWith("level", "states", "transitions"),
            first -> assertThat(first.strip()).matches("0 +1 +0 +0 +4\\.00 +[0-9.]+ s"));
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void aLimitEndsASearchAsItDoesWithout() {
    List<String> check =
        List.of(
            "check",
            "models/04-why-time-wait.yaml",
            "--case",
            "for all timer values",
            "--max-states",
            "900",
            "--no-render",
            "--quiet",
            "--out",
            folder.toString());
    CommandRun alone = run(check);
    CommandRun spread = run(check, ON_SPARK);
    assertThat(withoutTimes(spread)).isEqualTo(withoutTimes(alone)).contains("undecided");
    assertThat(spread.exit()).isEqualTo(alone.exit()).isEqualTo(3);
  }

  private List<String> into(String name, List<String> command) {
    return Stream.concat(command.stream(), Stream.of("--out", folder.resolve(name).toString()))
        .toList();
  }

  private static CommandRun run(List<String> command, String... further) {
    return CommandRun.of(
        Stream.concat(command.stream(), Stream.of(further)).toArray(String[]::new));
  }

  private static String withoutTimes(CommandRun run) {
    // Where a line is broken depends on how long the time is.
    return run.out().replaceAll("\\s+", " ").replaceAll(" [0-9.]+ (ms|s|min)\\b", " TIME");
  }

  /** What each file is, but for pictures of which the bytes depend on the machine. */
  private Map<String, String> filesOf(String name) {
    Path root = folder.resolve(name);
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".png")) {
          files.put(
              root.relativize(file).toString(),
              new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return files;
  }
}
