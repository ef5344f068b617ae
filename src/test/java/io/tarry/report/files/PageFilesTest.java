package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.engine.Verdict;
import io.tarry.report.Results;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The pages of a gallery")
class PageFilesTest {

  @TempDir private Path out;

  private WrittenFiles write(Gallery.Drawn drawn, CaseResult... results) {
    try (Gallery gallery = new Gallery(out, drawn)) {
      return gallery.write(List.of(results));
    }
  }

  private WrittenFiles write(CaseResult... results) {
    return write(Gallery.Drawn.SVG_AND_MISSING_PNG, results);
  }

  private static CaseResult result(Scenario scenario, String caseName) {
    return Results.of(scenario, caseName, Results.violated(Verdict.VIOLATED));
  }

  private static CaseResult lesson(String file) {
    return result(Results.scenarioOf(file, List.of(Results.NEVER_RST), "a"), "a");
  }

  private String read(String name) throws IOException {
    return Files.readString(out.resolve(name));
  }

  @Test
  void the_course_has_the_lessons_of_earlier_runs_too() throws IOException {
    write(lesson("models/02-later.yaml"));
    write(lesson("models/01-sooner.yaml"));

    assertThat(read("index.html"))
        .containsSubsequence("href=\"01-sooner/index.html\"", "href=\"02-later/index.html\"");
    assertThat(read("README.md"))
        .containsSubsequence("(01-sooner/index.html)", "(02-later/index.html)")
        .contains("01-sooner/a." + Results.NEVER_RST.id() + ".svg");
  }

  /** The committed ones, which another test compares with what is written now. */
  @Test
  void a_page_of_a_lesson_is_smaller_than_half_a_megabyte() throws IOException {
    try (Stream<Path> lessons = Files.list(Path.of("reports"))) {
      List<Path> pages =
          lessons.map(folder -> folder.resolve("index.html")).filter(Files::exists).toList();
      assertThat(pages)
          .hasSizeGreaterThan(17)
          .allSatisfy(page -> assertThat(page.toFile().length()).isLessThan(500_000));
    }
  }

  @Test
  void a_page_has_its_pictures_in_it() throws IOException {
    write(lesson("models/01-x.yaml"));

    assertThat(read("01-x/index.html"))
        .contains("<svg id=\"picture-1\" role=\"img\"", "Broken in ")
        .doesNotContain("<?xml", "<img");
  }

  @Test
  void what_tarry_did_not_write_is_left_as_it_is_and_that_is_said() throws IOException {
    Files.writeString(out.resolve("README.md"), "# My project\n");
    Files.writeString(out.resolve("index.html"), "<p>My pages</p>\n");

    WrittenFiles written = write(lesson("models/01-x.yaml"));

    assertThat(read("README.md")).isEqualTo("# My project\n");
    assertThat(read("index.html")).isEqualTo("<p>My pages</p>\n");
    assertThat(written.missing())
        .hasSize(2)
        .allMatch(said -> said.contains("left as it is") && said.contains("--out"));
    assertThat(written.failures()).isEmpty();
  }

  @Test
  void a_run_of_one_case_leaves_the_page_of_all_alone() throws IOException {
    Scenario scenario = Results.scenarioOf("x/01-x.yaml", List.of(Results.NEVER_RST), "a", "b");
    write(result(scenario, "a"), result(scenario, "b"));
    String before = read("01-x/index.html");

    write(Results.of(scenario, "a", Results.holds()));

    assertThat(read("01-x/index.html")).isEqualTo(before).contains(">b<");
  }

  @Test
  void a_run_of_one_case_writes_a_page_of_it_where_there_is_none_of_all() throws IOException {
    Scenario scenario = Results.scenarioOf("x/01-x.yaml", List.of(Results.NEVER_RST), "a", "b");

    write(result(scenario, "a"));

    assertThat(read("01-x/index.html"))
        .contains("Cases checked here: 1 of 2.", ">a<")
        .doesNotContain(">b<", "../index.html");
    assertThat(out.resolve("01-x/results.json")).doesNotExist();
    assertThat(out.resolve("index.html")).doesNotExist();

    write(result(scenario, "a"), result(scenario, "b"));

    assertThat(read("01-x/index.html"))
        .contains(">a<", ">b<", "../index.html")
        .doesNotContain("Cases checked here");
  }

  @Test
  void where_nothing_is_drawn_there_are_none() {
    write(Gallery.Drawn.NOTHING, lesson("models/01-x.yaml"));

    assertThat(out.resolve("01-x/results.json")).exists();
    assertThat(out.resolve("01-x/index.html")).doesNotExist();
    assertThat(out.resolve("index.html")).doesNotExist();
  }
}
