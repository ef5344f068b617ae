package io.tarry.tcp.rules;

import java.util.Locale;
import java.util.Optional;

/**
 * Deliberately wrong TCPs: the right rules with one of them replaced, at both ends. Those with a
 * report are a museum: each has a mistake that somebody reported of a real TCP.
 */
public enum WrongTcp {
  NO_RETRANSMISSION_IN_CLOSE_WAIT(
      "in CLOSE_WAIT nothing is sent again",
      "https://github.com/robur-coop/utcp/issues/24",
      with(WrongTimeouts.noneIn(WrongTimeouts.CLOSE_WAIT))),
  FIN_NEVER_SENT_AGAIN(
      "a FIN is never sent again",
      "https://github.com/microsoft/demikernel/issues/203",
      with(WrongTimeouts.noneIn(WrongTimeouts.FIN_SENT))),
  FIN_SENT_AGAIN_TOO_HIGH(
      "a FIN that is sent again has a SEQ that is one too high",
      "https://github.com/Juniper/warp17/issues/15",
      new TcpRules(
          new SegmentArrives(new OtherStates()),
          new UserCalls(),
          WrongTimeouts.sendsFinTooHigh(),
          new AddressChoice(),
          1)),
  FIN_LOST_WHEN_CROSSED(
      "in CLOSING the FIN is sent again without its FIN bit",
      "https://github.com/microsoft/demikernel/issues/1537",
      with(WrongTimeouts.sendsNoFinInClosing())),
  LAST_ACK_FOR_CLOSING(
      "where two FINs cross, FIN_WAIT_1 becomes LAST_ACK and not CLOSING",
      "https://github.com/FreeRTOS/FreeRTOS-Plus-TCP/issues/1303",
      with(WrongArrivals.takesLastAckForClosing())),
  LAST_ACK_ENDS_BY_ANY_ACK(
      "any ACK ends LAST_ACK, not only that of its FIN",
      "https://github.com/smoltcp-rs/smoltcp/issues/470",
      with(WrongArrivals.endsLastAckByAnyAck())),
  TIME_WAIT_ANSWERS_NOTHING(
      "TIME_WAIT answers nothing",
      "https://github.com/zephyrproject-rtos/zephyr/pull/46407",
      with(WrongArrivals.isSilentInTimeWait())),
  SYN_SENT_IGNORES_BAD_ACK(
      "SYN_SENT ignores an ACK of something that it did not send",
      "https://github.com/smoltcp-rs/smoltcp/issues/366",
      with(WrongArrivals.ignoresBadAckInSynSent())),
  SYN_SENT_ENDS_BY_ANY_RST(
      "any RST ends SYN_SENT, also one that acknowledges no SYN",
      "https://github.com/ausimian/tricep/issues/97",
      with(WrongArrivals.endsSynSentByAnyRst())),

  SENDS_NOTHING_AGAIN("nothing is ever sent again", with(WrongTimeouts.none())),
  FIN_WAIT_2_NEVER_TIMES_OUT(
      "the timer of FIN_WAIT_2 does nothing", with(WrongTimeouts.forgetsFinWait2())),
  LISTENER_IGNORES_SYN("a listener ignores each SYN", with(WrongArrivals.ignoresSynInListen())),
  NO_CLOSE_WAIT(
      "a FIN is acknowledged, but ESTABLISHED goes on", with(WrongArrivals.skipsCloseWait())),
  FIN_NEVER_ACKNOWLEDGED(
      "a FIN is neither acknowledged nor taken", with(WrongArrivals.neverTakesFin())),
  OLD_FIN_TAKEN_AGAIN(
      "a FIN that comes again counts again", with(WrongArrivals.takesOldFinAgain())),
  FIN_BEFORE_BYTES(
      "a FIN counts although bytes before it are missing", with(WrongArrivals.takesFinBeyondGap())),
  BYTES_BEFORE_BYTES(
      "bytes are delivered although others before them are missing",
      with(WrongArrivals.deliversBeyondGap())),
  BYTES_DRAW_RST("bytes are answered by a RST", with(WrongArrivals.refusesBytes())),
  RST_DRAWS_RST("a RST is answered by a RST", with(WrongArrivals.answersRst())),
  RETRANSMISSION_TIMER_LEFT_ON(
      "a FIN starts the retransmission timer, though nothing was sent",
      new TcpRules(
          new SegmentArrives(WrongArrivals.startsTimerAtFin()),
          new UserCalls(),
          WrongTimeouts.sendsNothingForNothing())),
  CLOSING_ENDS_IN_CLOSED(
      "CLOSING ends in CLOSED and not in TIME_WAIT", with(WrongArrivals.closesAfterClosing())),
  LAST_ACK_ENDS_IN_TIME_WAIT("LAST_ACK ends in TIME_WAIT", with(WrongArrivals.waitsAfterLastAck())),
  TIME_WAIT_FORGOTTEN(
      "TIME_WAIT answers as CLOSED does", with(WrongArrivals.answersTimeWaitAsClosed())),
  TIME_WAIT_ENDED_BY_FIN(
      "a FIN that comes again ends TIME_WAIT", with(WrongArrivals.leavesTimeWaitOnFin())),
  TIME_WAIT_WITHOUT_ROOM("tcp_max_tw_buckets is ignored", with(WrongArrivals.waitsWithoutRoom())),
  TIME_WAIT_TAKEN_BY_CONNECT(
      "connect() takes a 4-tuple that is in TIME_WAIT", with(WrongAddressChoice.takesTimeWait())),
  TIME_WAIT_REUSED_AT_ONCE(
      "connect() reuses TIME_WAIT before its delay is over",
      with(WrongAddressChoice.reusesAtOnce())),
  USED_ONCE("connect() takes no 4-tuple a second time", with(WrongAddressChoice.takesNoneAgain()));

  private final String sentence;
  private final Optional<String> report;

  // Justification: rules have no state.
  @SuppressWarnings("ImmutableEnumChecker")
  private final TcpRules tcp;

  WrongTcp(String sentence, TcpRules tcp) {
    this(sentence, Optional.empty(), tcp);
  }

  WrongTcp(String sentence, String report, TcpRules tcp) {
    this(sentence, Optional.of(report), tcp);
  }

  WrongTcp(String sentence, Optional<String> report, TcpRules tcp) {
    this.sentence = sentence;
    this.report = report;
    this.tcp = tcp;
  }

  /** Its name for people: {@code last-ack-for-closing}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does wrong. */
  public String sentence() {
    return sentence;
  }

  /** Where somebody reported that mistake of a real TCP. */
  public Optional<String> report() {
    return report;
  }

  /** Its rules. */
  public TcpRules tcp() {
    return tcp;
  }

  private static TcpRules with(OtherStates wrong) {
    return with(new SegmentArrives(wrong));
  }

  private static TcpRules with(SegmentArrives wrong) {
    return new TcpRules(wrong, new UserCalls(), new Timeouts());
  }

  private static TcpRules with(Timeouts wrong) {
    return new TcpRules(new SegmentArrives(new OtherStates()), new UserCalls(), wrong);
  }

  private static TcpRules with(AddressChoice wrong) {
    SegmentArrives arrives = new SegmentArrives(new OtherStates());
    return new TcpRules(arrives, new UserCalls(), new Timeouts(), wrong, 0);
  }
}
