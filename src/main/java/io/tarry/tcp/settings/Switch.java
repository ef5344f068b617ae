package io.tarry.tcp.settings;

/**
 * A point, on or off, in which stacks differ from the text of RFC 9293 or the text leaves a choice.
 * Each means the same whatever the others are.
 */
public enum Switch {
  RFC5961(
      "a RST resets only with SEQ = RCV.NXT and a SYN never; both draw a challenge ACK otherwise;"
          + " an ACK more than a window below SND.UNA is answered, not taken"),
  ACK_FROM_ISS(
      "an ACK of what this connection never sent, below its ISS, is answered, not taken, however"
          + " large the window"),

  // Before the connection is established

  SILENT_TO_SYN_ACK("a listener drops a SYN+ACK in silence"),
  SYN_AGAIN_AFTER_BAD_ACK(
      "a bad ACK in SYN_SENT has the SYN sent again at once, if it was sent only once"),
  REPEAT_SYN_ACK("a repeated SYN draws the SYN+ACK again"),
  RST_FOR_ANOTHER_SYN(
      "a listener's SYN_RECEIVED answers another SYN in the window by a RST, besides dropping the"
          + " request"),
  ACK_BEFORE_SEQ("a listener's SYN_RECEIVED looks at the ACK before the SEQ"),
  ANY_RST_ENDS_REQUEST(
      "a listener's SYN_RECEIVED is ended by any RST in the window, whether at RCV.NXT or not"),
  ISS_ACK_ESTABLISHES(
      "an ACK of its ISS alone establishes a SYN_RECEIVED that began with an active OPEN"),
  SHUTDOWN_WAITS("shutdown() in SYN_RECEIVED waits until the connection is established"),
  TELLS_RESET_WHILE_OPENING(
      "a RST in a SYN_RECEIVED that began with an active OPEN is told as a reset, not as a refusal"),

  // What is acceptable

  SEQ_AT_WINDOW_END("a segment without bytes is acceptable at RCV.NXT + RCV.WND too"),
  NO_ACK_FIRST(
      "a segment with none of SYN, ACK and RST is dropped before its SEQ is looked at; not by a"
          + " listener's SYN_RECEIVED"),
  DROPS_SYN_WITHOUT_ACK(
      "a SYN without ACK is dropped before its SEQ is looked at, and draws no ACK; not by a"
          + " listener's SYN_RECEIVED, nor in TIME_WAIT"),
  SILENT_TO_FUTURE_ACK("a segment that acknowledges what was not sent yet is dropped in silence"),
  ACK_OF_REPEATED_SEGMENT(
      "the ACK field of a segment that ends at RCV.NXT counts, although all its bytes are old; not"
          + " in a listener's SYN_RECEIVED"),
  RST_ONE_BEFORE("a RST at RCV.NXT-1 counts after the peer's FIN"),
  TAKES_BYTES_OF_ANY_SEQ(
      "bytes outside the window are handed to the application, and counted nowhere; no stack does"
          + " this, it shows what the check of SEQ protects against"),
  IGNORES_SYN("a SYN that reaches a connection, TIME_WAIT too, is dropped, and draws no ACK"),
  OWN_NUMBERS_IN_RST(
      "a RST for a SYN in the window is <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>, so that it does"
          + " not refuse the peer's connect()"),

  // Timestamps

  SILENT_TO_OLD_ACK(
      "a pure ACK before RCV.NXT whose timestamp is too old is dropped in silence; not by a"
          + " listener's SYN_RECEIVED, nor in TIME_WAIT"),
  TS_RECENT_AFTER_ACK(
      "TS.Recent is taken from a segment only if that acknowledges no less than SND.UNA and no more"
          + " than SND.NXT; in TIME_WAIT from any"),

  // Closing

  RST_FOR_UNREAD_BYTES("bytes that are not read yet at close() cause a RST"),
  RST_FOR_LATE_BYTES("bytes that come after close() cause a RST"),
  RST_FOR_LATE_FIN("a FIN beyond a gap that comes after close() draws a RST"),
  FIN_AGAIN_WHEN_CROSSED("where FINs cross, FIN is sent again with the ACK of the peer's"),
  FIN_WAIT2_TIMER(
      "FIN_WAIT_2 of an end that gave up reading ends after tcp_fin_timeout, or finWait2"),
  FIN_WAIT2_ENTRY(
      "FIN_WAIT_2 of an end that gave up reading is a smaller entry: what is outside the window, a"
          + " RST too, draws an ACK; a RST in it ends the entry; so does a SYN, which draws a RST;"
          + " the ACK field is not looked at, and no old timestamp is tolerated"),
  SOCKET_ABORT("ABORT sends RST with ACK, and leaves a TIME_WAIT alone"),
  BROKEN_PIPE(
      "a RST in CLOSE_WAIT is told to the next send() alone, as EPIPE; to a server that keeps"
          + " listening at once"),
  TELLS_RESET_WHILE_CLOSING(
      "a RST in CLOSING or LAST_ACK is told to the user who has not called close()"),

  // TIME-WAIT

  HONOR_RST_IN_TIME_WAIT(
      "a RST at RCV.NXT ends TIME_WAIT; false is fix F1 of RFC 1337, and tcp_rfc1337"),
  NEW_SYN_ENDS_TIME_WAIT(
      "a SYN that reopenFromTimeWait would take ends TIME_WAIT where nobody listens, too, and is"
          + " looked at again"),
  RETURN_TO_TIME_WAIT(
      "a connection made out of TIME_WAIT goes back to it when a RST shows that the SYN was old");

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
    boolean first = false;
    for (char c : name().toCharArray()) {
      if (c != '_') {
        key.append(first ? c : Character.toLowerCase(c));
      }
      first = c == '_';
    }
    return key.toString();
  }
}
