package io.tarry.check;

import io.tarry.tcp.Action;
import io.tarry.tcp.Rule;
import io.tarry.tcp.Step;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a step goes as it does: the rules that it applies, or else what kind of step it is. */
final class Reasons {

  private static final Pattern CALL = Pattern.compile("\\w+\\(");

  private Reasons() {}

  /** In words, as one sentence. */
  static String text(Step step) {
    List<String> texts = step.rules().stream().map(Rule::text).distinct().toList();
    return sentence(texts.isEmpty() ? text(step.kind()) : String.join("; ", texts));
  }

  /** Where that is written. */
  static String source(Step step) {
    List<String> sources = step.rules().stream().map(Rule::source).distinct().toList();
    return sources.isEmpty()
        ? source(step.kind())
        : sources.stream().collect(Collectors.joining("; "));
  }

  private static String sentence(String text) {
    // The name of a call stays as it is.
    return CALL.matcher(text).lookingAt()
        ? text
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Why there are steps of that kind at all. */
  static String text(Action.Kind kind) {
    return switch (kind) {
      case BEGIN -> "the world as the scenario has it";
      case CALL, REFUSED_CALL, LISTENER_CALL -> "the application makes its next call";
      case PATIENCE_TIMEOUT -> "the application has waited long enough";
      case DELIVER -> "what is on its way may arrive";
      case DELIVER_COPY -> "the network may make a copy";
      case LOSE -> "the network may lose a segment";
      case RETRANSMISSION_TIMEOUT -> "no ACK came in time";
      case FIN_WAIT_2_TIMEOUT -> "no FIN came in time";
      case TIME_WAIT_TIMEOUT -> "2MSL have passed";
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
