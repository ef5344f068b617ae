package io.tarry.judge;

import io.tarry.tcp.rules.Step;
import java.util.Locale;

/** What happens in a step, in a few words. */
final class StepText {

  private StepText() {}

  static String say(Step step) {
    return switch (step.kind()) {
      case BEGIN -> "the run begins";
      case CALL -> step.instruction().call().name().toLowerCase(Locale.ROOT);
      case DELIVER, DELIVER_COPY -> step.moved() + " arrives";
      case LOSE -> step.moved() + " is lost";
      case RETRANSMISSION_TIMEOUT -> "retransmission timer expires";
      case FIN_WAIT_2_TIMEOUT -> "FIN_WAIT_2 timer expires";
      case TIME_WAIT_TIMEOUT -> "2MSL timer expires";
      case TICK -> "a tick passes";
      case PATIENCE_TIMEOUT -> "close, tired of waiting";
      case REFUSED_CALL -> "a call is refused";
      case LISTENER_CALL -> "a call for the listener";
    };
  }
}
