package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Limits;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Small inputs that were once answered wrongly; each file says what is right. */
@DisplayName("Each known case")
class CasesTest {

  private static final Path FOLDER = Path.of("src/test/resources/io/tarry/cases");
  private static final long STATES_MAX = 300_000;
  private static final long STATES_MAX_OF_LARGE_ONES = 5_000_000;

  @TestFactory
  Stream<DynamicTest> gives_the_verdicts_that_it_expects() throws IOException {
    return tests(FOLDER, STATES_MAX);
  }

  /** Cases of which a smaller one that was answered as wrongly is tried in every build. */
  @Tag("stress")
  @TestFactory
  Stream<DynamicTest> that_is_large_gives_the_verdicts_that_it_expects() throws IOException {
    return tests(FOLDER.resolve("large"), STATES_MAX_OF_LARGE_ONES);
  }

  private static Stream<DynamicTest> tests(Path folder, long statesMax) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Scenario> scenarios =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .map(CasesTest::read)
              .toList();
      assertThat(scenarios).isNotEmpty();
      return scenarios.stream().flatMap(scenario -> tests(scenario, statesMax));
    }
  }

  private static Scenario read(Path file) {
    try {
      Reading reading = ScenarioReader.read(file.getFileName().toString(), Files.readString(file));
      assertThat(reading).isInstanceOf(Reading.Good.class);
      return ((Reading.Good) reading).scenario();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Stream<DynamicTest> tests(Scenario scenario, long statesMax) {
    return scenario.cases().stream()
        .map(one ->
            DynamicTest.dynamicTest(
                scenario.file() + ", " + one.name(),
                () -> assertAsExpected(scenario, one, statesMax)));
  }

  private static void assertAsExpected(Scenario scenario, Scenario.Case one, long statesMax) {
    CaseResult result = Check.whole().within(Limits.none().states(statesMax)).of(scenario, one);
    assertThat(result.properties()).isNotEmpty();
    for (PropertyResult property : result.properties()) {
      assertThat(property.verdict())
          .as(property.claim().id())
          .isEqualTo(property.expected().orElseThrow());
    }
  }
}
