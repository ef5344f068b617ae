package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A packet")
class PacketTest {

  // Sent by a kernel, Linux 6.18, so that the checksums are its own.
  private static final String SYN =
      "4500003cac984000400679220a0000010a0001019c40005080b9d59c00000000a002faf055e40000"
          + "020405b40101080a570d9b33000000000103030a";
  private static final String SYN_ACK =
      "4500003c00004000400625bb0a0001010a00000100509c4077c6530780b9d59da012fe880ec50000"
          + "020405b40101080a5ce51bc3570d9b330103030a";
  private static final String THREE_BYTES =
      "45000037ac9a4000400679250a0000010a0001019c40005080b9d59d77c653088018003f165a0000"
          + "0101080a570d9b9a5ce51bc3101112";

  private static Packet read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return Packet.of(bytes, bytes.length).orElseThrow();
  }

  @Test
  void is_read() {
    Packet packet = read(SYN_ACK);
    assertThat(packet.source()).isEqualTo(0x0a000101);
    assertThat(packet.destination()).isEqualTo(0x0a000001);
    assertThat(packet.sourcePort()).isEqualTo(80);
    assertThat(packet.destinationPort()).isEqualTo(40000);
    assertThat(packet.numbers()).isEqualTo(new Packet.Numbers(0x77c65307, 0x80b9d59d));
    assertThat(packet.has(Packet.SYN) && packet.has(Packet.ACK)).isTrue();
    assertThat(packet.has(Packet.FIN) || packet.has(Packet.RST)).isFalse();
    assertThat(packet.stamps()).contains(new Packet.Stamps(0x5ce51bc3, 0x570d9b33));
    assertThat(packet.length()).isZero();
    assertThat(read(THREE_BYTES).length()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {SYN, SYN_ACK, THREE_BYTES})
  void has_the_checksum_that_a_kernel_gave_it(String hex) {
    Packet packet = read(hex);
    assertThat(HexFormat.of().formatHex(packet.with(packet.numbers(), packet.stamps())))
        .isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(strings = {SYN, SYN_ACK, THREE_BYTES})
  void has_other_numbers_and_a_checksum_that_fits_them(String hex) {
    Packet packet = read(hex);
    var numbers = new Packet.Numbers(0x01020304, 0xf1f2f3f4);
    var stamps = new Packet.Stamps(7, 9);
    byte[] changed = packet.with(numbers, Optional.of(stamps));
    Packet again = Packet.of(changed, changed.length).orElseThrow();
    assertThat(again.numbers()).isEqualTo(numbers);
    assertThat(again.stamps()).contains(stamps);
    assertThat(again.flags()).isEqualTo(packet.flags());
    assertThat(sumWithPseudoHeader(changed)).isEqualTo(0xffff);
    assertThat(Arrays.copyOf(changed, 24)).isEqualTo(Arrays.copyOf(bytes(hex), 24));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  /** RFC 9293 section 3.1: with the checksum in it, the sum of all words is all ones. */
  private static int sumWithPseudoHeader(byte[] packet) {
    ByteBuffer words = ByteBuffer.allocate(packet.length + 14);
    words.put(packet, 12, 8).putShort((short) 6).putShort((short) (packet.length - 20));
    words.put(packet, 20, packet.length - 20).flip();
    int sum = 0;
    while (words.hasRemaining()) {
      int high = words.get() & 0xff;
      int low = words.hasRemaining() ? words.get() & 0xff : 0;
      sum += high << 8 | low;
    }
    while (sum > 0xffff) {
      sum = (sum >>> 16) + (sum & 0xffff);
    }
    return sum;
  }

  @Test
  void without_timestamps_stays_without() {
    byte[] bare = bytes(SYN);
    Arrays.fill(bare, 40, 60, (byte) 1); // options that do nothing
    Packet packet = Packet.of(bare, bare.length).orElseThrow();
    assertThat(packet.stamps()).isEmpty();
    byte[] changed = packet.with(packet.numbers(), Optional.of(new Packet.Stamps(7, 9)));
    assertThat(Arrays.copyOfRange(changed, 40, 60))
        .isEqualTo(Arrays.copyOfRange(bare, 40, 60));
  }

  @Test
  void is_none_where_bytes_are_missing_or_it_carries_something_else() {
    byte[] syn = bytes(SYN);
    for (int length = 0; length < syn.length; length++) {
      assertThat(Packet.of(syn, length)).as("the first %d bytes", length).isEmpty();
    }
    byte[] udp = syn.clone();
    udp[9] = 17;
    assertThat(Packet.of(udp, udp.length)).isEmpty();
    byte[] six = syn.clone();
    six[0] = 0x65;
    assertThat(Packet.of(six, six.length)).isEmpty();
    byte[] endless = syn.clone();
    endless[41] = 0; // an option of length 0
    assertThat(Packet.of(endless, endless.length).orElseThrow().stamps()).isEmpty();
  }

  @Test
  void is_sent_again_until_acknowledged_if_it_takes_up_numbers() {
    assertThat(read(SYN).occupiesNumbers()).isTrue();
    assertThat(read(THREE_BYTES).occupiesNumbers()).isTrue();
    byte[] ack = bytes(SYN);
    ack[33] = Packet.ACK;
    assertThat(Packet.of(ack, ack.length).orElseThrow().occupiesNumbers()).isFalse();
  }
}
