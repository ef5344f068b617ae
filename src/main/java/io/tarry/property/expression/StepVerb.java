package io.tarry.property.expression;

/** What can be asked of a step: {@code step delivers FIN to client}. */
enum StepVerb implements Word {
  SENDS("sends", Takes.SEGMENT, "such a segment is sent in the step"),
  DELIVERS("delivers", Takes.SEGMENT, "such a segment arrives in it"),
  DUPLICATES("duplicates", Takes.SEGMENT, "such a segment arrives, and a copy stays on its way"),
  LOSES("loses", Takes.SEGMENT, "such a segment is lost, on its way or as it is sent"),
  FIRES("fires", Takes.TIMER, "that timer expires"),
  CALLS("calls", Takes.CALL, "an application makes that call"),
  TICKS("ticks", Takes.NOTHING, "the clock advances; there is none in real time");

  /** What follows the verb. */
  enum Takes {
    SEGMENT,
    TIMER,
    CALL,
    NOTHING
  }

  private final String word;
  private final Takes takes;
  private final String meaning;

  StepVerb(String word, Takes takes, String meaning) {
    this.word = word;
    this.takes = takes;
    this.meaning = meaning;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  Takes takes() {
    return takes;
  }
}
