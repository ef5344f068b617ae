package io.tarry.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import io.tarry.check.PropertyResult;
import io.tarry.check.StorySetup;
import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktReader;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.Player;
import io.tarry.packetdrill.ScriptOutcome;
import io.tarry.tcp.settings.Stack;
import io.tarry.wire.Capture;
import io.tarry.wire.CaptureException;
import io.tarry.wire.CaptureReader;
import io.tarry.wire.Packet;
import io.tarry.wire.PacketException;
import io.tarry.wire.PcapngWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The runs of all lessons")
class ExportTest {

  /** Every run of every lesson. */
  static List<Exported> runs() throws IOException {
    List<Exported> runs = new ArrayList<>();
    for (List<CaseResult> lesson : LessonResults.all()) {
      for (CaseResult result : lesson) {
        for (PropertyResult property : result.properties()) {
          property.story().ifPresent(story -> runs.add(Exported.of(result, property, story)));
        }
      }
    }
    return runs;
  }

  @Test
  void as_packetdrill_agree_with_the_model_at_each_host() throws IOException, PktException {
    int scripts = 0;
    for (Exported run : runs()) {
      if (ScriptsOfRun.obstacle(run).isPresent()) {
        continue;
      }
      for (Map.Entry<String, String> each : ScriptsOfRun.of(run).entrySet()) {
        PktScript script = PktReader.read(run.heading() + " " + each.getKey(), each.getValue());
        ScriptOutcome outcome = Player.run(script, PktWorld.usual(Stack.LINUX).as(script));
        assertThat(outcome.agrees()).as("%s%n%s", outcome, each.getValue()).isTrue();
        scripts++;
      }
    }
    assertThat(scripts).isGreaterThan(100);
  }

  @Test
  void as_captures_have_every_segment_where_it_was_sent_and_where_it_came()
      throws IOException, CaptureException, PacketException {
    for (Exported run : runs()) {
      byte[] bytes = CaptureOfRun.pcapng(run);
      Capture capture = CaptureReader.read(bytes);
      assertThat(PcapngWriter.write(capture)).isEqualTo(bytes);
      long sent = run.story().segmentsSent();
      long came = run.story().steps().stream().filter(step -> step.arrives().isPresent()).count();
      assertThat(capture.packets()).hasSize((int) (sent + came));
      assertThat(capture.interfaces())
          .extracting(Capture.Interface::name)
          .containsExactlyElementsOf(
              run.story().lifelines().stream().map(StorySetup.Lifeline::name).toList());
      for (Capture.Frame frame : capture.packets()) {
        assertThat(Packet.checksumsAreRight(frame.data().toArray())).isTrue();
        assertThat(Packet.read(frame.data().toArray()).header().from()).isNotNull();
        assertThat(frame.comment()).startsWith("Step ");
        assertThat(frame.direction()).isPresent();
      }
    }
  }

  @Test
  void as_traces_have_a_state_after_each_step() throws IOException {
    for (Exported run : runs()) {
      JsonObject trace = JsonParser.parseString(ItfOfRun.text(run)).getAsJsonObject();
      int states = trace.getAsJsonArray("states").size();
      assertThat(states).isEqualTo(run.story().steps().size() + 1);
      for (JsonElement state : trace.getAsJsonArray("states")) {
        for (JsonElement variable : trace.getAsJsonArray("vars")) {
          assertThat(state.getAsJsonObject().has(variable.getAsString())).isTrue();
        }
      }
      assertThat(trace.has("loop")).isEqualTo(run.story().loop().isPresent());
      run.story()
          .loop()
          .ifPresent(loop -> assertThat(trace.get("loop").getAsInt()).isEqualTo(loop.firstStep()));
    }
  }
}
