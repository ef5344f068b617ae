package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Verdict;
import io.tarry.report.Results;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GalleryPathsTest extends GalleryFolder {

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
}
