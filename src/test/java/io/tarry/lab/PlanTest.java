package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.tcp.rules.Action;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a run needs of kernels")
class PlanTest {

  private static final String LAST_ACK = "fin-from-last-ack-never-answered-by-rst";

  private static Optional<String> refusal(LabRuns.LabRun run) {
    return Plan.refusal(run.story(), run.of());
  }

  private static Plan plan(LabRuns.LabRun run) {
    return new Plan(run.story(), run.of().settings());
  }

  @Test
  void some_runs_cannot_be_played_and_it_is_said_why() throws IOException {
    assertThat(
            refusal(
                LabRuns.lesson(
                    "14-tcp-tw-recycle.yaml", "without recycling", "syn-always-answered")))
        .isEmpty();
    assertThat(
            refusal(LabRuns.lesson("14-tcp-tw-recycle.yaml", "with recycling", "connect-succeeds")))
        .contains("tcp_tw_recycle was removed in Linux 4.12");
    assertThat(
            refusal(
                LabRuns.lesson("19-the-last-ack-in-seconds.yaml", "10 s, six losses", LAST_ACK)))
        .contains(
            "its times are exact to the millisecond, while TIME_WAIT of Linux lasts 60 s, whatever"
                + " is set, and its timers are late by a few");
    assertThat(refusal(LabRuns.lesson("04-why-time-wait.yaml", "without TIME_WAIT", LAST_ACK)))
        .isEmpty();
  }

  @Test
  void worlds_that_the_lab_cannot_make_are_refused() {
    String half =
        """
        title: t
        question: q
        start: half_closed
        connection: { client: [close on eof], server: [close] }
        time: { kind: ticks, msl: 1, rto: 3, timeWait: 4 }
        cases: { it: { expect: { time-wait-only-at-client: violated } } }
        """;
    assertThat(refusal(LabRuns.of(half, "it", "time-wait-only-at-client")))
        .contains("it begins with a connection that is half closed");
    String foreign =
        """
        title: t
        question: q
        start: established
        hosts: { client: freebsd, server: linux }
        connection: { client: [close on eof], server: [close] }
        time: { kind: ticks, msl: 1, rto: 3, timeWait: 4 }
        cases: { it: { expect: { time-wait-only-at-client: violated } } }
        """;
    assertThat(refusal(LabRuns.of(foreign, "it", "time-wait-only-at-client")))
        .contains("it is about another stack, freebsd");
  }

  @Test
  void a_run_with_a_nat_is_refused_only_where_the_nat_has_no_port_left() {
    String one =
        """
        title: t
        question: q
        hosts: { client: linux, client2: linux, server: linux }
        nat: true
        start: established
        connection: { client: [close], client2: [open, close on eof], server: [keep listening, close on eof] }
        network: { reorder: false }
        time: { kind: ticks, msl: 1, rto: 3, timeWait: 2, retransmissions: 1 }
        cases: { it: { expect: { connect-finds-a-port: violated } } }
        """;
    LabRuns.LabRun run = LabRuns.of(one, "it", "connect-finds-a-port");
    int last = run.story().steps().size();
    assertThat(refusal(run))
        .contains(
            "at step "
                + last
                + " connect() is told that the NAT has no port left, where a kernel sends a SYN,"
                + " which the NAT drops");
  }

  @Test
  void a_time_wait_that_ends_before_one_that_began_earlier_is_refused() {
    String both =
        """
        title: t
        question: q
        start: established
        connection: { client: [close], server: [close] }
        time: { kind: untimed, timeWait: 1 }
        properties:
          one:
            reachable: step fires timeWaitTimer at client and server.state == TIME_WAIT
            says: One of two has ended
          other:
            reachable: step fires timeWaitTimer at server and client.state == TIME_WAIT
            says: The other of two has ended
        cases: { it: { expect: { one: holds, other: holds } } }
        """;
    LabRuns.LabRun run = LabRuns.of(both, "it", "one");
    Story.Step last = run.story().steps().get(run.story().steps().size() - 1);
    LabRuns.LabRun of = LabRuns.of(both, "it", "other");
    Story.Step ofOther = of.story().steps().get(of.story().steps().size() - 1);
    assertThat(List.of(last, ofOther))
        .allMatch(step -> step.event().kind() == Action.Kind.TIME_WAIT_TIMEOUT);
    LabRuns.LabRun swapped = run.changing(last.number(), step -> at(step, ofOther));
    assertThat(List.of(refusal(run), refusal(swapped)))
        .as("one of the two ends first as it began first, the other does not")
        .containsExactlyInAnyOrder(
            Optional.empty(),
            Optional.of(
                "at step "
                    + last.number()
                    + " a TIME_WAIT ends before another one that began earlier"));
  }

  private static Story.Step at(Story.Step step, Story.Step other) {
    return new Story.Step(
        step.number(),
        step.tick(),
        new Story.Event(step.event().kind(), other.at(), step.event().call()),
        step.reason(),
        step.traffic(),
        step.effect(),
        step.after());
  }

  @Test
  void sysctls_are_what_the_world_says() throws IOException {
    Plan without = plan(LabRuns.lesson("04-why-time-wait.yaml", "without TIME_WAIT", LAST_ACK));
    assertThat(without.sysctls(0))
        .containsEntry("tcp_max_tw_buckets", "0")
        .containsEntry("tcp_timestamps", "0")
        .containsEntry("tcp_rfc1337", "0");
    Plan reuse =
        plan(
            LabRuns.lesson(
                "09-tcp-tw-reuse.yaml",
                "with timestamps, after the delay",
                "connect-finds-a-port"));
    assertThat(reuse.sysctls(0))
        .containsEntry("tcp_tw_reuse", "1")
        .containsEntry("tcp_timestamps", "2")
        .containsEntry("tcp_max_tw_buckets", "10000");
    assertThat(reuse.sysctls(1)).containsEntry("tcp_tw_reuse", "0");
    Plan obstinate =
        plan(
            LabRuns.lesson(
                "12-time-wait-at-the-server.yaml",
                "the SYN has no newer sequence number, and TIME_WAIT ignores RST",
                "connect-succeeds"));
    assertThat(obstinate.sysctls(1)).containsEntry("tcp_rfc1337", "1");
    assertThat(obstinate.sysctls(0)).as("it gives up").containsEntry("tcp_syn_retries", "1");
    assertThat(obstinate.sysctls(1)).as("it does not").containsEntry("tcp_syn_retries", "120");
  }

  @Test
  void a_digest_differs_where_what_is_compared_differs() throws IOException {
    LabRuns.LabRun run = LabRuns.lesson("04-why-time-wait.yaml", "without TIME_WAIT", LAST_ACK);
    LabRuns.LabRun changed =
        run.changing(
            11,
            LabRuns.sending(rst ->
                new Story.Segment(
                    rst.connection(),
                    rst.flags(),
                    rst.seq() + 1,
                    rst.ack(),
                    rst.length(),
                    rst.timestamp(),
                    rst.incarnation())));
    assertThat(Lab.digest(changed.story())).isNotEqualTo(Lab.digest(run.story()));
    LabRuns.LabRun same = run.changing(11, step -> step);
    assertThat(Lab.digest(same.story())).isEqualTo(Lab.digest(run.story()));
  }

  @Test
  void a_release_is_told_without_what_its_builder_added() {
    assertThat(Lab.release("6.18.44-fc-v657")).isEqualTo("6.18.44");
    assertThat(Lab.release("6.1.0-13-amd64")).isEqualTo("6.1.0");
  }
}
