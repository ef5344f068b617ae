package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.report.Results;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GalleryTest extends GalleryFolder {

  @Test
  void each_counterexample_gets_its_files_and_the_caller_learns_their_names() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "without TIME_WAIT");
    PropertyResult violated = Results.violated(Verdict.VIOLATED);
    CaseResult result =
        Results.of(
            scenario,
            "without TIME_WAIT",
            violated,
            Results.without(Results.REACHED, Verdict.VIOLATED, Verdict.VIOLATED));

    WrittenFiles written = write(true, result);

    assertThat(names())
        .containsExactly(
            "04-why/index.html",
            "04-why/results.json",
            "04-why/without-time-wait." + ID + ".dot",
            "04-why/without-time-wait." + ID + ".png",
            "04-why/without-time-wait." + ID + ".svg",
            "README.md",
            "index.html");
    assertThat(written.files(result, violated))
        .hasSize(3)
        .first()
        .asString()
        .endsWith("04-why/without-time-wait." + ID + ".svg");
    assertThat(written.missing()).isEmpty();
  }

  @Test
  void a_case_that_holds_shows_its_first_witness_and_what_is_reached() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "with TIME_WAIT");

    write(false, Results.of(scenario, "with TIME_WAIT", Results.holds(), Results.reached()));

    assertThat(names())
        .containsExactly(
            "04-why/results.json",
            "04-why/with-time-wait.both-closed.dot",
            "04-why/with-time-wait." + ID + ".dot");
  }

  @Test
  void beside_a_counterexample_the_leading_run_and_what_is_reached_are_drawn() {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");
    PropertyResult violated = Results.violated(Verdict.VIOLATED);
    PropertyResult vacuous = Results.without(Results.NEVER_RST, Verdict.VACUOUS, Verdict.VACUOUS);

    assertThat(Gallery.drawn(Results.of(scenario, "a", Results.reached(), violated)))
        .containsExactly(Results.reached(), violated);
    assertThat(Gallery.drawn(Results.of(scenario, "a", Results.holds(), violated)))
        .containsExactly(Results.holds(), violated);
    assertThat(Gallery.drawn(Results.of(scenario, "a", vacuous, Results.holds()))).hasSize(1);
    assertThat(Gallery.drawn(Results.of(scenario, "a", vacuous))).isEmpty();
  }

  @Test
  void the_same_results_give_the_same_bytes() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a", "b");
    CaseResult a = Results.of(scenario, "a", Results.violated(Verdict.VIOLATED), Results.reached());
    CaseResult b = Results.of(scenario, "b", Results.holds(), Results.reached());
    write(true, a, b);
    Map<String, byte[]> first = contents();

    write(true, a, b);

    assertSameBytes(contents(), first);
  }

  @Test
  void results_tell_no_time_and_no_path_and_no_memory() throws IOException {
    Scenario scenario = Results.scenario("/elsewhere/models/04-why.yaml", "a");

    write(false, Results.of(scenario, "a", Results.holds(), Results.reached()));

    assertThat(Files.readString(out.resolve("04-why/results.json")))
        .contains("\"states\": 12345")
        .endsWith("}\n")
        .doesNotContain("millis", "bytesPerState", "elsewhere", out.toString(), "\r");
  }

  @Test
  void pictures_of_an_earlier_run_go_and_other_files_stay() throws IOException {
    PropertyResult unreached = Results.without(Results.REACHED, Verdict.VIOLATED, Verdict.VIOLATED);
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");
    write(true, Results.of(scenario, "a", Results.violated(Verdict.VIOLATED), unreached));
    Files.writeString(out.resolve("04-why/notes.txt"), "mine");
    Files.writeString(out.resolve("04-why/My Drawing.svg"), "mine");

    write(false, Results.of(scenario, "a", Results.holds(), unreached));

    assertThat(names())
        .containsExactly(
            "04-why/My Drawing.svg",
            // The DOT text is another one, so the old drawing went.
            "04-why/a." + ID + ".dot",
            "04-why/index.html",
            "04-why/notes.txt",
            "04-why/results.json",
            "README.md",
            "index.html");
  }

  @Test
  void a_run_of_one_case_leaves_the_files_of_the_others_alone() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a", "b");
    CaseResult a = Results.of(scenario, "a", Results.violated(Verdict.VIOLATED), Results.reached());
    CaseResult b = Results.of(scenario, "b", Results.violated(Verdict.VIOLATED), Results.reached());
    write(false, a, b);
    Map<String, byte[]> before = contents();

    write(false, a);

    assertSameBytes(contents(), before);
  }

  @Test
  void pictures_of_a_case_that_is_called_otherwise_now_go() throws IOException {
    write(
        false,
        Results.of(
            Results.scenario("x.yaml", "old"),
            "old",
            Results.violated(Verdict.VIOLATED),
            Results.reached()));
    assertThat(names()).contains("x/old." + ID + ".dot");

    write(
        false,
        Results.of(
            Results.scenario("x.yaml", "new"),
            "new",
            Results.violated(Verdict.VIOLATED),
            Results.reached()));

    assertThat(names()).noneMatch(name -> name.contains("old")).contains("x/results.json");
  }
}
