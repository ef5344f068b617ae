package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.report.page.LabTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a kernel said to the lessons")
class RealKernelTest {

  private static final Path REPORTS = Path.of("reports");
  private static final Path PAGE = Path.of("src/site/markdown/real-kernel.md");
  private static final String AGAIN =
      "play them again: ./tarry lab models --table " + PAGE + ", and then ./tarry check models";

  private static List<CaseResult> lessons() throws IOException {
    return LessonResults.all().stream().flatMap(List::stream).toList();
  }

  @Test
  void is_known_of_each_run_as_it_is_now() throws IOException {
    Set<String> known =
        LabFolder.read(REPORTS, lessons()).stream()
            .map(played -> name(played.result(), played.property()))
            .collect(Collectors.toSet());
    for (CaseResult result : lessons()) {
      for (PropertyResult property : LabFolder.asked(result)) {
        assertThat(known).as(AGAIN).contains(name(result, property));
      }
    }
  }

  private static String name(CaseResult result, PropertyResult property) {
    return result.scenario().file() + ", " + result.caseName() + ", " + property.claim().id();
  }

  @Test
  void is_the_table_that_is_committed() throws IOException {
    assertThat(Files.readString(PAGE))
        .as(AGAIN)
        .isEqualTo(LabTable.of(LabFolder.read(REPORTS, lessons())));
  }

  @Test
  void has_a_reading_of_linux_as_the_reason_where_it_refutes_a_counterexample() throws IOException {
    List<PlayedRun> refuted =
        LabFolder.read(REPORTS, lessons()).stream()
            .filter(played -> played.outcome() instanceof Outcome.Refuted)
            .filter(played -> played.property().verdict() == Verdict.VIOLATED)
            .toList();
    assertThat(refuted).isNotEmpty();
    for (PlayedRun played : refuted) {
      assertThat(((Outcome.Refuted) played.outcome()).readings())
          .as(name(played.result(), played.property()))
          .isNotEmpty();
    }
  }

  @Test
  void covers_every_violated_verdict() throws IOException {
    for (CaseResult result : lessons()) {
      for (PropertyResult property : result.properties()) {
        if (property.verdict() == Verdict.VIOLATED) {
          assertThat(LabFolder.asked(result)).contains(property);
        }
      }
    }
  }
}
