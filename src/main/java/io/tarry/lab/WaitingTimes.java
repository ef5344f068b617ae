package io.tarry.lab;

import io.tarry.check.Story;
import java.io.IOException;
import java.time.Duration;

/** How long a kernel may take for what a run says, and how often it is asked meanwhile. */
final class WaitingTimes {

  /** How long a kernel may take to answer. It never delays an ACK for longer than 200 ms. */
  static final Duration ANSWER = Duration.ofMillis(1500);

  /**
   * How long nothing more may be sent after a step: longer than the 40 ms by which a kernel usually
   * delays an ACK.
   */
  static final Duration SILENCE = Duration.ofMillis(60);

  /** The time before the hosts are asked again. */
  static final Duration PACE = Duration.ofMillis(10);

  private static final Duration PACE_MAX = Duration.ofMillis(320);
  private static final Duration RETRANSMISSION = Duration.ofSeconds(12);
  private static final Duration GIVING_UP = Duration.ofSeconds(40);
  private static final Duration TIME_WAIT = Duration.ofSeconds(75);

  private WaitingTimes() {}

  /** How long a kernel may take for what it does in that step. */
  static Duration of(Story.Step step) {
    return switch (step.event().kind()) {
      case RETRANSMISSION_TIMEOUT -> step.sent().isEmpty() ? GIVING_UP : RETRANSMISSION;
      case FIN_WAIT_2_TIMEOUT -> RETRANSMISSION;
      case TIME_WAIT_TIMEOUT -> TIME_WAIT;
      case BEGIN,
          CALL,
          DELIVER,
          DELIVER_COPY,
          LOSE,
          TICK,
          PATIENCE_TIMEOUT,
          REFUSED_CALL,
          LISTENER_CALL ->
          ANSWER;
    };
  }

  /** A longer pace than that, since it costs time to ask. */
  static Duration slower(Duration pace) {
    return pace.compareTo(PACE_MAX) < 0 ? pace.multipliedBy(2) : PACE_MAX;
  }

  static void pause() throws IOException {
    try {
      Thread.sleep(PACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
