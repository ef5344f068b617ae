package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.symmetry.WorldSymmetry;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A check of one state of each orbit")
class ReducedCheckTest {

  @TestFactory
  Stream<DynamicTest> says_of_lessons_what_a_whole_one_says() throws IOException {
    return LessonsTest.lessons().stream()
        .flatMap(scenario ->
            scenario.cases().stream()
                .filter(ReducedCheckTest::hasInterchangeableParts)
                .map(one ->
                    DynamicTest.dynamicTest(
                        scenario.file() + ", " + one.name(), () -> assertSame(scenario, one))));
  }

  private static boolean hasInterchangeableParts(Scenario.Case one) {
    return WorldSymmetry.of(one.settings(), Set.of()).isPresent();
  }

  private static void assertSame(Scenario scenario, Scenario.Case one) {
    CaseResult whole = LessonResults.of(scenario, one);
    CaseResult reduced = Check.whole().reduced().of(scenario, one);
    for (int i = 0; i < whole.properties().size(); i++) {
      PropertyResult expected = whole.properties().get(i);
      PropertyResult found = reduced.properties().get(i);
      assertThat(found.verdict()).as(found.claim().id()).isEqualTo(expected.verdict());
      assertThat(found.story().map(story -> story.steps().size()))
          .isEqualTo(expected.story().map(story -> story.steps().size()));
    }
    if (reduced.search().reduced()) {
      // As many where all states of each orbit but one are out of reach: ports of other numbers,
      // say.
      assertThat(reduced.statistics().states()).isLessThanOrEqualTo(whole.statistics().states());
    } else {
      assertThat(reduced.statistics().states()).isEqualTo(whole.statistics().states());
    }
  }

  private static final String TWO_OF_EACH =
      """
      title: Two of each
      question: Which?
      start: listening
      hosts: { client: { processes: %d, sysctl: { ip_local_port_range: [40000, %d] } } }
      connection: { client: [open, close], server: [keep listening, close on eof] }
      network: { reorder: false }
      time: { msl: 1, rto: 3, timeWait: 2 }
      properties:
        own: { never: '%s' }
      cases:
        one: { expect: { own: holds } }
      """;

  @ParameterizedTest(name = "{0} processes, ports to {1}, \"{2}\": reduced {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 40001 | some(client.state == CLOSING)     | true",
        "1 | 40001 | count(step delivers RST) > 1      | true",
        "1 | 40001 | server.timeWaits > 2              | true",
        "1 | 40001 | client.state == CLOSING           | false",
        "1 | 40001 | connection2.server.state == CLOSING | false",
        "1 | 40001 | step delivers RST to server and false | false",
        "2 | 40000 | client.freePorts > 5              | true",
        "2 | 40000 | client.refusal == ADDRESS_IN_USE  | false",
        "2 | 40000 | every(connection1.client.state == CLOSING) | false",
      })
  void takes_parts_that_a_property_names_for_different(
      int processes, int lastPort, String property, boolean reduced) {
    String text = TWO_OF_EACH.formatted(processes, lastPort, property);
    Reading reading = ScenarioReader.read("x.yaml", text);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    Scenario scenario = ((Reading.Good) reading).scenario();

    CaseResult result = Check.whole().reduced().of(scenario, scenario.cases().get(0));

    assertThat(result.search().reduced()).isEqualTo(reduced);
  }
}
