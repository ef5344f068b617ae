package io.tarry.tcp.rules;

import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.UserError;

/** The timeouts, RFC 9293 section 3.10.8, and the give-up of section 3.8.3. */
public class Timeouts {

  /** Makes the time-outs, which have no state. */
  public Timeouts() {}

  /** "Send the segment at the front of the retransmission queue again", or R2 is reached. */
  public void retransmission(Endpoint e) {
    if (e.mayRetransmitAgain()) {
      e.because(Rule.RETRANSMISSION);
      e.send.frontAgain();
      e.countRetransmission();
      e.restartRetransmissionTimer();
    } else {
      // Source: section 3.8.3, (c). No stack sends a RST here.
      e.because(Rule.GIVE_UP);
      if (SequenceCheck.isRequest(e) && e.hasListener()) {
        e.close(Fate.GAVE_UP);
        e.forgetRequest();
      } else {
        e.close(Fate.GAVE_UP, UserError.TIMED_OUT);
      }
    }
  }

  /** TIME-WAIT TIMEOUT: "the connection closes". */
  public void timeWait(Endpoint e) {
    e.because(Rule.TIME_WAIT_EXPIRED);
    e.close(Fate.CLOSED);
  }

  /** DEVIATION: the RFC has no such timer; Linux deletes an orphan then, without a RST. */
  public void finWait2(Endpoint e) {
    e.because(Rule.FIN_WAIT_2_EXPIRED);
    e.close(Fate.GAVE_UP);
  }
}
