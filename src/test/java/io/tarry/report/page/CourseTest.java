package io.tarry.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The course")
class CourseTest {

  private static String lesson(String title, String more) {
    return """
    {"schema": 1, "title": "%s", "question": "Why?"%s, "results": [
      {"case": "good", "property": "p", "verdict": "holds", "ending": "kept", "picture": "good.p"},
      {"case": "bad", "property": "p", "verdict": "violated", "ending": "broken", "picture": "bad.p"},
      {"case": "bad", "property": "q", "verdict": "vacuous"}]}
    """
        .formatted(title, more);
  }

  @Test
  void goes_by_places_and_then_by_names() {
    Course course =
        Course.of(
            Map.of(
                "01-a", lesson("First file", ""),
                "02-b", lesson("Second file", ", \"course\": 2"),
                "03-c", lesson("Third file", ", \"course\": 1")));

    assertThat(course.html()).containsSubsequence("Third file", "Second file", "First file");
    assertThat(course.markdown()).containsSubsequence("Third file", "Second file", "First file");
  }

  @Test
  void shows_what_breaks_a_property_beside_what_keeps_it() {
    assertThat(Course.of(Map.of("01-a", lesson("A", ""))).markdown())
        .contains(
            """
            | **violated**: bad | **holds**: good |
            | --- | --- |
            | ![broken](01-a/bad.p.svg) | ![kept](01-a/good.p.svg) |
            """);
  }

  @Test
  void puts_the_twin_beside_a_run_before_the_nearest_case() {
    String lesson =
        """
        {"title": "A", "results": [
          {"case": "twin", "property": "p", "verdict": "holds", "picture": "twin.p"},
          {"case": "near", "property": "p", "verdict": "holds", "picture": "near.p"},
          {"case": "bad", "property": "p", "verdict": "violated", "picture": "bad.p", "twin": "%s"}]}
        """;
    assertThat(Course.of(Map.of("01-a", lesson.formatted("twin"))).markdown())
        .contains("| **violated**: bad | **holds**: twin |");
    assertThat(Course.of(Map.of("01-a", lesson.formatted("not drawn"))).markdown())
        .contains("| **violated**: bad | **holds**: near |");
  }

  @Test
  void has_a_table_where_many_cases_ask_the_same() {
    StringBuilder results = new StringBuilder();
    for (int i = 1; i <= 5; i++) {
      for (String property : List.of("p", "q", "r")) {
        boolean broken = i == 2 && property.equals("q");
        results
            .append(results.isEmpty() ? "" : ",")
            .append(
                "{\"case\": \"c%d\", \"property\": \"%s\", \"claim\": \"Claim %s\", \"verdict\": \"%s\"%s}"
                    .formatted(
                        i,
                        property,
                        property,
                        broken ? "violated" : "holds",
                        broken ? ", \"picture\": \"c2.q\"" : ""));
      }
    }
    String whole = "{\"title\": \"A\", \"results\": [" + results + "]}";
    assertThat(Course.of(Map.of("01-a", whole)).markdown())
        .contains(
            """
            | | Claim p | Claim q | Claim r |
            | --- | --- | --- | --- |
            | c1 | holds | holds | holds |
            | c2 | holds | [**violated**](01-a/c2.q.svg) | holds |
            """);
    assertThat(Course.of(Map.of("01-a", lesson("A", ""))).markdown()).doesNotContain("| | ");
  }

  @Test
  void has_a_page_that_is_no_lesson_in_its_place_with_its_figures() {
    String page =
        """
        {"title": "How long?", "question": "Why?", "course": 2, "results": [],
         "figures": [{"picture": "map.svg", "says": "A map"}]}
        """;
    Course course =
        Course.of(
            Map.of(
                "01-a", lesson("First", ", \"course\": 1"),
                "02-b", lesson("Third", ", \"course\": 3"),
                "page", page));

    assertThat(course.html()).containsSubsequence("First", "page/index.html", "How long?", "Third");
    assertThat(course.markdown())
        .containsSubsequence(
            "## 1. First",
            "## How long?",
            "[Its page](page/README.md), with all tables.",
            "![A map](page/map.svg)",
            "## 2. Third");
  }

  @Test
  void adds_up_how_often_each_arrow_was_taken() {
    String arrows = ", \"arrows\": {\"cases\": 1, \"steps\": {\"CLOSED-LISTEN\": %d}}";
    String html =
        Course.of(
                Map.of(
                    "01-a", lesson("A", arrows.formatted(1200)),
                    "02-b", lesson("B", arrows.formatted(34)),
                    "03-c", lesson("C", "")))
            .html();

    assertThat(html)
        .contains("Counted in 2 of 6 cases")
        .contains("CLOSED \u2192 LISTEN</th><td>1,234</td>")
        .contains("LISTEN \u2192 CLOSED</th><td class=\"never\">never</td>")
        .contains("#states #e-LISTEN-CLOSED path { stroke-dasharray");
  }

  @Test
  void has_no_lesson_of_what_tells_of_none() {
    Course course =
        Course.of(Map.of("a", "no JSON {", "b", "[1]", "c", "{\"results\": 3}", "d", ""));

    assertThat(course.html()).doesNotContain("<li><a");
  }
}
