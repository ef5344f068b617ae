package io.tarry.property.expression;

/**
 * Where in its text a piece of an expression stands. All spots are equal, so that two expressions
 * are equal if they say the same, wherever and in whatever spacing.
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
