package io.tarry.tcp.world;

/** Ghost: how an end's connection ended. */
public enum Fate {
  /** It has not ended, or never began. */
  OPEN,
  /** By the exchange of FINs and ACKs. */
  CLOSED,
  /** By a RST that arrived. */
  RESET,
  /** By a RST that this end sent: for ABORT, or for bytes that nobody would read. */
  ABORTED,
  /** After R2 retransmissions without an answer, or by the FIN-WAIT-2 timer. */
  GAVE_UP;

  private static final Fate[] ALL = values();

  static Fate of(int number) {
    return ALL[number];
  }
}
