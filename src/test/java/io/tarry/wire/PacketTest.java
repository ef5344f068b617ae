package io.tarry.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A packet")
class PacketTest {

  private static final SocketAddress CLIENT = SocketAddress.of("10.0.0.1", 40000);
  private static final SocketAddress SERVER = SocketAddress.of("10.0.1.1", 80);

  private static TcpHeader header(TcpOptions options) {
    return new TcpHeader(
        CLIENT, SERVER, 101, 301, Set.of(ControlBit.ACK, ControlBit.FIN), 65535, options);
  }

  private static byte[] hex(String... lines) {
    return HexFormat.of().parseHex(String.join("", lines).replace(" ", ""));
  }

  @Test
  void has_the_bytes_that_the_rfcs_say() {
    // worked out apart from this code, after RFC 791, RFC 9293 section 3.1 and RFC 1071
    assertThat(Packet.of(header(TcpOptions.NONE)).bytes())
        .isEqualTo(
            hex(
                "4500 0028 0000 4000 4006 25cf 0a00 0001 0a00 0101",
                "9c40 0050 0000 0065 0000 012d 5011 ffff fcaf 0000"));
  }

  @Test
  void is_read_as_it_was_written() throws PacketException {
    TcpOptions all =
        new TcpOptions(Optional.of(1460), Optional.of(7), true, Optional.empty())
            .withTimestamps(0xfffffffeL, 7);
    for (TcpOptions options : new TcpOptions[] {TcpOptions.NONE, TcpOptions.stamped(1, 2), all}) {
      byte[] bytes = Packet.of(header(options), "hello".getBytes(US_ASCII)).bytes();
      Packet read = Packet.read(bytes);
      assertThat(read.header()).isEqualTo(header(options));
      assertThat(read.text()).asString(US_ASCII).isEqualTo("hello");
      assertThat(Packet.checksumsAreRight(bytes)).isTrue();
    }
  }

  @Test
  void has_checksums_that_notice_each_changed_byte() {
    byte[] bytes = Packet.of(header(TcpOptions.stamped(3, 4)), (byte) 7).bytes();
    for (int i = 1; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x10;
      assertThat(Packet.checksumsAreRight(changed)).as("byte %d changed", i).isFalse();
    }
  }

  @Test
  void may_lack_the_end_of_its_text() throws PacketException {
    byte[] bytes = Packet.of(header(TcpOptions.NONE), new byte[100]).bytes();
    Packet read = Packet.read(Arrays.copyOf(bytes, 50));
    assertThat(read.textLength()).isEqualTo(100);
    assertThat(read.text()).hasSize(10);
  }

  @Test
  void has_numbers_modulo_two_to_the_32() throws PacketException {
    TcpHeader wrapped = header(TcpOptions.NONE).numbered((1L << 32) + 5, -1);
    assertThat(Packet.read(Packet.of(wrapped).bytes()).header().seq()).isEqualTo(5);
    assertThat(Packet.read(Packet.of(wrapped).bytes()).header().ack()).isEqualTo(0xffffffffL);
  }

  @Test
  void skips_the_padding_of_a_short_ethernet_frame() throws PacketException {
    byte[] padded = Arrays.copyOf(Packet.of(header(TcpOptions.NONE)).bytes(), 46);
    assertThat(Packet.read(padded).textLength()).isZero();
    assertThat(Packet.read(padded).text()).isEmpty();
  }

  @Test
  void skips_options_that_it_does_not_know() throws PacketException {
    byte[] bytes = Packet.of(header(TcpOptions.stamped(1, 2))).bytes();
    bytes[40] = (byte) 254;
    assertThat(Packet.read(bytes).header().options()).isEqualTo(TcpOptions.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60, 'it is IPv6, which is not read'",
    "0, 10, it is neither IPv4 nor IPv6",
    "0, 44, it is IPv4 with a broken header",
    "6, 20, it is a fragment of a packet",
    "9, 11, 'it is IPv4 with protocol 17 in it, not TCP'",
    "32, 10, it is TCP with a broken header",
    "32, f0, it is TCP with a broken header",
    "41, 00, it has broken TCP options",
    "41, 09, it has broken TCP options",
    "41, 20, it has broken TCP options",
  })
  void says_what_else_it_is(int at, String value, String why) {
    byte[] bytes = Packet.of(header(TcpOptions.stamped(1, 2))).bytes();
    bytes[at] = hex(value)[0];
    assertThatThrownBy(() -> Packet.read(bytes)).hasMessage(why);
  }

  @ParameterizedTest
  @CsvSource({
    "0, it is empty",
    "19, it is cut off within its IPv4 header",
    "39, it is cut off within its TCP header",
    "51, it is cut off within its TCP header",
  })
  void says_that_it_is_cut_off(int length, String why) {
    byte[] bytes = Packet.of(header(TcpOptions.stamped(1, 2))).bytes();
    assertThatThrownBy(() -> Packet.read(Arrays.copyOf(bytes, length))).hasMessage(why);
  }

  @Test
  void has_addresses_of_four_bytes() {
    assertThat(SERVER).hasToString("10.0.1.1:80");
    assertThat(SocketAddress.of("255.254.253.252", 1).dotted()).isEqualTo("255.254.253.252");
    for (String wrong : new String[] {"", "10.0.0", "10.0.0.0.1", "10.0.0.256", "a.b.c.d"}) {
      assertThatThrownBy(() -> SocketAddress.of(wrong, 1)).hasMessage("no IPv4 address: " + wrong);
    }
  }
}
