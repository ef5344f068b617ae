package io.tarry.tcp.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  private static final List<String> FLAGS = List.of("SYN", "ACK", "FIN", "RST", "PSH");

  private final String label;

  SegmentKind(String label) {
    this.label = label;
  }

  /** The kind of a segment with these flags, however they are joined: {@code FIN,ACK}. */
  public static Optional<SegmentKind> withFlags(String written) {
    List<String> flags = List.of(written.toUpperCase(Locale.ROOT).split("[^A-Z]+", -1));
    if (!FLAGS.containsAll(flags)) {
      return Optional.empty();
    }
    if (flags.contains("RST")) {
      return Optional.of(RST);
    }
    if (flags.contains("FIN")) {
      return Optional.of(FIN);
    }
    if (flags.contains("SYN")) {
      return Optional.of(flags.contains("ACK") ? SYN_ACK : SYN);
    }
    return Optional.of(flags.contains("PSH") ? DATA : ACK);
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
