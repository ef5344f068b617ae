package io.tarry.tcp;

import java.util.List;

/** What people call a segment, by its most telling bit. */
public enum SegmentKind {
  SYN("SYN"),
  SYN_ACK("SYN+ACK"),
  ACK("ACK"),
  DATA("DATA"),
  FIN("FIN"),
  RST("RST");

  /** All kinds, in order. */
  public static final List<SegmentKind> ALL = List.of(values());

  private final String label;

  SegmentKind(String label) {
    this.label = label;
  }

  /** As scenario files write it. */
  public String label() {
    return label;
  }

  /** Its place in {@link #ALL}. */
  int number() {
    return ordinal();
  }

  static SegmentKind of(Segment segment) {
    if (segment.rst()) {
      return RST;
    }
    if (segment.syn()) {
      return segment.hasAck() ? SYN_ACK : SYN;
    }
    if (segment.fin()) {
      return FIN;
    }
    return segment.textLength() > 0 ? DATA : ACK;
  }
}
