package io.tarry.tcp.rules;

/**
 * The rules that steps apply, in the order of RFC 9293 section 3.10: what each says, and where it
 * is written. A step names its rules, so that each picture can say why.
 */
public enum Rule {
  // Section 3.10.7.1, CLOSED

  CLOSED_RST("a RST for a connection that does not exist is dropped", "RFC 9293 section 3.10.7.1"),
  CLOSED_ACK(
      "there is no such connection: a RST, whose SEQ is the ACK that came",
      "RFC 9293 section 3.10.7.1"),
  CLOSED_NO_ACK(
      "there is no such connection: a RST that acknowledges what came",
      "RFC 9293 section 3.10.7.1"),

  // Section 3.10.7.2, LISTEN

  LISTEN_RST("a listener ignores RST", "RFC 9293 section 3.10.7.2"),
  LISTEN_ACK("a listener has sent nothing to acknowledge: RST", "RFC 9293 section 3.10.7.2"),
  LISTEN_SYN("a listener answers a SYN by SYN and ACK", "RFC 9293 section 3.10.7.2"),
  LISTEN_SYN_ACK("a listener drops SYN and ACK in silence", "FreeBSD, tcp_input"),
  LISTEN_OTHER("neither SYN nor ACK: a listener drops it", "RFC 9293 section 3.10.7.2"),

  // Section 3.10.7.3, SYN-SENT

  SYN_SENT_BAD_ACK("it acknowledges something never sent: RST", "RFC 9293 section 3.10.7.3"),
  SYN_SENT_BAD_ACK_RST(
      "a RST that acknowledges something never sent is dropped", "RFC 9293 section 3.10.7.3"),
  SYN_AGAIN_SOON(
      "so the SYN is sent again at once, this one time", "Linux, tcp_rcv_synsent_state_process"),
  SYN_SENT_RST(
      "the RST acknowledges the SYN: the connection is refused", "RFC 9293 section 3.10.7.3"),
  SYN_SENT_RST_WITHOUT_ACK(
      "a RST without an ACK proves nothing yet: dropped", "RFC 9293 section 3.10.7.3"),
  SYN_SENT_SYN_ACK("the SYN is acknowledged: established", "RFC 9293 section 3.10.7.3"),
  SYN_SENT_SYN("both opened at once: SYN and ACK", "RFC 9293 section 3.10.7.3"),
  SYN_SENT_NEITHER("neither SYN nor RST: dropped", "RFC 9293 section 3.10.7.3"),

  // Section 3.10.7.4, first check: the sequence number

  NOT_ACCEPTABLE(
      "its sequence numbers are not the expected ones: an ACK says which are",
      "RFC 9293 section 3.10.7.4, first check"),
  NOT_ACCEPTABLE_RST(
      "a RST outside of the window is dropped", "RFC 9293 section 3.10.7.4, first check"),
  RST_ONE_BEFORE("a RST one before RCV.NXT counts after a FIN", "Linux, tcp_reset_check"),
  BYTES_OF_ANY_SEQ(
      "its bytes are not the expected ones, and are handed to the application all the same",
      "no stack; RFC 9293 section 3.10.7.4, first check, left out"),
  ACK_OF_REPEAT("the segment is a repeat, yet its ACK field counts", "Linux, tcp_sequence"),
  REPEATED_SYN("the SYN again: the SYN and ACK again", "Linux, tcp_check_req"),
  CROSSED_SYN_ACK("the crossed SYN and ACK counts as an ACK", "Linux, tcp_validate_incoming"),
  CROSSED_SYN_ACK_AGAIN(
      "the crossed SYN and ACK is answered by SYN and ACK again", "RFC 9293 section 3.5, figure 7"),
  FIN_WAIT_2_ENTRY_OUTSIDE(
      "outside the window of a connection that nobody reads any more: an ACK, to a RST too",
      "Linux, tcp_timewait_state_process"),
  TIME_WAIT_REPEATED_FIN(
      "the FIN again: its ACK was lost, so acknowledge once more and restart 2MSL",
      "RFC 9293 section 3.10.7.4, eighth check, as meant"),
  TIME_WAIT_REPEATED_FIN_LITERAL(
      "the repeated FIN fails the first check: it is acknowledged, and 2MSL is not restarted",
      "RFC 9293 section 3.10.7.4, first check"),

  // Second check: RST

  RST_EXACT("a RST at RCV.NXT: the connection is reset", "RFC 9293 section 3.10.7.4, second check"),
  RST_IN_WINDOW_NOT_EXACT(
      "a RST in the window, not at RCV.NXT: a challenge ACK", "RFC 5961 section 3"),
  RST_BROKEN_PIPE(
      "a RST at RCV.NXT after the peer's FIN: reset, and the application learns it from its next send() only",
      "Linux, tcp_reset"),
  RST_WHILE_CLOSING(
      "a RST at RCV.NXT: closed, without the ACK of the FIN",
      "RFC 9293 section 3.10.7.4, second check"),
  SYN_RECEIVED_RST_PASSIVE(
      "a RST takes a passive open back to LISTEN", "RFC 9293 section 3.10.7.4, second check"),
  SYN_RECEIVED_RST_ACTIVE(
      "a RST: the connection is refused", "RFC 9293 section 3.10.7.4, second check"),
  SYN_RECEIVED_RST_TOLD(
      "a RST: the connection is reset before it was established", "Linux, tcp_reset"),
  FIN_WAIT_2_ENTRY_RST(
      "a RST in the window, at RCV.NXT or not, ends a connection that nobody reads any more",
      "Linux, tcp_timewait_state_process"),
  TIME_WAIT_RST(
      "a RST at RCV.NXT ends TIME_WAIT before its time",
      "RFC 1337 section 1; RFC 9293 section 3.10.7.4, second check"),
  TIME_WAIT_RST_IGNORED("TIME_WAIT ignores RST", "RFC 1337 section 3, fix F1"),

  // Fourth check: SYN

  SYN_RECEIVED_SYN_PASSIVE(
      "a SYN in the window takes a passive open back to LISTEN",
      "RFC 9293 section 3.10.7.4, fourth check"),
  SYN_IN_WINDOW("a SYN in the window: a challenge ACK", "RFC 5961 section 4"),
  SYN_IGNORED("a SYN in the middle of a connection is dropped in silence", "Linux before 2016"),
  FIN_WAIT_2_ENTRY_SYN(
      "a SYN in the window of a connection that nobody reads any more: RST, and it ends",
      "Linux, tcp_timewait_state_process"),
  SYN_IN_WINDOW_RESETS("a SYN in the window: reset", "RFC 793 page 71"),

  // Fifth check: ACK

  NO_ACK_BIT("no ACK: dropped", "RFC 9293 section 3.10.7.4, fifth check"),
  SYN_RECEIVED_ACK(
      "the SYN is acknowledged: established", "RFC 9293 section 3.10.7.4, fifth check"),
  SYN_RECEIVED_ISS_ACK(
      "it acknowledges nothing, and establishes all the same", "Linux, tcp_rcv_state_process"),
  SYN_RECEIVED_BAD_ACK(
      "it acknowledges something else than the SYN: RST", "RFC 9293 section 3.10.7.4, fifth check"),
  ACK_NEW("new bytes are acknowledged", "RFC 9293 section 3.10.7.4, fifth check"),
  ACK_NOTHING_NEW("it acknowledges nothing new: ignored", "RFC 9293 section 3.10.7.4, fifth check"),
  ACK_OF_THE_FUTURE(
      "it acknowledges something not yet sent: an ACK says what was",
      "RFC 9293 section 3.10.7.4, fifth check"),
  ACK_OF_THE_FUTURE_IGNORED(
      "it acknowledges something not yet sent: dropped in silence", "Linux 3.13, tcp_ack"),
  ACK_TOO_OLD("it acknowledges something long past: an ACK says what is", "RFC 5961 section 5"),
  ACK_OF_NOTHING_SENT(
      "it acknowledges what this connection never sent: an ACK says what is", "Linux, tcp_ack"),
  FIN_WAIT_2_ENTRY_NOTHING_NEW(
      "nothing new for a connection that nobody reads any more: dropped, whatever its ACK says",
      "Linux, tcp_timewait_state_process"),
  FIN_WAIT_1_ACK_OF_FIN(
      "the FIN is acknowledged: FIN_WAIT_2", "RFC 9293 section 3.10.7.4, fifth check"),
  CLOSING_ACK_OF_FIN(
      "the FIN is acknowledged: TIME_WAIT", "RFC 9293 section 3.10.7.4, fifth check"),
  LAST_ACK_ACK_OF_FIN("the FIN is acknowledged: CLOSED", "RFC 9293 section 3.10.7.4, fifth check"),
  TIME_WAIT_ANY_ACK(
      "TIME_WAIT acknowledges whatever comes and restarts 2MSL",
      "RFC 9293 section 3.10.7.4, fifth check"),

  // Seventh check: text

  TEXT_IN_ORDER(
      "the bytes are in order: kept for the application to read, and acknowledged",
      "RFC 9293 section 3.10.7.4, seventh check"),
  TEXT_BEYOND_GAP(
      "bytes beyond a gap are kept, and an ACK says what is missing",
      "RFC 9293 section 3.10.7.4, seventh check"),
  TEXT_AFTER_FIN("bytes after the FIN are ignored", "RFC 9293 section 3.10.7.4, seventh check"),
  TEXT_AFTER_CLOSE("nobody will ever read these bytes: RST", "RFC 9293 section 3.6.1, SHLD-3"),

  // Eighth check: FIN

  ESTABLISHED_FIN(
      "the peer will send no more: CLOSE_WAIT", "RFC 9293 section 3.10.7.4, eighth check"),
  FIN_WAIT_1_FIN("the FINs have crossed: CLOSING", "RFC 9293 section 3.10.7.4, eighth check"),
  FIN_WAIT_2_FIN("both FINs are done: TIME_WAIT", "RFC 9293 section 3.10.7.4, eighth check"),
  FIN_BEYOND_GAP(
      "a FIN beyond a gap is kept, and an ACK says what is missing",
      "RFC 9293 section 3.10.7.4, eighth check"),
  FIN_AFTER_CLOSE(
      "a FIN, but bytes are missing that nobody will ever read: RST",
      "Linux, tcp_rcv_state_process"),
  FIN_BEYOND_IGNORED("a FIN beyond the FIN is ignored", "RFC 9293 section 3.10.7.4, eighth check"),
  SECOND_FIN("a second FIN counts as the first did", "RFC 9293 section 3.10.7.4, eighth check"),

  // TIME-WAIT

  TIME_WAIT_OF_ZERO(
      "TIME_WAIT lasts 0 ticks here: CLOSED at once", "RFC 9293 section 3.6.1, MUST-13 not kept"),
  TIME_WAIT_SYN(
      "a SYN that may not reopen the connection: an ACK", "Linux, tcp_timewait_state_process"),
  TIME_WAIT_LINUX_SILENT(
      "nothing new: dropped, 2MSL restarted", "Linux, tcp_timewait_state_process"),
  TIME_WAIT_LINUX_RESTART("acknowledged, and 2MSL restarted", "Linux, tcp_timewait_state_process"),
  TIME_WAIT_LINUX_NO_ACK("acknowledged", "Linux, tcp_timewait_state_process"),
  TIME_WAIT_FREEBSD_DROP("dropped", "FreeBSD, tcp_twcheck"),
  TIME_WAIT_FREEBSD_ACK("acknowledged", "FreeBSD, tcp_twcheck"),

  TIME_WAIT_REOPENED(
      "the SYN is newer than all that TIME_WAIT has seen: a new connection",
      "RFC 9293 section 3.6.1, MAY-2"),
  TIME_WAIT_ENDED_BY_SYN(
      "the SYN is newer than all that TIME_WAIT has seen: CLOSED, and the SYN is looked at again",
      "FreeBSD, tcp_twcheck"),
  TIME_WAIT_SYN_DROPPED("a SYN that is not newer: dropped in silence", "RFC 6191 section 2"),
  TIME_WAIT_RETURNED("the SYN was an old one: back to TIME_WAIT", "RFC 9293 section 3.6.1, MAY-2"),
  TIME_WAIT_OVERFLOW(
      "there is no room for one more TIME_WAIT: CLOSED at once", "Linux, tcp_max_tw_buckets"),

  // Timestamps

  PAWS_REJECT(
      "its timestamp is older than the last: dropped, and an ACK is sent",
      "RFC 7323 section 5.3, R1"),
  PAWS_OLD_ACK(
      "an old ACK whose timestamp is older than the last: dropped in silence",
      "Linux, tcp_disordered_ack_check"),
  PAWS_TOLERATED(
      "its timestamp is older than the last, by no more than is tolerated",
      "Linux, TCP_PAWS_WINDOW"),
  RECYCLE_SYN_DROPPED(
      "its timestamp is older than the last from that address: the SYN is dropped in silence",
      "Linux 3.13, tcp_tw_recycle"),
  RECYCLE_REMEMBERED(
      "the address's last timestamp is kept, and TIME_WAIT lasts 3.5 RTO only",
      "Linux 3.13, tcp_tw_recycle"),

  // User calls

  CALL_REUSED("a 4-tuple is taken out of TIME_WAIT: a new connection", "Linux, tcp_twsk_unique"),
  CALL_NO_PORT(
      "every 4-tuple to that server is in use: EADDRNOTAVAIL", "Linux, __inet_hash_connect"),
  CALL_ADDRESS_IN_USE(
      "the port is in use, and not every socket has SO_REUSEADDR: EADDRINUSE",
      "Linux, inet_bind_conflict"),
  CALL_LISTENER_CLOSED("the server stops listening", "sockets, close()"),
  CALL_PATIENCE("the application has waited long enough, and closes", "the application"),
  CALL_OPEN("an active OPEN sends SYN", "RFC 9293 section 3.10.1"),
  CALL_LISTEN("a passive OPEN waits for a SYN", "RFC 9293 section 3.10.1"),
  CALL_SEND("SEND: the bytes go out at once", "RFC 9293 section 3.10.2"),
  CALL_SEND_QUEUED("SEND before the connection is established: queued", "RFC 9293 section 3.10.2"),
  CALL_SEND_BROKEN_PIPE(
      "the first call that learns of the RST is send(): EPIPE", "Linux, tcp_sendmsg"),
  CALL_RECEIVE("RECEIVE: the application reads what has come", "RFC 9293 section 3.10.3"),
  CALL_CLOSE("CLOSE sends FIN after what is queued", "RFC 9293 section 3.10.4"),
  CALL_CLOSE_AFTER_FIN("CLOSE after the peer's FIN sends the last FIN", "RFC 9293 section 3.10.4"),
  CALL_CLOSE_QUEUED("CLOSE waits until what is queued can be sent", "RFC 9293 section 3.10.4"),
  CALL_SHUTDOWN_QUEUED("the FIN waits until the connection is there", "Linux, tcp_shutdown"),
  CALL_CLOSE_BEFORE_SYN_RECEIVED(
      "CLOSE before a connection exists deletes it", "RFC 9293 section 3.10.4"),
  CALL_CLOSE_UNREAD(
      "CLOSE with bytes that are not read yet sends RST", "RFC 9293 section 3.6.1, SHLD-3"),
  CALL_CLOSE_STOPS_READING("from here on nobody reads what comes", "sockets, close()"),
  CALL_CLOSE_NOTHING_LEFT("the connection has already ended", "sockets, close()"),
  CALL_ABORT("ABORT sends RST", "RFC 9293 section 3.10.5"),
  CALL_ABORT_SILENT("ABORT; nobody needs a RST any more", "RFC 9293 section 3.10.5"),
  CALL_ABORT_TIME_WAIT("ABORT leaves a TIME_WAIT alone", "Linux, SO_LINGER 0"),
  CALL_ERROR_EXISTS("error: connection already exists", "RFC 9293 section 3.10.1"),
  CALL_ERROR_NOT_EXIST("error: connection does not exist", "RFC 9293 section 3.10"),
  CALL_ERROR_CLOSING("error: connection closing", "RFC 9293 section 3.10"),

  // Timeouts

  RETRANSMISSION("not acknowledged in time: sent again", "RFC 9293 section 3.10.8"),
  GIVE_UP(
      "not acknowledged after R2 retransmissions: given up, without a RST",
      "RFC 9293 section 3.8.3"),
  TIME_WAIT_EXPIRED("TIME_WAIT has lasted its time: CLOSED", "RFC 9293 section 3.10.8"),
  FIN_WAIT_2_EXPIRED("no FIN came in time: deleted, without a RST", "Linux, tcp_fin_timeout"),

  /** Of {@link WrongTcp} only. */
  WRONG("this TCP is wrong here, on purpose", "no RFC");

  private final String text;
  private final String source;

  Rule(String text, String source) {
    this.text = text;
    this.source = source;
  }

  /** What happens, and why, in words. */
  public String text() {
    return text;
  }

  /** Where this is written. */
  public String source() {
    return source;
  }
}
