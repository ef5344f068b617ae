package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.wire.Capture;
import io.tarry.wire.Packet;
import io.tarry.wire.PacketException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * On this machine's kernel, in the profile {@code kernel} alone; where that is not possible, or
 * there is no {@code nft}, skipped with the reason.
 */
@Tag("kernel")
@DisplayName("This kernel's NAT")
class NatOnKernelTest {

  /** Two clients, one port, and the server has the TIME_WAIT. */
  private static final String TWO_CLIENTS =
      """
      title: t
      question: q
      hosts:
        client: { stack: linux, sysctl: { tcp_timestamps: 1 }, clock: { ahead: 30 } }
        client2: { stack: linux, sysctl: { tcp_timestamps: 1 } }
        server: { stack: linux, sysctl: { tcp_timestamps: 1, tcp_rfc1337: 1 } }
      nat: true
      start: listening
      connection:
        client: [open, close on eof]
        client2: [open, close on eof]
        server: [keep listening, close]
      network: { reorder: false }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 20, retransmissions: 1 }
      cases:
        it: { expect: { connect-succeeds: violated } }
      """;

  /** The last ACK is lost, and the FIN comes again when the other client has the port. */
  private static final String LATE_FIN =
      """
      title: t
      question: q
      hosts: { client: linux, client2: linux, server: linux }
      nat: true
      start: established
      connection:
        client: [close]
        client2: [open, close on eof]
        server: [keep listening, close on eof]
      network: { reorder: false, lose: 1 }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 0, retransmissions: 1 }
      properties:
        late-fin:
          reachable: step delivers FIN to client2 and client2.state == SYN_SENT
          says: A FIN reaches SYN_SENT
      cases:
        it: { expect: { late-fin: holds } }
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

  private Outcome play(LabRuns.LabRun run, Map<String, Capture> captured)
      throws LabException, IOException {
    Outcome outcome = lab.play(run.result(), run.property(), captured::putAll);
    if (outcome instanceof Outcome.Unplayable unplayable) {
      Assumptions.abort(unplayable.why());
    }
    return outcome;
  }

  @Test
  void gives_the_port_of_one_client_to_the_other() throws Exception {
    LabRuns.LabRun run = LabRuns.of(TWO_CLIENTS, "it", "connect-succeeds");
    assertThat(run.story().steps().stream().flatMap(step -> step.sent().stream()))
        .as("both have the one connection that there is")
        .filteredOn(arrow -> arrow.segment().has(Story.Flag.SYN))
        .extracting(arrow -> arrow.from().lifeline())
        .contains(0, 1);
    Map<String, Capture> captured = new HashMap<>();
    assertThat(play(run, captured)).isInstanceOf(Outcome.Confirmed.class);
    for (String own : List.of("10.0.0.1:40000", "10.0.0.2:40000")) {
      Capture at = captured.get(own.startsWith("10.0.0.1") ? "client" : "client2");
      assertThat(seen(at, packet -> isFrom(packet, own))).as(own).isPositive();
      assertThat(seen(at, packet -> isTo(packet, own))).as(own).isPositive();
      assertThat(seen(captured.get("server"), packet -> isFrom(packet, own))).as(own).isZero();
    }
    assertThat(seen(captured.get("server"), packet -> isFrom(packet, "192.0.2.1:40000")))
        .isPositive();
    Capture nat = captured.get("NAT");
    assertThat(nat.interfaces()).hasSize(2);
    assertThat(nat.packets())
        .as("each segment passes on both sides")
        .hasSizeGreaterThan(10)
        .filteredOn(frame -> frame.at() == 0)
        .hasSize(nat.packets().size() / 2);
  }

  @Test
  void answers_a_fin_itself_that_reaches_a_client_in_syn_sent() throws Exception {
    LabRuns.LabRun run = LabRuns.of(LATE_FIN, "it", "late-fin");
    Outcome outcome = play(run, new HashMap<>());
    assertThat(outcome).isInstanceOf(Outcome.Refuted.class);
    Outcome.Refuted refuted = (Outcome.Refuted) outcome;
    assertThat(refuted.host()).isEqualTo("NAT");
    assertThat(refuted.step()).isEqualTo(run.story().steps().size());
    assertThat(refuted.expected().say())
        .isEqualTo("FIN,ACK from 10.0.1.1:80 to 10.0.0.2:40000 passes");
    assertThat(refuted.seen().say())
        .isEqualTo("the NAT itself answers by RST from 192.0.2.1:40000 to 10.0.1.1:80");
  }

  private static boolean isTo(Packet packet, String address) {
    return packet.header().to().toString().equals(address);
  }

  private static boolean isFrom(Packet packet, String address) {
    return packet.header().from().toString().equals(address);
  }

  private static long seen(Capture capture, Predicate<Packet> which) throws PacketException {
    long count = 0;
    for (Capture.Frame frame : capture.packets()) {
      if (which.test(Packet.read(frame.data().toArray()))) {
        count++;
      }
    }
    return count;
  }
}
