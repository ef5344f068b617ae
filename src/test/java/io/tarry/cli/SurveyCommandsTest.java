package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Questions that take many checks")
class SurveyCommandsTest {

  private static final String CLAIM = "fin-from-last-ack-never-answered-by-rst";
  private static final String CASE = "with TIME_WAIT";

  @TempDir private Path folder;

  private CommandRun run(String verb, String... more) {
    return CommandRun.of(
        Stream.concat(Stream.of(verb, "04", "--out", folder.toString(), "--quiet"), Stream.of(more))
            .toArray(String[]::new));
  }

  @Nested
  @DisplayName("minimum")
  class OfMinimum {

    @Test
    void has_both_certificates_and_says_what_was_searched() {
      CommandRun run = run("minimum", "--property", CLAIM, "--case", CASE, "--no-render");

      assertThat(run.err()).isEmpty();
      assertThat(run.exit()).isZero();
      assertThat(run.out())
          .contains("The least time.timeWait for which '" + CLAIM + "' holds is 4.")
          .contains("at 4      holds: the whole space was searched, 138 states")
          .contains("at 3      violated, in 12 steps at least: Nobody remembers the connection")
          .contains("each value from 0 to 3 was searched, and it is violated for all of them")
          .contains("it holds for 5, 6, 7 as well; other larger values were not searched");
      assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    @Test
    void draws_the_run_that_breaks_it_just_below_and_prints_one_object() throws IOException {
      CommandRun run = run("minimum", "--property", CLAIM, "--case", CASE, "--json");

      JsonObject answer = JsonParser.parseString(run.out()).getAsJsonObject();
      assertThat(answer.get("least").getAsString()).isEqualTo("4");
      assertThat(answer.get("monotone").getAsBoolean()).isTrue();
      Path picture = Path.of(answer.getAsJsonArray("reports").get(0).getAsString());
      assertThat(picture.getFileName().toString()).startsWith("time-timewait-3.");
      assertThat(Files.readString(picture)).contains("Nobody remembers the connection");
    }

    @ParameterizedTest
    @CsvSource({
      "time.timeWait=0..3, 1, holds for none of the values of time.timeWait",
      "time.timeWiat, 2, did you mean 'time.timeWait'?",
      "time.timeWait=3..1, 2, it counts upwards",
      "start=closed, 2, a script begins with 'open' or 'listen'"
    })
    void ends_otherwise(String of, int exit, String said) {
      CommandRun run =
          run("minimum", "--property", CLAIM, "--case", CASE, "--no-render", "--of", of);

      assertThat(run.exit()).isEqualTo(exit);
      assertThat(run.out() + run.err()).contains(said);
    }

    @Test
    void is_undecided_where_a_limit_is_reached() {
      CommandRun run =
          run("minimum", "--property", CLAIM, "--case", CASE, "--no-render", "--max-states", "20");

      assertThat(run.exit()).isEqualTo(3);
      assertThat(run.out()).contains("Not known: a limit was reached at time.timeWait ");
    }
  }

  @Nested
  @DisplayName("sweep")
  class OfSweep {

    private Path answers(String name) {
      return folder.resolve("04-why-time-wait.sweep." + CLAIM).resolve(name);
    }

    private CommandRun sweep(String vary, String... more) {
      return run(
          "sweep",
          Stream.concat(
                  Stream.of(
                      "--property",
                      CLAIM,
                      "--case",
                      CASE,
                      "--vary",
                      vary,
                      "--vary",
                      "network.lose=1..2"),
                  Stream.of(more))
              .toArray(String[]::new));
    }

    @Test
    void shows_where_it_holds_and_fits_the_border() {
      CommandRun run = sweep("time.timeWait=2..11", "--no-render", "--formula");

      assertThat(run.exit()).isZero();
      assertThat(run.out())
          .contains("network.lose       2     3     4     5     6     7     8     9    10    11\n")
          .contains("           1      12    12 holds holds holds holds holds holds holds holds\n")
          .contains("           2      12    12    20    20    20    20    20    20 holds holds\n")
          .contains("Fitted: time.timeWait >= MSL + (2^k - 1) RTO (2 factors")
          .contains("the\n20 cells that hold or are violated, and none failed. It is no proof");
    }

    @Test
    void leads_from_each_violated_cell_to_its_picture_and_goes_on_where_it_was()
        throws IOException {
      assertThat(sweep("time.timeWait=3..4").exit()).isZero();

      String map = Files.readString(answers("map.svg"));
      assertThat(map).contains("<a href=\"time-timewait-3-network-lose-1.svg\">");
      assertThat(answers("time-timewait-3-network-lose-1.svg")).exists();
      assertThat(Files.readString(answers("index.html")))
          .contains("12 steps: Nobody remembers the connection");
      List<String> cells = Files.readAllLines(answers("cells.jsonl"));
      assertThat(cells).hasSize(5);

      CommandRun more = sweep("time.timeWait=3..5", "--resume", "--json");
      assertThat(JsonParser.parseString(more.out()).getAsJsonObject().getAsJsonArray("cells"))
          .hasSize(6);
      List<String> after = Files.readAllLines(answers("cells.jsonl"));
      assertThat(after).hasSize(7).startsWith(cells.toArray(String[]::new));

      sweep("time.timeWait=3..4");
      assertThat(Files.readAllLines(answers("cells.jsonl"))).hasSize(5);
    }

    @Test
    void shares_the_memory_between_the_searches_at_one_time() {
      CommandRun shared =
          sweep("time.timeWait=3..4", "--no-render", "--threads", "2", "--max-memory", "2M");
      assertThat(shared.err())
          .isEqualTo(
              "tarry: up to 2 searches at once share --max-memory, 1,048,576 bytes each;"
                  + " --threads 1 gives all to one\n");

      CommandRun alone =
          sweep("time.timeWait=3..4", "--no-render", "--threads", "1", "--max-memory", "2M");
      assertThat(alone.err()).isEmpty();
    }

    @Test
    void says_the_same_for_any_number_of_threads() throws IOException {
      CommandRun one = sweep("time.timeWait=2..5", "--threads", "1");
      String map = Files.readString(answers("map.svg"));
      CommandRun three = sweep("time.timeWait=2..5", "--threads", "3");

      assertThat(three).isEqualTo(one);
      assertThat(answers("map.svg")).hasContent(map);
    }

    @ParameterizedTest
    @CsvSource({
      "network.lose=0..1, '''network.lose'' is varied twice'",
      "time.timeWait=0..9999, are more than 500 values",
      "time.msl=20..21, 'time.msl 21, network.lose 1: expected'"
    })
    void refuses_what_makes_no_sense(String vary, String said) {
      CommandRun run = sweep(vary);

      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains(said);
    }
  }

  @Nested
  @DisplayName("diff")
  class OfDiff {

    private CommandRun diff(String lesson, String one, String other) {
      return CommandRun.of("diff", lesson, one, other, "--out", folder.toString());
    }

    @Test
    void draws_the_shortest_run_each_way() throws IOException {
      CommandRun run = diff("04", "with TIME_WAIT", "without TIME_WAIT");

      List<String> pictures =
          run.out()
              .lines()
              .filter(line -> line.startsWith("See "))
              .map(l -> l.substring(4))
              .toList();
      assertThat(pictures).hasSize(2);
      assertThat(Files.readString(Path.of(pictures.get(0)))).contains("TIME_WAIT</text>");
      assertThat(Files.readString(Path.of(pictures.get(1)))).doesNotContain(">TIME_WAIT<");
    }

    @Test
    void knows_calls_that_are_refused() {
      CommandRun run = diff("08", "two connections, two ports", "three connections, two ports");

      assertThat(run.out())
          .contains(
              "a call of the client's application is refused: cannot assign requested address"
                  + " (EADDRNOTAVAIL)");
    }

    @Test
    void tells_what_only_one_case_has_with_the_shortest_run_to_it() {
      CommandRun run = diff("04", "with TIME_WAIT", "without TIME_WAIT");

      assertThat(run.err()).isEmpty();
      assertThat(run.exit()).isEqualTo(1);
      String[] halves = run.out().split("Only in 'without TIME_WAIT'");
      assertThat(halves).hasSize(2);
      assertThat(halves[0])
          .startsWith("Only in 'with TIME_WAIT'")
          .contains("the server is in TIME_WAIT")
          .doesNotContain("a RST reaches the client in LAST_ACK");
      assertThat(halves[1])
          .contains("a RST reaches the client in LAST_ACK")
          .contains("fin-from-last-ack-never-answered-by-rst: holds, and in the second violated")
          .contains("an ACK reaches the server in CLOSED", "15 things can happen in both; ");
    }

    @Test
    void finds_nothing_between_a_case_and_itself() {
      CommandRun run = diff("04", "with TIME_WAIT", "with TIME_WAIT");

      assertThat(run.exit()).isZero();
      assertThat(run.out()).contains("  nothing\n");
    }

    @Test
    void needs_cases_that_there_are() {
      CommandRun run = diff("04", "with TIME_WAIT", "without TIME_WAT");

      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err())
          .startsWith(
              "tarry: there is no case 'without TIME_WAT'; did you mean 'without TIME_WAIT'?");
    }
  }
}
