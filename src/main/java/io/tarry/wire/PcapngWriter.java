package io.tarry.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes a capture as pcapng: a section header, a description of each interface, and an enhanced
 * packet block for each packet. Source: draft-ietf-opsawg-pcapng.
 */
public final class PcapngWriter {

  static final int SECTION_HEADER = 0x0a0d0d0a;
  static final int INTERFACE_DESCRIPTION = 1;
  static final int ENHANCED_PACKET = 6;
  static final int BYTE_ORDER = 0x1a2b3c4d;
  static final int OPTION_END = 0;
  static final int OPTION_COMMENT = 1;
  static final int OPTION_PACKET_FLAGS = 2;
  static final int OPTION_INTERFACE_NAME = 2;
  static final int OPTION_INTERFACE_DESCRIPTION = 3;
  static final int OPTION_TIME_RESOLUTION = 9;
  static final int INBOUND = 1;
  static final int OUTBOUND = 2;

  private static final int OPTION_PROGRAM = 4;
  private static final int WORD = 4;

  /** The length of an option is a number of 16 bits. */
  private static final int TEXT_MAX = 0xffff;

  /** Microseconds: negative powers of ten. */
  private static final byte RESOLUTION = 6;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  private PcapngWriter() {}

  /** The capture as the bytes of a file; the same capture gives the same bytes. */
  public static byte[] write(Capture capture) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(sectionHeader(capture.comment()));
    capture.interfaces().forEach(each -> file.writeBytes(description(each)));
    capture.packets().forEach(each -> file.writeBytes(packet(each)));
    return file.toByteArray();
  }

  private static byte[] sectionHeader(String comment) {
    PcapngWriter block = new PcapngWriter();
    block.number(BYTE_ORDER).number(1 << Short.SIZE).number(-1).number(-1); // version 1.0
    block.text(OPTION_COMMENT, comment).text(OPTION_PROGRAM, "Tarry");
    return block.of(SECTION_HEADER);
  }

  private static byte[] description(Capture.Interface one) {
    PcapngWriter block = new PcapngWriter();
    block.number(one.link().number() << Short.SIZE).number(0);
    block.text(OPTION_INTERFACE_NAME, one.name());
    block.text(OPTION_INTERFACE_DESCRIPTION, one.description());
    block.option(OPTION_TIME_RESOLUTION, RESOLUTION);
    return block.of(INTERFACE_DESCRIPTION);
  }

  private static byte[] packet(Capture.Frame one) {
    PcapngWriter block = new PcapngWriter();
    block.number(one.at()).number((int) (one.micros() >>> Integer.SIZE));
    block.number((int) one.micros()).number(one.data().length()).number(one.data().length());
    block.padded(one.data().toArray());
    block.text(OPTION_COMMENT, one.comment());
    one.direction()
        .ifPresent(way ->
            block.option(
                OPTION_PACKET_FLAGS, bytes(way == Capture.Direction.INBOUND ? INBOUND : OUTBOUND)));
    return block.of(ENHANCED_PACKET);
  }

  private PcapngWriter number(int value) {
    body.writeBytes(bytes(value));
    return this;
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(WORD).putInt(value).array();
  }

  /** An option that is left out if the text is empty. */
  private PcapngWriter text(int code, String text) {
    byte[] all = text.getBytes(UTF_8);
    byte[] fitting = all.length <= TEXT_MAX ? all : Arrays.copyOf(all, TEXT_MAX);
    return text.isEmpty() ? this : option(code, fitting);
  }

  private PcapngWriter option(int code, byte... value) {
    number(code << Short.SIZE | value.length);
    return padded(value);
  }

  private PcapngWriter padded(byte... bytes) {
    body.writeBytes(bytes);
    for (int i = bytes.length; i % WORD != 0; i++) {
      body.write(0);
    }
    return this;
  }

  /** All that was written, as a block of that type, its options ended. */
  private byte[] of(int type) {
    number(OPTION_END);
    int length = body.size() + 3 * WORD;
    return ByteBuffer.allocate(length)
        .putInt(type)
        .putInt(length)
        .put(body.toByteArray())
        .putInt(length)
        .array();
  }
}
