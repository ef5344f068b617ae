package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Check;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Museum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Each wrong TCP")
class WrongTcpTest {

  private static final Scenario WORLDS = Museum.worlds();

  private static Scenario.Case world(WrongTcp wrong) {
    return WORLDS.cases().get(wrong.ordinal());
  }

  @Test
  void has_a_world_of_its_name_with_one_claim() {
    assertThat(WORLDS.cases())
        .extracting(Scenario.Case::name)
        .containsExactlyElementsOf(Arrays.stream(WrongTcp.values()).map(WrongTcp::id).toList());
    assertThat(WORLDS.cases()).allMatch(world -> world.expectations().size() == 1);
  }

  @ParameterizedTest
  @EnumSource(WrongTcp.class)
  void is_caught_where_the_right_one_is_not(WrongTcp wrong) {
    assertThat(verdict(Check.whole(), wrong)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(Check.whole().withWrong(wrong), wrong)).isEqualTo(Verdict.VIOLATED);
  }

  private static Verdict verdict(Check check, WrongTcp wrong) {
    return check.of(WORLDS, world(wrong)).properties().get(0).verdict();
  }

  @Test
  void stands_on_its_page_with_the_claim_that_catches_it() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("src/site/markdown/wrong-tcps.md")).stream()
            .filter(line -> line.startsWith("| [`"))
            .toList();
    assertThat(rows).hasSameSizeAs(WrongTcp.values());
    for (WrongTcp wrong : WrongTcp.values()) {
      String claim = world(wrong).expectations().get(0).claim().id();
      assertThat(rows.get(wrong.ordinal()))
          .startsWith(
              "| [`%1$s`](../../../reports/wrong-tcps/README.md#%1$s) | %2$s | "
                  .formatted(wrong.id(), wrong.sentence()))
          .contains(wrong.report().map(report -> "](" + report + ") |").orElse("|  |"))
          .endsWith(" | `%s` |".formatted(claim));
    }
  }
}
