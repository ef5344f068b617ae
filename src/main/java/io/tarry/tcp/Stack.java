package io.tarry.tcp;

/**
 * How one host's TCP behaves where texts leave a choice or hosts differ from them: a set of
 * switches, each with a name of its own. The named stacks are the starting points.
 *
 * @param rfc5961 a RST resets only with SEQ = RCV.NXT, a SYN never; both draw a challenge ACK
 *     otherwise; an ACK far below SND.UNA is answered. Source: RFC 5961 sections 3 to 5
 * @param twRestart what TIME-WAIT answers and what restarts it
 * @param honorRstInTimeWait a RST at RCV.NXT ends TIME-WAIT; off is fix F1 of RFC 1337 section 3
 * @param halfDuplexClose CLOSE gives up reading, as close() of sockets does: octets unread then, or
 *     arriving later, draw a RST. Source: RFC 9293 section 3.6.1, MAY-1 and SHLD-3
 * @param finWait2Timer an end in FIN-WAIT-2 that gave up reading is deleted after a time. Linux
 * @param synReceivedReply the answer to a crossed SYN+ACK
 * @param repeatSynAck a passive SYN-RECEIVED answers the repeated SYN by its SYN+ACK again, and
 *     drops the request with a RST for any other SYN in the window. Linux, tcp_check_req
 * @param ackOfRepeatedSegment the ACK field of a segment that ends exactly at RCV.NXT (a
 *     retransmitted FIN, say) counts although its text and FIN are old. Linux, tcp_sequence
 * @param rstOneBefore a RST at RCV.NXT-1 resets CLOSE-WAIT, CLOSING and LAST-ACK too. Linux,
 *     tcp_reset_check
 * @param socketAbort ABORT sends RST with an ACK, and leaves a TIME-WAIT alone. Linux, SO_LINGER 0
 * @param reopenFromTimeWait which SYN may make a new connection out of TIME-WAIT
 * @param returnToTimeWait a connection made so goes back to TIME-WAIT when a RST shows that the SYN
 *     was an old one. Source: RFC 9293 section 3.6.1, MAY-2 (2); Linux does not
 * @param brokenPipe a RST in CLOSE-WAIT is told to the next SEND alone, who may never come. Linux,
 *     tcp_reset: EPIPE
 * @param ignoresSyn a SYN that reaches a connection is dropped without a word, as Linux once did
 */
public record Stack(
    boolean rfc5961,
    TwRestart twRestart,
    boolean honorRstInTimeWait,
    boolean halfDuplexClose,
    boolean finWait2Timer,
    SynReceivedReply synReceivedReply,
    boolean repeatSynAck,
    boolean ackOfRepeatedSegment,
    boolean rstOneBefore,
    boolean socketAbort,
    ReopenFromTimeWait reopenFromTimeWait,
    boolean returnToTimeWait,
    boolean brokenPipe,
    boolean ignoresSyn) {

  /** One that never leaves TIME-WAIT for a SYN, and tells and hears what the text says. */
  public Stack(
      boolean rfc5961,
      TwRestart twRestart,
      boolean honorRstInTimeWait,
      boolean halfDuplexClose,
      boolean finWait2Timer,
      SynReceivedReply synReceivedReply,
      boolean repeatSynAck,
      boolean ackOfRepeatedSegment,
      boolean rstOneBefore,
      boolean socketAbort) {
    this(
        rfc5961,
        twRestart,
        honorRstInTimeWait,
        halfDuplexClose,
        finWait2Timer,
        synReceivedReply,
        repeatSynAck,
        ackOfRepeatedSegment,
        rstOneBefore,
        socketAbort,
        ReopenFromTimeWait.NONE,
        false,
        false,
        false);
  }

  /** The text of RFC 9293, read literally, with its RFC 5961 parts. */
  public static final Stack RFC9293 =
      new Stack(
          true,
          TwRestart.LITERAL,
          true,
          false,
          false,
          SynReceivedReply.ACK,
          false,
          false,
          false,
          false);

  /** The same stack with fix F1 of RFC 1337 section 3, {@code tcp_rfc1337}. */
  public Stack ignoringRstInTimeWait() {
    return new Stack(
        rfc5961,
        twRestart,
        false,
        halfDuplexClose,
        finWait2Timer,
        synReceivedReply,
        repeatSynAck,
        ackOfRepeatedSegment,
        rstOneBefore,
        socketAbort,
        reopenFromTimeWait,
        returnToTimeWait,
        brokenPipe,
        ignoresSyn);
  }

  /** The same stack, taking connections out of TIME-WAIT like this. */
  public Stack reopening(ReopenFromTimeWait reopens, boolean returns) {
    return new Stack(
        rfc5961,
        twRestart,
        honorRstInTimeWait,
        halfDuplexClose,
        finWait2Timer,
        synReceivedReply,
        repeatSynAck,
        ackOfRepeatedSegment,
        rstOneBefore,
        socketAbort,
        reopens,
        returns,
        brokenPipe,
        ignoresSyn);
  }

  /** Linux 6.18 with its default settings. */
  public static final Stack LINUX =
      new Stack(
          true,
          TwRestart.LINUX,
          true,
          true,
          true,
          SynReceivedReply.PROCESS_ACK,
          true,
          true,
          true,
          true,
          ReopenFromTimeWait.LINUX,
          false,
          true,
          false);
}
