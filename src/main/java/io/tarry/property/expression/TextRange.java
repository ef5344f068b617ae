package io.tarry.property.expression;

/**
 * Where in the text a part of an expression begins. All places count as equal, so that two
 * expressions are equal if they say the same, whatever their spacing.
 *
 * @param offset from 0
 */
record TextRange(int offset) {

  @Override
  public boolean equals(Object other) {
    return other instanceof TextRange;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
