package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Stack;

/**
 * The rules that both ends follow. Where hosts differ, the {@link Stack} decides.
 *
 * @param segmentArrives RFC 9293 section 3.10.7
 * @param userCalls sections 3.10.1 to 3.10.5
 * @param timeouts section 3.10.8
 * @param opening how connect() gets a 4-tuple
 * @param numbersAfterFin how many sequence numbers after that of a FIN they use; right ones use
 *     none
 */
public record TcpRules(
    SegmentArrives segmentArrives,
    UserCalls userCalls,
    Timeouts timeouts,
    AddressChoice opening,
    int numbersAfterFin) {

  TcpRules(SegmentArrives segmentArrives, UserCalls userCalls, Timeouts timeouts) {
    this(segmentArrives, userCalls, timeouts, new AddressChoice(), 0);
  }

  public static TcpRules right() {
    return new TcpRules(new SegmentArrives(new OtherStates()), new UserCalls(), new Timeouts());
  }

  /** Right rules, in whose worlds states are packed as in those of these. */
  public TcpRules asRight() {
    TcpRules right = right();
    return new TcpRules(
        right.segmentArrives, right.userCalls, right.timeouts, right.opening, numbersAfterFin);
  }
}
