package io.tarry.property.expression;

import io.tarry.tcp.rules.Action;

/** The timers, where they expire: {@code step fires timeWaitTimer}. */
enum TimerWord implements Word {
  RETRANSMISSION(
      "retransmissionTimer",
      "the retransmission timer, also when the end gives up by it",
      Action.Kind.RETRANSMISSION_TIMEOUT),
  TIME_WAIT("timeWaitTimer", "the 2MSL timer", Action.Kind.TIME_WAIT_TIMEOUT),
  FIN_WAIT_2("finWait2Timer", "the FIN_WAIT_2 timer", Action.Kind.FIN_WAIT_2_TIMEOUT);

  private final String word;
  private final String meaning;
  private final Action.Kind kind;

  TimerWord(String word, String meaning, Action.Kind kind) {
    this.word = word;
    this.meaning = meaning;
    this.kind = kind;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  Action.Kind kind() {
    return kind;
  }
}
