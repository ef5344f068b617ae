package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A run that may stay where it is for ever, told as a story")
class RestStoryTest {

  private static PropertyResult result(String file, String property) throws IOException {
    String path = "/io/tarry/cases/" + file;
    try (InputStream in = RestStoryTest.class.getResourceAsStream(path)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Scenario scenario = ((Reading.Good) ScenarioReader.read(file, text)).scenario();
      return Check.whole().of(scenario, scenario.cases().get(0)).properties().stream()
          .filter(one -> one.claim().id().equals(property))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void ends_where_only_an_application_could_go_on() throws IOException {
    PropertyResult result = result("assuming-nothing.yaml", "close-wait-ends-by-itself");

    assertThat(result.verdict()).isEqualTo(Verdict.VIOLATED);
    Story story = result.story().orElseThrow();
    assertThat(story.loop()).isEmpty();
    assertThat(story.ending()).endsWith("; it may stay so for ever");
  }

  @Test
  void is_as_short_as_can_be_where_nothing_is_assumed() throws IOException {
    Story story = result("assuming-nothing.yaml", "or-nothing").story().orElseThrow();

    // close(), and the FIN arrives.
    assertThat(story.steps()).hasSize(2);
    assertThat(story.ending()).endsWith("; it may stay so for ever");
  }
}
