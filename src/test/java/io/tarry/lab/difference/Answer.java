package io.tarry.lab.difference;

import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Optional;

/**
 * What an end does in a step.
 *
 * @param result what a call returns: a number, or the name of an error; empty if there is no call
 * @param state its state then
 * @param sent what it sends
 * @param unread how many bytes the application can read then
 * @param restarted whether the 2MSL timer was started again; empty if the end was not in TIME-WAIT
 *     before and after
 */
public record Answer(
    String result, TcpState state, List<Sent> sent, int unread, Optional<Boolean> restarted) {

  /** Only what is compared of the segments. */
  public Answer {
    sent = Sent.compared(sent);
  }

  String say(View before) {
    return state
        + (restarted.orElse(false) ? " restarted" : "")
        + ", sends "
        + Sent.say(sent, before)
        + (unread > 0 ? ", " + unread + " unread" : "")
        + (result.isEmpty() ? "" : ", returns " + result);
  }
}
