package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a command line asks of scenario files")
class SelectionTest {

  private static final Scenario SCENARIO =
      scenario(
          """
          title: A title
          question: A question?
          start: established
          connection: { client: [close], server: [close on eof] }
          cases:
            one loss, and more:
              expect: { no-stuck-state: holds }
            silent: {}
          """);

  private static Scenario scenario(String text) {
    Reading reading = ScenarioReader.read("x.yaml", text);
    assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario();
  }

  private static Optional<Verdict> expected(String caseName, String property) throws Refusal {
    List<Selection.Task> tasks =
        Selection.of(List.of(SCENARIO), Optional.of(caseName), Optional.of(property));
    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0).expectations()).hasSize(1);
    return tasks.get(0).expectations().get(0).verdict();
  }

  @Test
  void one_property_is_expected_to_hold_where_others_are_named_and_nowhere_else() throws Refusal {
    assertThat(expected("one loss, and more", "time-wait-lasts")).contains(Verdict.HOLDS);
    assertThat(expected("silent", "time-wait-lasts")).isEmpty();
  }

  @Test
  void names_of_cases_that_there_are_stand_on_lines_of_their_own() {
    assertThatThrownBy(
            () -> Selection.of(List.of(SCENARIO), Optional.of("two losses"), Optional.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith("There are:\n  one loss, and more\n  silent");
  }
}
