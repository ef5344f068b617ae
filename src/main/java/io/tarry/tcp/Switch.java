package io.tarry.tcp;

import java.util.Locale;

/**
 * A way in which stacks differ from the text of RFC 9293, or it leaves a choice; on or off. Each
 * means one thing, whatever the others are.
 */
public enum Switch {
  RFC5961(
      "a RST resets only with SEQ = RCV.NXT and a SYN never; both draw a challenge ACK otherwise;"
          + " an ACK more than a window below SND.UNA is answered, not taken"),
  HONOR_RST_IN_TIME_WAIT(
      "a RST at RCV.NXT ends TIME_WAIT; false is fix F1 of RFC 1337, and tcp_rfc1337"),
  RST_FOR_UNREAD_OCTETS("octets unread at close() draw a RST"),
  RST_FOR_LATE_OCTETS("octets that come after close() draw a RST"),
  FIN_WAIT2_TIMER(
      "FIN_WAIT_2 of an end that gave up reading ends after tcp_fin_timeout, or finWait2"),
  REPEAT_SYN_ACK("a repeated SYN draws the SYN+ACK again"),
  RST_FOR_ANOTHER_SYN(
      "a listener's SYN_RECEIVED answers another SYN in the window by a RST, besides dropping the"
          + " request"),
  ACK_OF_REPEATED_SEGMENT(
      "the ACK field of a segment that ends at RCV.NXT counts, although all its octets are old"),
  RST_ONE_BEFORE("a RST at RCV.NXT-1 counts after the peer's FIN"),
  SOCKET_ABORT("ABORT sends RST with ACK, and leaves a TIME_WAIT alone"),
  RETURN_TO_TIME_WAIT(
      "a connection made out of TIME_WAIT goes back to it when a RST shows that the SYN was old"),
  BROKEN_PIPE(
      "a RST in CLOSE_WAIT is told to the next send() alone, as EPIPE; to a server that keeps"
          + " listening at once"),
  IGNORES_SYN("a SYN that reaches a connection, TIME_WAIT too, is dropped, and draws no ACK");

  private final String says;

  Switch(String says) {
    this.says = says;
  }

  /** What it does where it is on. */
  public String says() {
    return says;
  }

  /** Its name in a scenario file: {@code rstOneBefore}. */
  public String key() {
    StringBuilder key = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_")) {
      key.append(key.isEmpty() ? word.charAt(0) : Character.toUpperCase(word.charAt(0)))
          .append(word, 1, word.length());
    }
    return key.toString();
  }
}
