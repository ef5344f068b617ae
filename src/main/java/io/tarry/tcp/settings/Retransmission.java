package io.tarry.tcp.settings;

/**
 * When and how often a segment is sent again.
 *
 * @param rto the first retransmission timeout, in ticks
 * @param backOff whether the timeout doubles with each retransmission (RFC 6298 section 5.5)
 * @param most R2: how many retransmissions before giving up (RFC 9293 section 3.8.3); {@link
 *     Settings#UNLIMITED} if nobody gives up
 */
public record Retransmission(int rto, boolean backOff, int most) {

  /**
   * How many retransmissions in a row are counted. Where nobody gives up, those after the first are
   * not told apart, so that the search ends; the timeout then doubles only once, which RFC 6298
   * section 2.5 allows as an upper limit.
   */
  public int counted() {
    return most == Settings.UNLIMITED ? 1 : most;
  }
}
