package io.tarry.lab.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktReader;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.Player;
import io.tarry.packetdrill.ScriptOutcome;
import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A difference as a script")
class DifferenceScriptTest {

  private static ScriptOutcome run(String text) throws PktException {
    PktScript script = PktReader.read("difference.pkt", text);
    return Player.run(script, PktWorld.usual(Stack.LINUX).as(script));
  }

  @Test
  void is_refuted_by_the_model_where_the_kernel_parts() throws Exception {
    Difference deaf =
        Ends.deafToRst(
            Sequence.parse(
                List.of(
                    "a server",
                    "< SYN seq=RCV.NXT",
                    "< ACK seq=RCV.NXT ack=SND.NXT len=2",
                    "recv(1)",
                    "send(2)",
                    "< RST seq=RCV.NXT")));

    String script = DifferenceScript.of(deaf, Stack.LINUX).orElseThrow();
    ScriptOutcome outcome = run(script);

    assertThat(script)
        .contains("// The kernel: ESTABLISHED, sends nothing")
        .contains("+.01 < P. 1:3(2) ack 1 win 65535")
        .contains("+.01 read(4, ..., 1) = 1")
        .contains("+.01 write(4, ..., 2) = 2\n+0 > P. 1:3(2) ack 3")
        .endsWith("+.01 < R 3:3(0) win 65535\n+0 %{ assert tcpi_state == TCP_ESTABLISHED }%\n");
    assertThat(outcome.disagreement().orElseThrow().said())
        .isEqualTo("tcpi_state == TCP_ESTABLISHED");
  }

  @Test
  void has_no_timestamps() throws IOException {
    Sequence stamped =
        Sequence.parse(
            List.of(
                "a server, with timestamps",
                "< SYN seq=RCV.NXT",
                "< ACK seq=RCV.NXT ack=SND.NXT",
                "< RST seq=RCV.NXT unstamped"));
    assertThat(DifferenceScript.of(Ends.deafToRst(stamped), Stack.LINUX)).isEmpty();
  }

  @Test
  void says_what_happened_before_as_the_model_does_it() throws Exception {
    Sequences sequences = new Sequences(7);
    int played = 0;
    for (int i = 0; i < 300; i++) {
      Sequence sequence = sequences.next();
      Ends.Recording model = new Ends.Recording();
      assertThat(new Comparison(Stack.LINUX, model).of(sequence)).isEmpty();
      if (model.steps().isEmpty()) {
        continue;
      }
      Difference none =
          new Difference(
              new Sequence(sequence.setting(), model.steps()),
              model.lastView(),
              model.lastAnswer(),
              model.lastAnswer());
      Optional<String> script = DifferenceScript.of(none, Stack.LINUX);
      if (script.isPresent() && agrees(script.get())) {
        played++;
      }
    }
    assertThat(played).isGreaterThan(100);
  }

  /** Whether the model can play it; then it agrees. */
  private static boolean agrees(String script) throws PktException {
    try {
      ScriptOutcome outcome = run(script);
      assertThat(outcome.agrees()).as("%s%n%s", outcome, script).isTrue();
      return true;
    } catch (PktException e) {
      assertThat(e.isMistake()).as("%s%n%s", e.what(), script).isFalse();
      return false;
    }
  }
}
