package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("tarry mutate")
class MutateCommandTest {

  private static final String BOTH_CLOSE =
      """
      title: Both close
      question: Who is caught?
      hosts: { client: rfc9293, server: rfc9293 }
      start: established
      connection: { client: [close], server: [close] }
      network: { lose: 1, reorder: true }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 4, retransmissions: 1 }
      expect: { simultaneous-close: holds }
      """;

  @TempDir private Path folder;

  private CommandRun mutate(String... more) throws IOException {
    String file = Files.writeString(folder.resolve("x.yaml"), BOTH_CLOSE).toString();
    return CommandRun.of(
        Stream.concat(Stream.of("mutate", file, "--quiet"), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void says_who_catches_what_with_the_shortest_run_first() throws IOException {
    CommandRun run = mutate("--wrong", "last-ack-for-closing", "--wrong", "fin-lost-when-crossed");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .containsPattern(
            "(?m)^last-ack-for-closing +no-forbidden-state-pair +4 +\\d+ +1$\\R"
                + "(?:^ +\\S+ +(?:\\d+|-) +\\d+ +1$\\R)*^ +simultaneous-close +- +\\d+ +1$")
        .containsPattern("(?m)^fin-lost-when-crossed +half-open-is-noticed +17 +\\d+ +1$")
        .contains("reported: https://github.com/microsoft/demikernel/issues/1537\n")
        .contains("2 of 2 wrong TCPs are caught.");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void asks_what_a_case_expects_and_says_whom_nobody_catches() throws IOException {
    CommandRun run =
        mutate("--expected", "--wrong", "last-ack-for-closing", "--wrong", "rst-draws-rst");
    assertThat(run.exit()).isOne();
    assertThat(run.out())
        .containsPattern("(?m)^last-ack-for-closing +simultaneous-close +- +\\d+ +1$")
        .containsPattern("(?m)^rst-draws-rst +nobody$")
        .doesNotContain("no-forbidden-state-pair")
        .contains("1 of 2 wrong TCPs are caught.");
  }

  @Test
  void prints_json_that_is_the_same_for_any_number_of_threads() throws IOException {
    CommandRun run = mutate("--json", "--wrong", "last-ack-for-closing", "--threads", "1");
    JsonObject whole = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(whole.get("exit").getAsInt()).isZero();
    JsonObject wrong = whole.getAsJsonArray("wrong").get(0).getAsJsonObject();
    assertThat(wrong.get("name").getAsString()).isEqualTo("last-ack-for-closing");
    JsonObject first = wrong.getAsJsonArray("caughtBy").get(0).getAsJsonObject();
    assertThat(first.get("property").getAsString()).isEqualTo("no-forbidden-state-pair");
    assertThat(first.get("steps").getAsInt()).isEqualTo(4);
    assertThat(mutate("--json", "--wrong", "last-ack-for-closing", "--threads", "3").out())
        .isEqualTo(run.out());
  }

  @Test
  void has_no_answer_where_the_right_tcp_needs_more_than_the_limit() throws IOException {
    CommandRun run = mutate("--max-states", "1");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("Left out, since a limit ended the search with the right TCP:")
        .doesNotContain("nobody");
  }

  @Test
  void refuses_a_name_that_no_wrong_tcp_has() throws IOException {
    CommandRun run = mutate("--wrong", "last-ack-for-closin");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "tarry: there is no wrong TCP 'last-ack-for-closin'; did you mean 'last-ack-for-closing'?");
  }

  /** As the page of wrong TCPs says. */
  @Test
  void lesson_3_loses_nothing_and_so_does_not_see_what_is_sent_again() {
    CommandRun run = CommandRun.of("mutate", "3", "--quiet", "--wrong", "fin-lost-when-crossed");
    assertThat(run.exit()).isOne();
    assertThat(run.out()).containsPattern("(?m)^fin-lost-when-crossed +nobody$");
  }

  @Test
  void the_museum_has_worlds_of_its_own() throws IOException {
    CommandRun run = mutate("--museum");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "tarry: --museum has worlds of its own, and shows all; it goes with --out alone\n");
  }
}
