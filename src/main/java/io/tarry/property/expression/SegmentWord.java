package io.tarry.property.expression;

import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.Segment;

/** Which segments are meant: {@code network has RST}. Every segment is of just one kind. */
enum SegmentWord implements Word {
  SYN(SegmentKind.SYN.label(), "a SYN without ACK"),
  SYN_ACK(SegmentKind.SYN_ACK.label(), "a SYN with ACK"),
  ACK(SegmentKind.ACK.label(), "an ACK and nothing else"),
  DATA(SegmentKind.DATA.label(), "bytes"),
  FIN(SegmentKind.FIN.label(), "a FIN, with ACK or without"),
  RST(SegmentKind.RST.label(), "a RST, with ACK or without"),
  ACKNOWLEDGEMENT("acknowledgement", "whatever acknowledges: ACK is set, and RST is not"),
  ANY("segment", "any");

  private final String word;
  private final String meaning;

  SegmentWord(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  boolean fits(Segment segment) {
    return switch (this) {
      case SYN -> segment.kind() == SegmentKind.SYN;
      case SYN_ACK -> segment.kind() == SegmentKind.SYN_ACK;
      case ACK -> segment.kind() == SegmentKind.ACK;
      case DATA -> segment.kind() == SegmentKind.DATA;
      case FIN -> segment.kind() == SegmentKind.FIN;
      case RST -> segment.kind() == SegmentKind.RST;
      case ACKNOWLEDGEMENT -> segment.hasAck() && !segment.rst();
      case ANY -> true;
    };
  }
}
