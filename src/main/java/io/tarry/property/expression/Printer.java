package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Binary;
import io.tarry.property.expression.Expression.Segments;
import java.util.Optional;

/** Writes an expression on one line, so that reading it gives the same expression. */
final class Printer {

  private Printer() {}

  static String print(Expression expression) {
    if (expression instanceof Expression.Numeral number) {
      return Integer.toString(number.value());
    }
    if (expression instanceof Expression.Name name) {
      return name.word();
    }
    if (expression instanceof Expression.OfEnd of) {
      return world(of.before()) + of.end().label() + "." + of.field().word();
    }
    if (expression instanceof Expression.OfHost of) {
      return world(of.before()) + of.host().label() + "." + of.field().word();
    }
    if (expression instanceof Expression.Quantified all) {
      return all.quantifier().word() + "(" + print(all.condition()) + ")";
    }
    if (expression instanceof Expression.NetworkSent sent) {
      return world(sent.before()) + "network.sent";
    }
    if (expression instanceof Expression.NetworkSize size) {
      return world(size.before()) + "network.size";
    }
    if (expression instanceof Expression.NetworkIsEmpty empty) {
      return world(empty.before()) + "network is empty";
    }
    if (expression instanceof Expression.NetworkHas has) {
      return world(has.before()) + "network has " + segments(has.segments());
    }
    if (expression instanceof Expression.StepMoves moves) {
      return "step " + moves.verb().word() + " " + segments(moves.segments());
    }
    if (expression instanceof Expression.StepFires fires) {
      return "step fires " + fires.timer().word() + place(Vocabulary.AT, fires.at());
    }
    if (expression instanceof Expression.StepCalls calls) {
      return "step calls " + Vocabulary.wordFor(calls.call()) + place(Vocabulary.AT, calls.at());
    }
    if (expression instanceof Expression.StepTicks) {
      return "step ticks";
    }
    if (expression instanceof Expression.Not not) {
      return "not " + within(not.operand(), Operator.POWER_OF_NOT);
    }
    if (expression instanceof Expression.Negative negative) {
      return "-" + within(negative.operand(), Operator.POWER_OF_SIGN);
    }
    if (expression instanceof Binary binary) {
      return binary(binary);
    }
    throw new IllegalStateException("nobody prints what was not understood");
  }

  private static String binary(Binary binary) {
    Operator operator = binary.operator();
    int left = operator.power() + (operator.groupsToTheRight() || operator.compares() ? 1 : 0);
    int right = operator.power() + (operator.groupsToTheRight() ? 0 : 1);
    return "%s %s %s"
        .formatted(within(binary.left(), left), operator.symbol(), within(binary.right(), right));
  }

  /** In parentheses if it binds less closely than that power. */
  private static String within(Expression expression, int power) {
    String text = print(expression);
    return power(expression) < power ? "(" + text + ")" : text;
  }

  private static int power(Expression expression) {
    if (expression instanceof Binary binary) {
      return binary.operator().power();
    }
    if (expression instanceof Expression.Not) {
      return Operator.POWER_OF_NOT;
    }
    return expression instanceof Expression.Negative ? Operator.POWER_OF_SIGN : Integer.MAX_VALUE;
  }

  private static String world(boolean before) {
    return before ? "before." : "";
  }

  private static String segments(Segments segments) {
    return segments.word().word()
        + place(segments.to() ? Vocabulary.TO : Vocabulary.FROM, segments.end());
  }

  private static String place(String preposition, Optional<EndName> end) {
    return end.map(found -> " " + preposition + " " + found.label()).orElse("");
  }
}
