package io.tarry.check;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Why a step goes as it does: the rules that it applies or, without any, its kind. */
final class Reasons {

  private Reasons() {}

  /** In words, as one sentence. */
  static String text(Step step) {
    String loss =
        sentLost(step) < step.sentCount() ? "part of what is sent is lost" : "what is sent is lost";
    String text = joined(step, Rule::text, text(step.kind()), loss);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Where those rules are written. */
  static String source(Step step) {
    return joined(step, Rule::source, source(step.kind()), "the scenario, network.surelyLose");
  }

  /**
   * Joins what the rules say or, without any, what the kind says; and the reason for a segment that
   * is always lost.
   */
  private static String joined(
      Step step, Function<Rule, String> said, String ofKind, String ofLoss) {
    List<String> all = new ArrayList<>(step.rules().stream().map(said).distinct().toList());
    if (all.isEmpty()) {
      all.add(ofKind);
    }
    if (sentLost(step) > 0) {
      all.add(ofLoss);
    }
    return String.join("; ", all);
  }

  private static long sentLost(Step step) {
    return IntStream.range(0, step.sentCount()).filter(step::sentLost).count();
  }

  /** Why there are steps of that kind. */
  static String text(Action.Kind kind) {
    return switch (kind) {
      case BEGIN -> "the world as the scenario has it";
      case CALL, REFUSED_CALL, LISTENER_CALL -> "the application makes its next call";
      case PATIENCE_TIMEOUT -> "the application has waited long enough";
      case DELIVER -> "what is on its way may arrive";
      case DELIVER_COPY -> "the network may make a copy";
      case LOSE -> "the network may lose a segment";
      case RETRANSMISSION_TIMEOUT -> "not acknowledged in time";
      case FIN_WAIT_2_TIMEOUT -> "no FIN came in time";
      case TIME_WAIT_TIMEOUT -> "TIME_WAIT has lasted its time";
      case TICK -> "nothing has to happen before";
    };
  }

  static String source(Action.Kind kind) {
    return switch (kind) {
      case BEGIN -> "the scenario";
      case CALL, REFUSED_CALL, LISTENER_CALL, PATIENCE_TIMEOUT -> "the scenario, connection";
      case DELIVER -> "the scenario, network";
      case DELIVER_COPY -> "the scenario, network.duplicate";
      case LOSE -> "the scenario, network.lose";
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT, TICK ->
          "the scenario, time";
    };
  }
}
