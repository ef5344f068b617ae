package io.tarry.tcp.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How one host's TCP behaves where the RFCs leave a choice, or where hosts differ from them. The
 * named stacks are the starting points.
 *
 * @param twRestart what TIME-WAIT answers and what restarts it
 * @param reopenFromTimeWait which SYN may make a new connection out of TIME-WAIT
 * @param synReceivedReply the answer to a crossed SYN+ACK
 * @param pawsTolerance by how much a timestamp may be older than the last one and still be
 *     accepted; TIME-WAIT and a listener's SYN-RECEIVED accept no older one. Linux: 1,
 *     TCP_PAWS_WINDOW
 * @param switches the switches that are on
 */
public record Stack(
    TwRestart twRestart,
    ReopenFromTimeWait reopenFromTimeWait,
    SynReceivedReply synReceivedReply,
    int pawsTolerance,
    Set<Switch> switches) {

  /** Copies the set, in the order of the switches, so that equal stacks print alike. */
  public Stack {
    EnumSet<Switch> inOrder = EnumSet.noneOf(Switch.class);
    inOrder.addAll(switches);
    switches = Collections.unmodifiableSet(inOrder);
  }

  /** The text of RFC 9293, read literally, with what it takes from RFC 5961. */
  public static final Stack RFC9293 =
      new Stack(
          TwRestart.LITERAL,
          ReopenFromTimeWait.NONE,
          SynReceivedReply.ACK,
          0,
          EnumSet.of(Switch.RFC5961, Switch.HONOR_RST_IN_TIME_WAIT));

  /** Linux 6.18 with its default settings. */
  public static final Stack LINUX =
      new Stack(
          TwRestart.LINUX,
          ReopenFromTimeWait.LINUX,
          SynReceivedReply.PROCESS_ACK,
          1,
          EnumSet.of(
              Switch.RFC5961,
              Switch.ACK_FROM_ISS,
              Switch.SYN_AGAIN_AFTER_BAD_ACK,
              Switch.REPEAT_SYN_ACK,
              Switch.RST_FOR_ANOTHER_SYN,
              Switch.ACK_BEFORE_SEQ,
              Switch.ISS_ACK_ESTABLISHES,
              Switch.SHUTDOWN_WAITS,
              Switch.TELLS_RESET_WHILE_OPENING,
              Switch.SEQ_AT_WINDOW_END,
              Switch.NO_ACK_FIRST,
              Switch.ACK_OF_REPEATED_SEGMENT,
              Switch.RST_ONE_BEFORE,
              Switch.SILENT_TO_OLD_ACK,
              Switch.TS_RECENT_AFTER_ACK,
              Switch.RST_FOR_UNREAD_BYTES,
              Switch.RST_FOR_LATE_BYTES,
              Switch.RST_FOR_LATE_FIN,
              Switch.FIN_WAIT2_TIMER,
              Switch.FIN_WAIT2_ENTRY,
              Switch.SOCKET_ABORT,
              Switch.BROKEN_PIPE,
              Switch.TELLS_RESET_WHILE_CLOSING,
              Switch.HONOR_RST_IN_TIME_WAIT));

  /** Linux 3.13 with its default settings, by its code alone. */
  public static final Stack LINUX_3_13 =
      LINUX
          .with(SynReceivedReply.ACK)
          .without(
              Switch.ACK_FROM_ISS,
              Switch.SYN_AGAIN_AFTER_BAD_ACK,
              Switch.SHUTDOWN_WAITS,
              Switch.RST_ONE_BEFORE,
              Switch.SILENT_TO_OLD_ACK)
          .with(
              Switch.ANY_RST_ENDS_REQUEST,
              Switch.DROPS_SYN_WITHOUT_ACK,
              Switch.SILENT_TO_FUTURE_ACK);

  /** FreeBSD 13 with its default settings. */
  public static final Stack FREEBSD =
      new Stack(
          TwRestart.FREEBSD,
          ReopenFromTimeWait.SEQ,
          SynReceivedReply.PROCESS_ACK,
          0,
          EnumSet.of(
              Switch.RFC5961,
              Switch.SILENT_TO_SYN_ACK,
              Switch.REPEAT_SYN_ACK,
              Switch.ACK_OF_REPEATED_SEGMENT,
              Switch.OWN_NUMBERS_IN_RST,
              Switch.RST_FOR_LATE_BYTES,
              Switch.FIN_AGAIN_WHEN_CROSSED,
              Switch.FIN_WAIT2_TIMER,
              Switch.SOCKET_ABORT,
              Switch.TELLS_RESET_WHILE_CLOSING,
              Switch.NEW_SYN_ENDS_TIME_WAIT));

  /** Whether the switch is on. */
  public boolean has(Switch one) {
    return switches.contains(one);
  }

  /**
   * Whether CLOSE gives up reading too, as close() of sockets does. This is so if one of the
   * switches is about ends whose user has gone.
   */
  public boolean closeGivesUpReading() {
    return has(Switch.RST_FOR_UNREAD_BYTES)
        || has(Switch.RST_FOR_LATE_BYTES)
        || has(Switch.RST_FOR_LATE_FIN)
        || has(Switch.FIN_WAIT2_TIMER)
        || has(Switch.FIN_WAIT2_ENTRY);
  }

  /** A copy with these switches on. */
  public Stack with(Switch... on) {
    Set<Switch> changed = EnumSet.noneOf(Switch.class);
    changed.addAll(switches);
    changed.addAll(List.of(on));
    return new Stack(twRestart, reopenFromTimeWait, synReceivedReply, pawsTolerance, changed);
  }

  /** A copy with these switches off. */
  public Stack without(Switch... off) {
    Set<Switch> changed = EnumSet.noneOf(Switch.class);
    changed.addAll(switches);
    Arrays.asList(off).forEach(changed::remove);
    return new Stack(twRestart, reopenFromTimeWait, synReceivedReply, pawsTolerance, changed);
  }

  /** A copy that reads TIME-WAIT like this. */
  public Stack with(TwRestart reading) {
    return new Stack(reading, reopenFromTimeWait, synReceivedReply, pawsTolerance, switches);
  }

  /** A copy that takes connections out of TIME-WAIT like this. */
  public Stack with(ReopenFromTimeWait reopens) {
    return new Stack(twRestart, reopens, synReceivedReply, pawsTolerance, switches);
  }

  /** A copy that answers a crossed SYN+ACK like this. */
  public Stack with(SynReceivedReply reply) {
    return new Stack(twRestart, reopenFromTimeWait, reply, pawsTolerance, switches);
  }

  /** A copy with this tolerance. */
  public Stack withPawsTolerance(int tolerance) {
    return new Stack(twRestart, reopenFromTimeWait, synReceivedReply, tolerance, switches);
  }
}
