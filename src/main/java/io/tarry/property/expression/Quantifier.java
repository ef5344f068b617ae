package io.tarry.property.expression;

/** Asks a question about all connections: {@code some(server.state == TIME_WAIT)}. */
enum Quantifier implements Word {
  SOME("some", Type.CONDITION, "of some connection this is so"),
  EVERY("every", Type.CONDITION, "of every connection this is so"),
  COUNT("count", Type.NUMBER, "of how many connections this is so");

  private final String word;
  private final Type type;
  private final String meaning;

  Quantifier(String word, Type type, String meaning) {
    this.word = word;
    this.type = type;
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

  Type type() {
    return type;
  }
}
