package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("tarry matrix")
class MatrixCommandTest {

  private static final String FILE =
      """
      title: A close
      question: What is TIME_WAIT for?
      hosts:
        client: { honorRstInTimeWait: false, isn: constant }
        server: { honorRstInTimeWait: false, isn: constant }
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { lose: 1, reorder: true }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 4, retransmissions: 1 }
      """;

  private static final String EXPECT =
      "expect: { last-ack-never-ended-by-rst: holds, time-wait-lasts: holds, no-stuck-state: holds }\n";

  @TempDir private Path folder;

  private CommandRun run(String text, String... more) throws IOException {
    String file = Files.writeString(folder.resolve("x.yaml"), text).toString();
    return CommandRun.of(
        Stream.concat(
                Stream.of("matrix", file, "--quiet", "--out", folder.resolve("out").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void prints_a_table_and_what_each_property_needs() throws IOException {
    CommandRun run = run(FILE + EXPECT, "--no-render");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^all on +holds +holds +holds +\\d+$")
        .containsPattern("(?m)^without TIME_WAIT +\\d+ +- +holds +\\d+$")
        .contains("It needs TIME_WAIT; TIME_WAIT alone is enough.")
        .contains("It holds with all off, too.")
        .containsPattern(
            "Not in this world, so not turned off:\\s+timestamps,\\s+increasing\\s+ISN,")
        .containsPattern("off\\s+in\\s+its\\s+own\\s+row\\s+only");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void writes_a_page_whose_cells_lead_to_their_pictures() throws IOException {
    CommandRun run = run(FILE + EXPECT);
    assertThat(run.exit()).isZero();
    Path page = folder.resolve("out").resolve("x.matrix").resolve("index.html");
    assertThat(run.out()).contains("See " + folder.resolve("out").resolve("index.html"));
    assertThat(Files.readString(page))
        .contains("<table class=\"grid\">")
        .containsPattern("<a href=\"#picture-\\d+\"><span class=\"verdict violated\">")
        .contains("id=\"picture-1\"");
  }

  @Test
  void prints_one_object_with_a_picture_of_each_counterexample() throws IOException {
    JsonObject answer =
        JsonParser.parseString(run(FILE + EXPECT, "--json").out()).getAsJsonObject();
    assertThat(answer.get("exit").getAsInt()).isZero();
    JsonArray rows = answer.getAsJsonArray("rows");
    JsonObject first = rows.get(0).getAsJsonObject();
    assertThat(first.get("on").getAsString()).isEqualTo("all");
    JsonObject without = rows.get(1).getAsJsonObject();
    assertThat(without.get("mechanism").getAsString()).isEqualTo("TIME_WAIT");
    assertThat(without.getAsJsonObject("settings").get("time.timeWait").getAsString())
        .isEqualTo("0");
    assertThat(without.get("states").getAsLong()).isPositive();
    JsonObject cell = without.getAsJsonArray("cells").get(0).getAsJsonObject();
    assertThat(cell.get("verdict").getAsString()).isEqualTo("violated");
    assertThat(cell.get("steps").getAsInt()).isPositive();
    assertThat(Path.of(cell.getAsJsonArray("reports").get(0).getAsString())).exists();
  }

  @Test
  void says_the_same_for_any_number_of_threads() throws IOException {
    assertThat(run(FILE + EXPECT, "--no-render", "--threads", "1").out())
        .isEqualTo(run(FILE + EXPECT, "--no-render", "--threads", "3").out());
  }

  @Test
  void a_limit_leaves_cells_open() throws IOException {
    CommandRun run = run(FILE + EXPECT, "--no-render", "--max-states", "20");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).containsPattern("\\?: a limit was\\s+reached\\s+first");
  }

  @Test
  void mistakes_are_told_in_a_line_each() throws IOException {
    assertMistake(run(FILE), "case 'as written' expects nothing; name the properties");
    assertMistake(run(FILE + EXPECT, "--case", "x"), "there is no case 'x'");
    assertMistake(
        run(FILE + EXPECT, "--property", "time-wait-last"), "did you mean 'time-wait-lasts'?");
    assertMistake(
        run(
            FILE.replace("honorRstInTimeWait: false", "honorRstInTimeWait: true")
                    .replace("timeWait: 4", "timeWait: 0")
                + EXPECT),
        "none of the mechanisms");
    assertMistake(CommandRun.of("matrix", "77"), "77: no such file or folder");
  }

  private static void assertMistake(CommandRun run, String says) {
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(says);
    assertThat(run.out()).isEmpty();
  }
}
