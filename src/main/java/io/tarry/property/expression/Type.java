package io.tarry.property.expression;

/** What an expression can stand for. */
public enum Type {
  CONDITION("a condition"),
  NUMBER("a number"),
  STATE("a state"),
  ERROR("an error");

  private final String label;

  Type(String label) {
    this.label = label;
  }

  /** As diagnostics and the documentation call it. */
  public String label() {
    return label;
  }
}
