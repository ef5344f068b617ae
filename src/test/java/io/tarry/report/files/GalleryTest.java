package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.report.Results;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Renderer;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GalleryTest {

  private static final String ID = "fin-from-last-ack-never-answered-by-rst";

  @TempDir Path out;

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
  void without_rendering_a_picture_that_is_still_right_stays() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");
    CaseResult result =
        Results.of(scenario, "a", Results.violated(Verdict.VIOLATED), Results.reached());
    write(true, result);

    write(false, result);

    assertThat(names()).contains("04-why/a." + ID + ".svg", "04-why/a." + ID + ".png");
  }

  @Test
  void a_png_is_drawn_where_there_is_none_of_the_svg_beside_it() throws IOException {
    CaseResult result = Results.of(Results.scenario("04.yaml", "a"), "a", Results.holds());
    String png = "04/a." + ID + ".png";
    write(true, result);
    byte[] drawn = contents().get(png);

    Files.writeString(out.resolve(png), "of other fonts");
    WrittenFiles written = write(true, result);
    assertThat(out.resolve(png)).hasContent("of other fonts");
    assertThat(written.files(result, Results.holds()))
        .hasSize(3)
        .element(1)
        .asString()
        .endsWith(png);

    Files.writeString(out.resolve("04/a." + ID + ".svg"), "another picture");
    write(true, result);
    assertThat(contents().get(png)).isEqualTo(drawn);

    Files.delete(out.resolve(png));
    write(true, result);
    assertThat(contents().get(png)).isEqualTo(drawn);

    // A checkout that brings the new SVG leaves the PNG of the one before it.
    Files.writeString(out.resolve(png), "of the SVG before");
    Files.setLastModifiedTime(out.resolve(png), FileTime.from(Instant.EPOCH));
    write(true, result);
    assertThat(contents().get(png)).isEqualTo(drawn);
  }

  @Test
  void every_png_is_drawn_anew_where_that_is_asked_for() throws IOException {
    CaseResult result = Results.of(Results.scenario("04.yaml", "a"), "a", Results.holds());
    String png = "04/a." + ID + ".png";
    write(true, result);
    byte[] drawn = contents().get(png);
    Files.writeString(out.resolve(png), "of other fonts");

    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG_AND_PNG)) {
      gallery.write(List.of(result));
    }

    assertThat(contents().get(png)).isEqualTo(drawn);
  }

  @Test
  void a_png_that_cannot_be_drawn_is_a_failure_and_no_older_one_stays() throws IOException {
    CaseResult result = Results.of(Results.scenario("04.yaml", "a"), "a", Results.holds());
    write(true, result);
    String other = "<svg width=\"9pt\" height=\"9pt\" viewBox=\"0 0 9 9\"><line/></svg>\n";
    Renderer odd =
        new Renderer() {
          @Override
          public String svg(Drawing drawing) {
            return other;
          }

          @Override
          public Optional<byte[]> png(String svg) {
            return Renderer.create().png(svg);
          }

          @Override
          public List<String> missing() {
            return List.of();
          }
        };

    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG_AND_MISSING_PNG, odd)) {
      assertThat(gallery.write(List.of(result)).failures())
          .singleElement()
          .asString()
          .contains("cannot draw a.", "<line>");
    }
    assertThat(out.resolve("04/a." + ID + ".svg")).hasContent(other);
    assertThat(names()).noneMatch(name -> name.endsWith(".png"));
  }

  @Test
  void where_there_are_no_fonts_it_says_so_and_draws_the_rest() throws IOException {
    CaseResult result = Results.of(Results.scenario("04.yaml", "a"), "a", Results.holds());
    List<String> said = new CopyOnWriteArrayList<>();
    Renderer fontless =
        new Renderer() {
          @Override
          public String svg(Drawing drawing) {
            return Renderer.create().svg(drawing);
          }

          @Override
          public Optional<byte[]> png(String svg) {
            said.add("no PNG: no fonts");
            return Optional.empty();
          }

          @Override
          public List<String> missing() {
            return List.copyOf(said);
          }
        };

    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG_AND_MISSING_PNG, fontless)) {
      assertThat(gallery.write(List.of(result)).missing()).containsExactly("no PNG: no fonts");
    }
    assertThat(names()).contains("04/a." + ID + ".svg").noneMatch(name -> name.endsWith(".png"));
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
  void names_that_look_alike_do_not_overwrite_each_other() throws IOException {
    Scenario one = Results.scenario("models/x/same.yaml", "1 loss", "1-loss", "***");
    Scenario two = Results.scenario("models/y/same.yaml", "1 loss");

    write(
        false,
        Results.of(one, "1 loss", Results.violated(Verdict.VIOLATED)),
        Results.of(one, "1-loss", Results.violated(Verdict.VIOLATED)),
        Results.of(one, "***", Results.violated(Verdict.VIOLATED)),
        Results.of(two, "1 loss", Results.violated(Verdict.VIOLATED)));

    assertThat(names())
        .contains(
            "same/1-loss." + ID + ".dot",
            "same/1-loss-2." + ID + ".dot",
            "same/case." + ID + ".dot",
            "same~2/1-loss." + ID + ".dot");
  }

  @ParameterizedTest
  @CsvSource({
    "models/04-why.yaml, 04-why",
    "models/a.b.yaml, a.b",
    "models/Upper_Case.yaml, Upper_Case",
    "models/ä.yaml, ~e4~",
    "models/....yaml, ~2e~.~2e~",
    "models/...yaml, ~2e~~2e~",
    "models/..yaml, ~2e~",
    "models/.yaml, ~2e~yaml~",
    "models/x.yml, x.yml~",
    "models/con.yaml, ~63~on",
    "models/Nul.txt.yaml, ~4e~ul.txt",
    "models/~e4~.yaml, ~7e~e4~7e~",
    "models/-rf.yaml, ~2d~rf",
    "'models/a b\\c:d.yaml', a~20~b~5c~c~3a~d"
  })
  void the_folder_is_of_ascii_and_of_one_file_alone(String file, String folder) throws IOException {
    Scenario scenario = Results.scenario(file, "a");

    write(false, Results.of(scenario, "a", Results.holds()));

    assertThat(names()).containsExactly(folder + "/a." + ID + ".dot");
  }

  @Test
  void nothing_outside_of_its_folder_is_written_or_removed() throws IOException {
    Path inside = Files.createDirectory(out.resolve("inside"));
    Files.writeString(out.resolve("a.b.png"), "mine");
    Files.writeString(inside.resolve("a.b.png"), "mine");
    for (String file : List.of("....yaml", "...yaml", "..yaml", ".yaml", "~.yaml")) {
      try (Gallery gallery = new Gallery(inside, Gallery.Drawn.NOTHING)) {
        gallery.write(List.of(Results.of(Results.scenario(file, "a"), "a", Results.holds())));
      }
    }
    assertThat(names()).contains("a.b.png", "inside/a.b.png");
    assertThat(names()).allMatch(name -> name.equals("a.b.png") || name.startsWith("inside/"));
    assertThat(names()).doesNotContain("inside/results.json");
  }

  @Test
  void what_tarry_did_not_write_is_never_removed_or_written_over() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");
    Path folder = Files.createDirectory(out.resolve("04-why"));
    Files.writeString(folder.resolve("holiday.rome.png"), "mine");
    write(false, Results.of(scenario, "a", Results.holds()));
    assertThat(names()).contains("04-why/holiday.rome.png");

    Files.writeString(folder.resolve("results.json"), "{ \"mine\": 1 }");
    assertThatThrownBy(() -> write(false, Results.of(scenario, "a", Results.holds())))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("was not written by Tarry");
    assertThat(folder.resolve("results.json")).hasContent("{ \"mine\": 1 }");
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

  @Test
  void a_link_in_the_place_of_the_folder_is_not_followed() throws IOException {
    Path elsewhere = Files.createDirectory(out.resolve("elsewhere"));
    Files.createSymbolicLink(out.resolve("04-why"), elsewhere);
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");

    assertThatThrownBy(() -> write(false, Results.of(scenario, "a", Results.holds())))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void a_link_in_the_place_of_a_file_is_replaced_and_not_written_through() throws IOException {
    Path mine = Files.writeString(out.resolve("mine"), "mine");
    Path folder = Files.createDirectory(out.resolve("04-why"));
    Files.createSymbolicLink(folder.resolve("a." + ID + ".dot"), mine);
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");

    write(false, Results.of(scenario, "a", Results.violated(Verdict.VIOLATED)));

    assertThat(mine).hasContent("mine");
  }

  @Test
  void a_file_in_the_way_of_the_folder_is_reported() throws IOException {
    Files.writeString(out.resolve("04-why"), "in the way");
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");

    assertThatThrownBy(() -> write(false, Results.of(scenario, "a", Results.holds())))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("cannot write")
        .hasMessageContaining("04-why")
        .hasMessageContaining("in the way");
  }

  @Test
  void a_folder_in_the_way_of_a_file_is_reported_and_no_draft_is_left() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");
    Path inTheWay = out.resolve("04-why/a." + ID + ".dot");
    Files.createDirectories(inTheWay.resolve("full"));

    assertThatThrownBy(() -> write(false, Results.of(scenario, "a", Results.holds())))
        .isInstanceOf(ReportException.class)
        .hasMessageContaining("a." + ID + ".dot");
    assertThat(names()).noneMatch(name -> name.endsWith(".tmp"));
  }

  private WrittenFiles write(boolean render, CaseResult... results) {
    try (Gallery gallery =
        new Gallery(out, render ? Gallery.Drawn.SVG_AND_MISSING_PNG : Gallery.Drawn.NOTHING)) {
      return gallery.write(List.of(results));
    }
  }

  private static void assertSameBytes(Map<String, byte[]> found, Map<String, byte[]> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(found)
        .allSatisfy((name, bytes) ->
            assertThat(Arrays.mismatch(bytes, expected.get(name)))
                .as("the first byte that differs")
                .isNegative());
  }

  private List<String> names() throws IOException {
    return List.copyOf(contents().keySet());
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
