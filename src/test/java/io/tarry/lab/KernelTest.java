package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.judge.Conversation;
import io.tarry.judge.Judge;
import io.tarry.judge.Judgement;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.TcpState;
import io.tarry.wire.Capture;
import io.tarry.wire.CaptureReader;
import io.tarry.wire.PcapngWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On this machine's kernel, in the profile {@code kernel} alone; where that is not possible,
 * skipped with the reason.
 */
@Tag("kernel")
@DisplayName("This kernel")
class KernelTest {

  private static final String FILE = "04-why-time-wait.yaml";
  private static final String PROPERTY = "fin-from-last-ack-never-answered-by-rst";

  /** The RST that answers the FIN that is sent again. */
  private static final int ANSWER = 11;

  /** The last ACK is lost, and the FIN comes again. */
  private static final String LINUX_FIN_AGAIN =
      """
      title: t
      question: q
      hosts: { client: linux, server: linux }
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { lose: 1 }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 4 }
      properties:
        fin-again:
          reachable: step delivers FIN to server and before.server.state == TIME_WAIT
          says: A FIN reaches TIME_WAIT
      cases:
        it: { expect: { fin-again: holds } }
      """;

  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    try {
      lab = Lab.open(() -> false);
    } catch (LabException e) {
      Assumptions.abort(e.getMessage());
    }
  }

  @AfterEach
  void leaves_no_namespace() throws IOException {
    Namespaces.requireNoneLeft();
  }

  private static LabRuns.LabRun without() throws IOException {
    return LabRuns.lesson(FILE, "without TIME_WAIT", PROPERTY);
  }

  private Outcome play(LabRuns.LabRun run) throws LabException, IOException {
    return lab.play(run.result(), run.property());
  }

  private Outcome.Refuted refuted(LabRuns.LabRun run) throws LabException, IOException {
    Outcome outcome = play(run);
    assertThat(outcome).isInstanceOf(Outcome.Refuted.class);
    return (Outcome.Refuted) outcome;
  }

  @Test
  void answers_a_fin_by_a_rst_without_time_wait_and_by_an_ack_with_it() throws Exception {
    assertThat(play(without())).isInstanceOf(Outcome.Confirmed.class);
    assertThat(play(LabRuns.lesson(FILE, "with TIME_WAIT", PROPERTY)))
        .isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void is_captured_at_each_host_and_judged_as_what_it_did() throws Exception {
    LabRuns.LabRun run =
        LabRuns.lesson(
            "05-time-wait-assassination.yaml",
            "both hosts are Linux, with its default settings",
            "time-wait-lasts");
    Map<String, Capture> captured = new HashMap<>();
    assertThat(lab.play(run.result(), run.property(), captured::putAll))
        .isInstanceOf(Outcome.Confirmed.class);
    assertThat(broken(captured.get("client"))).contains("time-wait-lasts");
    assertThat(broken(captured.get("server"))).contains("no-rst-after-graceful-close");
  }

  /** The claims that all runs break which explain that capture. */
  private static List<String> broken(Capture capture) throws Exception {
    Capture read = CaptureReader.read(PcapngWriter.write(capture));
    Conversation seen = Conversation.of(read, Optional.empty(), Optional.empty());
    return Judge.of(seen, Stack.LINUX, Stack.LINUX, 60_000_000).breaches().stream()
        .filter(Judgement.Breach::surely)
        .map(breach -> breach.claim().id())
        .toList();
  }

  @Test
  void refutes_a_run_that_expects_another_flag_at_that_step() throws Exception {
    Outcome.Refuted refuted =
        refuted(
            without()
                .changing(
                    ANSWER,
                    LabRuns.sending(rst ->
                        new Story.Segment(
                            rst.connection(),
                            List.of(Story.Flag.FIN, Story.Flag.ACK),
                            rst.seq(),
                            102,
                            0,
                            rst.timestamp(),
                            rst.incarnation()))));
    assertThat(refuted.step()).isEqualTo(ANSWER);
    assertThat(refuted.host()).isEqualTo("server");
    assertThat(refuted.expected().say()).isEqualTo("FIN,ACK seq=302 ack=102");
    assertThat(refuted.seen().say()).isEqualTo("RST seq=302");
  }

  @Test
  void refutes_a_run_that_expects_another_ack_or_seq_at_that_step() throws Exception {
    Outcome.Refuted ack =
        refuted(
            without()
                .changing(
                    2,
                    LabRuns.sending(one ->
                        new Story.Segment(
                            one.connection(),
                            one.flags(),
                            one.seq(),
                            one.ack() - 1,
                            0,
                            one.timestamp(),
                            one.incarnation()))));
    assertThat(ack.step()).isEqualTo(2);
    assertThat(ack.expected().say()).isEqualTo("ACK seq=101 ack=301");
    assertThat(ack.seen().say()).isEqualTo("ACK seq=101 ack=302");
    Outcome.Refuted seq =
        refuted(
            without()
                .changing(
                    ANSWER,
                    LabRuns.sending(one ->
                        new Story.Segment(
                            one.connection(),
                            one.flags(),
                            one.seq() + 1,
                            0,
                            0,
                            one.timestamp(),
                            one.incarnation()))));
    assertThat(seq.step()).isEqualTo(ANSWER);
  }

  @Test
  void refutes_a_run_that_expects_silence_where_it_answers() throws Exception {
    Outcome.Refuted refuted =
        refuted(
            without()
                .changing(
                    ANSWER,
                    step ->
                        new Story.Step(
                            step.number(),
                            step.tick(),
                            step.event(),
                            step.reason(),
                            new Story.Traffic(step.arrives(), step.lost(), step.copy(), List.of()),
                            step.effect(),
                            step.after())));
    assertThat(refuted.step()).isEqualTo(ANSWER);
    assertThat(refuted.expected().say()).isEqualTo("silence");
    assertThat(refuted.seen().say()).isEqualTo("RST seq=302");
  }

  @Test
  void refutes_a_run_that_expects_an_answer_where_it_is_silent() throws Exception {
    LabRuns.LabRun run = without();
    Story.Step answered = run.story().steps().get(1);
    Outcome.Refuted refuted =
        refuted(
            run.changing(
                5,
                step ->
                    new Story.Step(
                        step.number(),
                        step.tick(),
                        step.event(),
                        step.reason(),
                        new Story.Traffic(
                            step.arrives(), step.lost(), step.copy(), answered.sent()),
                        step.effect(),
                        step.after())));
    assertThat(refuted.step()).isEqualTo(5);
    assertThat(refuted.seen().say()).isEqualTo("silence");
  }

  @Test
  void refutes_a_run_that_expects_another_state() throws Exception {
    Outcome.Refuted refuted =
        refuted(
            without()
                .changing(
                    5,
                    step ->
                        new Story.Step(
                            step.number(),
                            step.tick(),
                            step.event(),
                            step.reason(),
                            step.traffic(),
                            step.effect(),
                            in(step.after(), TcpState.FIN_WAIT_2, TcpState.CLOSING))));
    assertThat(refuted.step()).isEqualTo(5);
    assertThat(refuted.expected().say()).isEqualTo("CLOSING");
    assertThat(refuted.seen().say()).isEqualTo("FIN_WAIT_2");
  }

  @Test
  void refutes_a_run_in_which_time_wait_starts_again_where_it_does_not_or_the_other_way_round()
      throws Exception {
    LabRuns.LabRun run = LabRuns.of(LINUX_FIN_AGAIN, "it", "fin-again");
    assertThat(play(run)).isInstanceOf(Outcome.Confirmed.class);
    int again = run.story().steps().size();
    Outcome.Refuted goesOn = refuted(run.changing(again, step -> with(step, 0)));
    assertThat(goesOn.step()).isEqualTo(again);
    assertThat(goesOn.expected().say()).isEqualTo("TIME_WAIT goes on");
    assertThat(goesOn.seen().say()).isEqualTo("TIME_WAIT starts again");
    int timer =
        run.story().steps().stream()
            .filter(step -> step.event().kind() == Action.Kind.RETRANSMISSION_TIMEOUT)
            .findFirst()
            .orElseThrow()
            .number();
    Outcome.Refuted starts = refuted(run.changing(timer, step -> with(step, 99)));
    assertThat(starts.step()).isEqualTo(timer);
    assertThat(starts.expected().say()).isEqualTo("TIME_WAIT starts again");
    assertThat(starts.seen().say()).isEqualTo("TIME_WAIT goes on");
  }

  /** The step with so much left of each TIME_WAIT after it. */
  private static Story.Step with(Story.Step step, int ticks) {
    var timer = new Moment.RunningTimer(Moment.TimerKind.TIME_WAIT, Optional.of(ticks));
    Moment after =
        new Moment(
            step.after().ends().stream()
                .map(end ->
                    end.state() == TcpState.TIME_WAIT
                        ? new Moment.EndState(
                            end.identity(),
                            end.state(),
                            end.numbers(),
                            List.of(timer),
                            end.retransmissions())
                        : end)
                .toList(),
            step.after().listeners());
    return new Story.Step(
        step.number(),
        step.tick(),
        step.event(),
        step.reason(),
        step.traffic(),
        step.effect(),
        after);
  }

  private static Moment in(Moment moment, TcpState from, TcpState to) {
    return new Moment(
        moment.ends().stream()
            .map(end ->
                end.state() == from
                    ? new Moment.EndState(
                        end.identity(), to, end.numbers(), end.timers(), end.retransmissions())
                    : end)
            .toList(),
        moment.listeners());
  }

  @Test
  void delivers_an_old_byte_to_a_new_connection() throws Exception {
    assertThat(
            play(
                LabRuns.lesson(
                    "16-old-duplicates.yaml", "without TIME_WAIT", "octets-of-this-incarnation")))
        .isInstanceOf(Outcome.Confirmed.class);
  }

  @Test
  void reads_time_wait_otherwise_than_the_letter_of_the_rfc() throws Exception {
    Outcome.Refuted refuted =
        refuted(
            LabRuns.lesson(
                "18-two-time-waits.yaml",
                "TIME_WAIT answers every ACK, as the text says",
                "no-endless-exchange"));
    assertThat(refuted.seen().say()).isEqualTo("silence");
    assertThat(refuted.readings()).containsExactly("twRestart");
  }

  @Test
  void is_not_waited_for_once_the_user_has_had_enough() throws Exception {
    Lab impatient = Lab.open(() -> true);
    LabRuns.LabRun run = without();
    assertThat(impatient.play(run.result(), run.property()))
        .isInstanceOf(Outcome.Interrupted.class);
  }
}
