package io.tarry.property.expression;

/** What an expression means. */
sealed interface Meaning {

  /** Its type; arbitrary if the meaning is unknown. */
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

  /** Unknown, for a reason that a mistake gives. */
  record Unknown() implements Meaning {
    @Override
    public Type type() {
      return Type.CONDITION;
    }
  }
}
