package io.tarry.tcp.settings;

import java.util.List;

/** What a segment is called, by its most important bit. */
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
  public int number() {
    return ordinal();
  }
}
