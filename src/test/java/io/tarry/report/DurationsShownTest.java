package io.tarry.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.report.drawing.DotText;
import io.tarry.report.files.ResultsJson;
import io.tarry.report.files.WrittenFiles;
import io.tarry.report.ladder.Heading;
import io.tarry.report.ladder.Ladder;
import io.tarry.report.table.Explanation;
import io.tarry.report.table.ResultsTable;
import io.tarry.report.table.TerminalColours;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.settings.Tick;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Times with units in what is shown")
class DurationsShownTest {

  private static final CaseResult RESULT =
      result(
          """
          title: t
          question: q
          start: established
          hosts: { client: linux, server: linux }
          connection: { client: [close], server: [close on eof] }
          network: { lose: 1 }
          time: { msl: 400 ms, rto: 200 ms, timeWait: 400 ms, retransmissions: 2 }
          expect: { last-ack-never-ended-by-rst: violated }
          """);

  private static final PropertyResult PROPERTY = RESULT.properties().get(0);

  private static CaseResult result(String text) {
    Scenario scenario = ((Reading.Good) ScenarioReader.read("x.yaml", text)).scenario();
    return Check.whole().of(scenario, scenario.cases().get(0));
  }

  @Test
  void a_story_tells_moments_and_how_long_a_tick_is() {
    assertThat(Explanation.of(List.of(RESULT), TerminalColours.NONE))
        .contains("in ticks of 200 ms")
        .contains("step  time")
        .contains("... 200 ms pass")
        .doesNotContain("1 tick");
  }

  @Test
  void a_picture_has_them_at_its_side_and_beside_time_wait() {
    String dot =
        DotText.of(
            Ladder.draw(
                Heading.of(RESULT, PROPERTY, PROPERTY.story().orElseThrow()),
                PROPERTY.story().orElseThrow()));
    assertThat(dot).contains("t = 200 ms").contains("400 ms").doesNotContain("2 ticks");
  }

  @Test
  void the_table_says_how_long_a_tick_is() {
    assertThat(
            ResultsTable.of(
                List.of(RESULT), WrittenFiles.nothing(), Optional.empty(), TerminalColours.NONE))
        .contains("    in ticks of 200 ms\n");
  }

  @Test
  void json_has_ticks_and_times() {
    JsonObject result =
        JsonParser.parseString(ResultsJson.of(List.of(RESULT), WrittenFiles.nothing(), 0))
            .getAsJsonObject()
            .getAsJsonArray("results")
            .get(0)
            .getAsJsonObject();
    JsonArray trace = result.getAsJsonArray("trace");
    JsonObject last = trace.get(trace.size() - 1).getAsJsonObject();
    assertThat(result.get("clock").getAsString()).isEqualTo("in ticks of 200 ms");
    assertThat(last.get("time").getAsString())
        .isEqualTo(new Tick(200_000).say(last.get("tick").getAsInt()));
  }
}
