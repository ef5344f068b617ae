package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Binary;
import io.tarry.property.expression.Meaning.Truth;
import io.tarry.property.expression.Meaning.Unknown;
import io.tarry.property.expression.Meaning.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Gives an expression its types and its meaning, or says where they do not fit. */
final class Compiler {

  private final List<Mistake> mistakes;

  private Compiler(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** What the expression asks of a step; anything, if a mistake was added. */
  static Condition condition(Expression expression, List<Mistake> mistakes) {
    return new Compiler(mistakes).condition(expression);
  }

  private Condition condition(Expression expression) {
    return expect(Type.CONDITION, expression) instanceof Truth truth
        ? truth.condition()
        : model -> false;
  }

  private Quantity quantity(Type type, Expression expression) {
    return expect(type, expression) instanceof Value value ? value.quantity() : model -> 0;
  }

  /** The meaning of an expression that has to be of that type; of another, it is unknown. */
  private Meaning expect(Type type, Expression expression) {
    Meaning meaning =
        expression instanceof Expression.Name name ? nameOf(type, name) : meaning(expression);
    if (meaning instanceof Unknown || meaning.type() == type) {
      return meaning;
    }
    mistakes.add(
        Mistake.at(
            expression.begin().offset(),
            "expected " + type.label() + ", found " + meaning.type().label()));
    return new Unknown();
  }

  // ---- Names

  /** A name where that type is expected: one that nobody knows is a mistyped one of that type. */
  private Meaning nameOf(Type type, Expression.Name name) {
    Meaning meaning = known(name.word());
    if (!(meaning instanceof Unknown)) {
      return meaning;
    }
    return switch (type) {
      case STATE -> unknown(name, "state", Vocabulary.STATES.keySet());
      case ERROR -> unknown(name, "error", Vocabulary.ERRORS.keySet());
      case CONDITION, NUMBER -> unknown(name, "name", Vocabulary.beginnings());
    };
  }

  private static Meaning known(String word) {
    if (Vocabulary.STATES.containsKey(word)) {
      return constant(Type.STATE, ordinal(Vocabulary.STATES, word));
    }
    if (Vocabulary.ERRORS.containsKey(word)) {
      return constant(Type.ERROR, ordinal(Vocabulary.ERRORS, word));
    }
    Boolean truth = Vocabulary.TRUTHS.get(word);
    if (truth != null) {
      boolean always = truth;
      return new Truth(model -> always);
    }
    return new Unknown();
  }

  private static int ordinal(Map<String, ? extends Enum<?>> words, String word) {
    Enum<?> constant = words.get(word);
    if (constant == null) {
      throw new IllegalArgumentException(word);
    }
    return constant.ordinal();
  }

  private static Meaning constant(Type type, int value) {
    return new Value(type, model -> value);
  }

  private Meaning unknown(Expression.Name name, String what, Collection<String> words) {
    mistakes.add(
        Mistake.at(
            name.begin().offset(),
            "unknown " + what + " " + Lexer.quoted(name.word()),
            name.word(),
            words));
    return new Unknown();
  }

  // ---- All the rest

  private Meaning meaning(Expression expression) {
    if (expression instanceof Expression.Numeral number) {
      return constant(Type.NUMBER, number.value());
    }
    if (expression instanceof Expression.Name name) {
      return nameOf(Type.CONDITION, name);
    }
    if (expression instanceof Expression.Not not) {
      Condition operand = condition(not.operand());
      return new Truth(model -> !operand.of(model));
    }
    if (expression instanceof Expression.Negative negative) {
      Quantity operand = quantity(Type.NUMBER, negative.operand());
      return new Value(Type.NUMBER, model -> -operand.of(model));
    }
    if (expression instanceof Binary binary) {
      return binary(binary);
    }
    return Questions.meaning(expression);
  }

  private Meaning binary(Binary binary) {
    return switch (binary.operator()) {
      case IMPLIES, OR, AND -> new Truth(connected(binary));
      case EQUAL, NOT_EQUAL -> new Truth(equal(binary));
      case LESS, AT_MOST, GREATER, AT_LEAST -> new Truth(numbersCompared(binary));
      case PLUS, MINUS -> sum(binary);
    };
  }

  private Condition connected(Binary binary) {
    Condition left = condition(binary.left());
    Condition right = condition(binary.right());
    return switch (binary.operator()) {
      case AND -> model -> left.of(model) && right.of(model);
      case OR -> model -> left.of(model) || right.of(model);
      case IMPLIES -> model -> !left.of(model) || right.of(model);
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, PLUS, MINUS ->
          throw new IllegalStateException(binary.operator() + " connects no conditions");
    };
  }

  /** The side whose type is plain says what the other has to be; the left one, if both are. */
  private Condition equal(Binary binary) {
    boolean rightLeads = isUnknownName(binary.left()) && !isUnknownName(binary.right());
    Expression leading = rightLeads ? binary.right() : binary.left();
    Expression other = rightLeads ? binary.left() : binary.right();
    Meaning first = meaning(leading);
    if (first instanceof Unknown) {
      if (!isUnknownName(other)) {
        meaning(other); // for the mistakes in it
      }
      return model -> false;
    }
    boolean wanted = binary.operator() == Operator.EQUAL;
    if (first instanceof Truth truth) {
      Condition one = truth.condition();
      Condition two = condition(other);
      return model -> (one.of(model) == two.of(model)) == wanted;
    }
    Quantity one = ((Value) first).quantity();
    Type type = first.type();
    Quantity two = quantity(type, other);
    return compared(binary.operator(), one, two, other, type);
  }

  private static boolean isUnknownName(Expression expression) {
    return expression instanceof Expression.Name name && known(name.word()) instanceof Unknown;
  }

  private Condition numbersCompared(Binary binary) {
    Quantity left = quantity(Type.NUMBER, binary.left());
    Quantity right = quantity(Type.NUMBER, binary.right());
    return compared(binary.operator(), left, right, binary.right(), Type.NUMBER);
  }

  private static Condition compared(
      Operator operator, Quantity one, Quantity two, Expression second, Type type) {
    // Most comparisons are with a constant: one call less.
    if (second instanceof Expression.Name name && type == Type.STATE && isState(name)) {
      int state = ordinal(Vocabulary.STATES, name.word());
      return operator == Operator.EQUAL
          ? model -> one.of(model) == state
          : model -> one.of(model) != state;
    }
    return model -> operator.compares(one.of(model), two.of(model));
  }

  private static boolean isState(Expression.Name name) {
    return Vocabulary.STATES.containsKey(name.word());
  }

  private Meaning sum(Binary binary) {
    int mistakesBefore = mistakes.size();
    Quantity left = quantity(Type.NUMBER, binary.left());
    Quantity right = quantity(Type.NUMBER, binary.right());
    if (mistakes.size() > mistakesBefore) {
      return new Unknown(); // one complaint is enough
    }
    return binary.operator() == Operator.PLUS
        ? new Value(Type.NUMBER, model -> left.of(model) + right.of(model))
        : new Value(Type.NUMBER, model -> left.of(model) - right.of(model));
  }
}
