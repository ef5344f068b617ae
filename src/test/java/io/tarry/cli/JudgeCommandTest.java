package io.tarry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.wire.Bytes;
import io.tarry.wire.Capture;
import io.tarry.wire.ControlBit;
import io.tarry.wire.LinkType;
import io.tarry.wire.Packet;
import io.tarry.wire.PcapngWriter;
import io.tarry.wire.SocketAddress;
import io.tarry.wire.TcpHeader;
import io.tarry.wire.TcpOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("tarry judge")
class JudgeCommandTest {

  private static final SocketAddress CLIENT = SocketAddress.of("192.0.2.7", 51000);
  private static final SocketAddress SERVER = SocketAddress.of("198.51.100.1", 443);
  private static final long ISN_CLIENT = 0xfffffff0L; // so that its numbers wrap
  private static final long ISN_SERVER = 3_000_000_000L;

  @TempDir private Path folder;

  private final List<Capture.Frame> frames = new ArrayList<>();

  private void seen(double seconds, boolean fromClient, String bits, int seq, int ack) {
    seen(seconds, fromClient ? CLIENT : SERVER, fromClient ? SERVER : CLIENT, bits, seq, ack);
  }

  private void seen(
      double seconds, SocketAddress from, SocketAddress to, String bits, int seq, int ack) {
    Set<ControlBit> set = EnumSet.noneOf(ControlBit.class);
    for (ControlBit bit : ControlBit.values()) {
      if (bits.contains(bit.name())) {
        set.add(bit);
      }
    }
    boolean client = from.equals(CLIENT);
    long isn = client ? ISN_CLIENT : ISN_SERVER;
    long other = client ? ISN_SERVER : ISN_CLIENT;
    TcpHeader header =
        new TcpHeader(
            from,
            to,
            isn + seq,
            set.contains(ControlBit.ACK) ? other + ack : 0,
            set,
            1000,
            TcpOptions.NONE);
    frame(seconds, Packet.of(header).bytes());
  }

  private void frame(double seconds, byte... bytes) {
    frames.add(
        new Capture.Frame(
            frames.size() + 1,
            0,
            Math.round(seconds * 1e6),
            Optional.empty(),
            Bytes.of(bytes),
            ""));
  }

  /** The client opens and closes first. */
  private void closeInGoodOrder() {
    seen(0, true, "SYN", 0, 0);
    seen(0.1, false, "SYN ACK", 0, 1);
    seen(0.1, true, "ACK", 1, 1);
    closeOnly();
  }

  /** As a capture has it that was begun late: with fewer runs to go through. */
  private void closeOnly() {
    seen(1, true, "FIN ACK", 1, 1);
    seen(1.1, false, "ACK", 1, 2);
    seen(1.2, false, "FIN ACK", 1, 2);
    seen(1.2, true, "ACK", 2, 2);
  }

  private Path file() throws IOException {
    return file(
        PcapngWriter.write(
            new Capture("", List.of(new Capture.Interface("", "", LinkType.RAW)), frames)));
  }

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("a.pcapng"), bytes);
  }

  private CommandRun judge(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("judge", file.toString()));
    arguments.addAll(Arrays.asList(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void explains_a_close_in_good_order_at_either_end() throws IOException {
    closeInGoodOrder();
    for (SocketAddress host : List.of(CLIENT, SERVER)) {
      CommandRun run = judge(file(), "--host", host.dotted());
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("Explained, and it need not break any claim.");
      assertThat(run.exit()).isZero();
    }
  }

  @Test
  void names_an_assassinated_time_wait() throws IOException {
    closeInGoodOrder();
    seen(2, false, "RST", 2, 0);
    seen(3, false, "FIN ACK", 1, 2);
    seen(3, true, "RST", 2, 0);
    CommandRun run = judge(file(), "--host", CLIENT.dotted());
    assertThat(run.out()).contains("Packet 8: ").contains("(time-wait-lasts: lesson 5)");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void names_the_first_packet_that_no_run_explains() throws IOException {
    closeOnly();
    seen(2, false, "FIN ACK", 1, 2);
    seen(2, true, "RST", 2, 0); // TIME_WAIT of a minute would have answered by an ACK
    CommandRun run = judge(file(), "--host", CLIENT.dotted());
    assertThat(run.out()).startsWith("No run explains packet 6: RST seq=");
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void knows_how_long_time_wait_lasts() throws IOException {
    closeOnly();
    seen(80, false, "FIN ACK", 1, 2);
    seen(80, true, "RST", 2, 0);
    assertThat(judge(file(), "--host", CLIENT.dotted()).out()).doesNotContain("No run explains");
    assertThat(judge(file(), "--host", CLIENT.dotted(), "--time-wait", "240").out())
        .contains("No run explains packet 6");
  }

  @Test
  void asks_at_which_host_it_was_made() throws IOException {
    closeInGoodOrder();
    CommandRun run = judge(file());
    assertThat(run.err())
        .contains("does not say at which host it was made")
        .contains("--host 192.0.2.7");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void asks_which_of_several_connections() throws IOException {
    closeInGoodOrder();
    seen(2, SocketAddress.of("192.0.2.7", 51001), SERVER, "SYN", 0, 0);
    CommandRun run = judge(file(), "--host", CLIENT.dotted());
    assertThat(run.err()).contains("it has 2 connections; choose one with --connection");
    assertThat(run.exit()).isEqualTo(2);
    CommandRun chosen =
        judge(
            file(), "--host", CLIENT.dotted(), "--connection", "198.51.100.1:443-192.0.2.7:51000");
    assertThat(chosen.exit()).isZero();
  }

  /** Captures that {@code tarry lab --captures} made on Linux 6.18.44, of lessons 4 and 5. */
  @ParameterizedTest
  @CsvSource({
    "time-wait-assassinated-at-client, 60, 'Packet 9: TIME_WAIT ends too early (time-wait-lasts'",
    "rst-after-good-close-at-server, 60, 'Packet 9: A RST is sent, though both ends have closed in"
        + " good order'",
    "last-ack-ended-by-rst-at-client, 60, 'Packet 8: LAST_ACK ends without the ACK that it waited"
        + " for'",
    "no-time-wait-at-server, 60, 'No run explains packet 9: RST'",
    "no-time-wait-at-server, 0, '(active-closer-passes-time-wait). Broken:'"
  })
  void judges_what_the_lab_captured_as_what_it_is(String name, String timeWait, String said) {
    CommandRun run =
        judge(Path.of("src/test/resources/captures", name + ".pcapng"), "--time-wait", timeWait);
    assertThat(run.out()).contains(said);
    assertThat(run.exit()).isEqualTo(1);
  }

  @Test
  void says_that_a_packet_is_of_a_vlan_or_of_another_protocol_or_a_fragment() throws IOException {
    byte[] ip =
        Packet.of(new TcpHeader(CLIENT, SERVER, 0, 0, Set.of(), 0, TcpOptions.NONE)).bytes();
    byte[] vlan = new byte[18 + ip.length];
    vlan[12] = (byte) 0x81; // the type of IEEE 802.1Q
    System.arraycopy(ip, 0, vlan, 18, ip.length);
    frame(0, vlan);
    var ethernet = List.of(new Capture.Interface("", "", LinkType.ETHERNET));
    CommandRun ofVlan = judge(file(PcapngWriter.write(new Capture("", ethernet, frames))));
    assertThat(ofVlan.err()).contains("packet 1: it is of a VLAN");
    assertThat(ofVlan.exit()).isEqualTo(2);
    assertThat(saidOf(ip, 9, 17)).contains("packet 1: it is IPv4 with protocol 17 in it, not TCP");
    assertThat(saidOf(ip, 6, 0x20)).contains("packet 1: it is a fragment of a packet");
  }

  /** What is said of a capture of that packet with one byte changed. */
  private String saidOf(byte[] packet, int at, int value) throws IOException {
    byte[] changed = packet.clone();
    changed[at] = (byte) value;
    frames.clear();
    frame(0, changed);
    return judge(file()).err();
  }

  @Test
  void says_what_else_is_in_it() throws IOException {
    closeInGoodOrder();
    byte[] other = new byte[40];
    other[0] = 0x60;
    frame(2, other);
    CommandRun run = judge(file(), "--host", CLIENT.dotted());
    assertThat(run.err()).contains("packet 8: it is IPv6, which is not read");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void says_that_packets_are_out_of_order() throws IOException {
    closeInGoodOrder();
    seen(0.5, false, "ACK", 2, 2);
    assertThat(judge(file(), "--host", CLIENT.dotted()).err())
        .contains("packet 8 is earlier than packet 7");
  }

  @Test
  void says_that_a_file_is_cut_off_or_no_capture() throws IOException {
    closeInGoodOrder();
    byte[] whole = Files.readAllBytes(file());
    CommandRun cut = judge(file(Arrays.copyOf(whole, whole.length - 10)));
    assertThat(cut.err()).contains("cut off after packet 6");
    assertThat(cut.exit()).isEqualTo(2);
    assertThat(judge(file("hello, world".getBytes(UTF_8))).err())
        .contains("it begins like neither pcapng nor pcap");
    assertThat(judge(folder.resolve("none")).exit()).isEqualTo(4);
  }
}
