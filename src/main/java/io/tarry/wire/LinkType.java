package io.tarry.wire;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the frames of an interface begin with. Source: the list of link-layer header types of
 * tcpdump.
 */
public enum LinkType {
  NULL(0, 4, -1),
  ETHERNET(1, 14, 12),
  RAW(101, 0, -1),
  LINUX_COOKED(113, 16, 14),
  IPV4(228, 0, -1),
  LINUX_COOKED_2(276, 20, 0);

  private static final int IPV4_TYPE = 0x0800;
  private static final int IPV6_TYPE = 0x86dd;
  private static final int VLAN = 0x8100;
  private static final int VLAN_OUTER = 0x88a8;
  private static final int OUTGOING = 4;

  private final int number;
  private final int header;
  private final int protocolAt;

  LinkType(int number, int header, int protocolAt) {
    this.number = number;
    this.header = header;
    this.protocolAt = protocolAt;
  }

  /** The number that stands for it in files. */
  int number() {
    return number;
  }

  static Optional<LinkType> of(int number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /**
   * The packet in a frame.
   *
   * @throws PacketException if there is no IP packet in it
   */
  public Bytes packetIn(Bytes frame) throws PacketException {
    if (frame.length() < header) {
      throw new PacketException("it is cut off within what comes before IP");
    }
    if (protocolAt >= 0) {
      int protocol = frame.number(protocolAt);
      if (protocol == VLAN || protocol == VLAN_OUTER) {
        throw new PacketException("it is of a VLAN, which is not read");
      }
      if (protocol != IPV4_TYPE && protocol != IPV6_TYPE) {
        throw new PacketException("it is not IP (EtherType 0x%04x)".formatted(protocol));
      }
    }
    return frame.from(header);
  }

  /** Which way a frame went, if its header says so. */
  Optional<Capture.Direction> direction(Bytes frame) {
    int at =
        switch (this) {
          case LINUX_COOKED -> 1;
          case LINUX_COOKED_2 -> 10;
          case NULL, ETHERNET, RAW, IPV4 -> -1;
        };
    if (at < 0 || frame.length() < header) {
      return Optional.empty();
    }
    int type = frame.toArray()[at] & 0xff;
    return Optional.of(type == OUTGOING ? Capture.Direction.OUTBOUND : Capture.Direction.INBOUND);
  }
}
