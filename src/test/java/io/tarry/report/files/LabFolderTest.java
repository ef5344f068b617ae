package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.report.Results;
import io.tarry.report.page.LabTable;
import io.tarry.report.table.LabText;
import io.tarry.report.table.TerminalColours;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a kernel said to runs")
class LabFolderTest {

  private static final Outcome CONFIRMED = new Outcome.Confirmed("6.18.44", 3);
  private static final Outcome REFUTED =
      new Outcome.Refuted(
          "6.18.44",
          7,
          "server",
          Outcome.Seen.of("ACK seq=302 ack=102"),
          Outcome.Seen.of("silence"),
          List.of("twRestart"));
  private static final Outcome UNPLAYABLE = new Outcome.Unplayable("there is a NAT in it");

  @TempDir private Path out;

  private final Scenario scenario = Results.scenario("models/04-why.yaml", "a", "b");
  private final PropertyResult violated = Results.violated(Verdict.VIOLATED);
  private final CaseResult a = Results.of(scenario, "a", violated);
  private final CaseResult b = Results.of(scenario, "b", Results.holds());

  private void said(CaseResult result, Outcome outcome) {
    LabFolder.write(out, List.of(new PlayedRun(result, result.properties().get(0), outcome)));
  }

  private void check() {
    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG)) {
      gallery.write(List.of(a, b));
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(out.resolve("04-why").resolve(name));
  }

  @Test
  void is_read_as_it_was_written() {
    for (Outcome outcome : List.of(REFUTED, UNPLAYABLE, new Outcome.Confirmed("6.18.44", 0))) {
      said(a, outcome);
      assertThat(LabFolder.read(out, List.of(a)))
          .containsExactly(new PlayedRun(a, violated, outcome));
    }
  }

  @Test
  void stays_when_another_run_is_played() {
    said(a, REFUTED);
    said(b, UNPLAYABLE);
    assertThat(LabFolder.read(out, List.of(a, b)))
        .extracting(PlayedRun::outcome)
        .containsExactly(REFUTED, UNPLAYABLE);
  }

  @Test
  void stands_on_the_page_and_in_the_picture_and_checking_leaves_it() throws IOException {
    said(a, REFUTED);
    said(b, CONFIRMED);
    String before = read("lab.json");
    check();
    assertThat(read("lab.json")).isEqualTo(before);
    assertThat(read("index.html"))
        .contains(
            "<span class=\"stamp refuted\">Refuted on Linux 6.18.44 at step 7, at the server: silence,"
                + " where the run has ACK seq=302 ack=102.")
        .contains("<span class=\"stamp confirmed\">Confirmed on Linux 6.18.44");
    String id = violated.claim().id();
    assertThat(read("a." + id + ".svg")).contains("refuted on Linux 6.18.44 at step 7");
    assertThat(read("b." + id + ".svg")).contains("confirmed on Linux 6.18.44");
  }

  @Test
  void is_nothing_once_the_run_is_another() throws IOException {
    said(a, REFUTED);
    Files.writeString(
        out.resolve("04-why/lab.json"),
        read("lab.json").replaceAll("\"run\": \"[0-9a-f]+\"", "\"run\": \"0123456789abcdef\""));
    assertThat(LabFolder.read(out, List.of(a))).isEmpty();
    check();
    assertThat(read("index.html")).doesNotContain("class=\"stamp");
  }

  @Test
  void is_nothing_where_the_file_is_none_of_ours() throws IOException {
    Files.createDirectories(out.resolve("04-why"));
    for (String text : List.of("", "[]", "{\"runs\": 3}", "{\"runs\": [4]}", "{\"runs\": [{}]}")) {
      Files.writeString(out.resolve("04-why/lab.json"), text);
      assertThat(LabFolder.read(out, List.of(a))).isEmpty();
    }
  }

  @Test
  void is_told_in_the_terminal() {
    String text =
        LabText.of(
            List.of(
                new PlayedRun(a, violated, REFUTED), new PlayedRun(b, Results.holds(), UNPLAYABLE)),
            TerminalColours.NONE);
    assertThat(text)
        .isEqualTo(
            """
            models/04-why.yaml: Why TIME_WAIT exists
              a
                refuted on 6.18.44 at step 7  fin-from-last-ack-never-answered-by-rst
                    the run, at the server: ACK seq=302 ack=102
                    the kernel: silence
                    Linux differs from the run's stack in twRestart.
              b
                cannot be played  fin-from-last-ack-never-answered-by-rst
                    there is a NAT in it

            2 runs: 0 confirmed, 1 refuted, 1 cannot be played
            """);
  }

  @Test
  void is_a_table_of_the_counterexamples() {
    String page =
        LabTable.of(
            List.of(
                new PlayedRun(a, violated, REFUTED), new PlayedRun(b, Results.holds(), CONFIRMED)));
    assertThat(page)
        .contains("Of 1 counterexamples, the kernel did 0 just so, and refuted 1:")
        .contains(
            "| a | `fin-from-last-ack-never-answered-by-rst` | **refuted** at step 7, at the server:"
                + " silence, where the run has ACK seq=302 ack=102. Linux differs in `twRestart`.")
        .doesNotContain("| b |");
  }
}
