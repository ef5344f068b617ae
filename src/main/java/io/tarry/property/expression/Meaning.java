package io.tarry.property.expression;

/** What an expression means. */
sealed interface Meaning {

  /** Its type; of something unknown, any. */
  Type type();

  /** A condition on the step. */
  record Truth(LocalCondition condition) implements Meaning {
    @Override
    public Type type() {
      return Type.CONDITION;
    }
  }

  /** A number, a state or an error. */
  record Value(Type type, Quantity quantity) implements Meaning {}

  /** Nobody knows, and a mistake says why. */
  record Unknown() implements Meaning {
    @Override
    public Type type() {
      return Type.CONDITION;
    }
  }
}
