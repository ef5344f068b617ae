package io.tarry.property.expression;

/** A name of the language, with what it means, for people. */
interface Word {
  String word();

  String meaning();
}
