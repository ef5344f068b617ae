package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Binary;
import io.tarry.property.expression.Meaning.Truth;
import io.tarry.property.expression.Meaning.Unknown;
import io.tarry.property.expression.Meaning.Value;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.UserError;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out the types and the meaning of an expression, or says where its types do not fit. */
final class Compiler {

  private static final Set<String> REFUSALS =
      Set.of(UserError.NO_PORT.name(), UserError.ADDRESS_IN_USE.name());

  private final Names names;
  private final List<Mistake> mistakes;
  private final Set<Ghost> ghosts = EnumSet.noneOf(Ghost.class);

  /** Within {@code some(...)} and the like: the client that is named there, if any. */
  private @Nullable EndName spokenOf;

  private boolean quantified;

  Compiler(Names names, List<Mistake> mistakes) {
    this.names = names;
    this.mistakes = mistakes;
  }

  /** What the expression asks of a step; arbitrary if a mistake was added. */
  Condition whole(Expression expression) {
    LocalCondition condition = condition(expression);
    return model -> condition.of(model, EndName.NONE);
  }

  /** What the world has to remember for the expression. */
  Set<Ghost> ghosts() {
    return ghosts;
  }

  private LocalCondition condition(Expression expression) {
    return expect(Type.CONDITION, expression) instanceof Truth truth
        ? truth.condition()
        : (model, spoken) -> false;
  }

  private Quantity quantity(Type type, Expression expression) {
    return expect(type, expression) instanceof Value value
        ? value.quantity()
        : (model, spoken) -> 0;
  }

  /** The meaning of an expression that must have that type; unknown if it has another. */
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

  /**
   * A name where that type is expected. An unknown one is taken for a mistyped name of that type.
   */
  private Meaning nameOf(Type type, Expression.Name name) {
    Meaning meaning = known(name.word());
    if (!(meaning instanceof Unknown)) {
      return meaning;
    }
    return switch (type) {
      case STATE -> unknown(name, "state", Vocabulary.STATES.keySet());
      case ERROR -> unknown(name, "error", Vocabulary.ERRORS.keySet());
      case CONDITION, NUMBER -> unknown(name, "name", Vocabulary.beginnings(names));
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
      return new Truth((model, spoken) -> always);
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
    return new Value(type, (model, spoken) -> value);
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

  // ---- Everything else

  private Meaning meaning(Expression expression) {
    if (expression instanceof Expression.Numeral number) {
      return constant(Type.NUMBER, number.value());
    }
    if (expression instanceof Expression.Name name) {
      return nameOf(Type.CONDITION, name);
    }
    if (expression instanceof Expression.Not not) {
      LocalCondition operand = condition(not.operand());
      return new Truth((model, spoken) -> !operand.of(model, spoken));
    }
    if (expression instanceof Expression.Negative negative) {
      Quantity operand = quantity(Type.NUMBER, negative.operand());
      return new Value(Type.NUMBER, (model, spoken) -> -operand.of(model, spoken));
    }
    if (expression instanceof Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Expression.Quantified all) {
      return quantified(all);
    }
    noteEnds(expression);
    if (expression instanceof Expression.NetworkSent) {
      ghosts.add(Ghost.SENT);
      if (quantified) {
        return wrong(expression, "network.sent counts the segments of all connections");
      }
    }
    if (expression instanceof Expression.OfEnd of && of.field().isGhost()) {
      ghosts.add(Ghost.INCARNATION);
    }
    return Questions.meaning(expression);
  }

  private Meaning wrong(Expression expression, String problem) {
    mistakes.add(Mistake.at(expression.begin().offset(), problem));
    return new Unknown();
  }

  // ---- One connection after the other

  private Meaning quantified(Expression.Quantified all) {
    if (quantified) {
      return wrong(
          all, "'%s' within another speaks of nothing new".formatted(all.quantifier().word()));
    }
    quantified = true;
    spokenOf = null;
    LocalCondition condition = condition(all.condition());
    int client = spokenOf != null && names.clients() > 1 ? spokenOf.client() : Connections.ANYBODYS;
    quantified = false;
    LocalCondition not = (model, one) -> !condition.of(model, one);
    return switch (all.quantifier()) {
      case SOME ->
          new Truth((model, spoken) -> Connections.count(model, client, condition, true) > 0);
      case EVERY -> new Truth((model, spoken) -> Connections.count(model, client, not, true) == 0);
      case COUNT ->
          new Value(
              Type.NUMBER, (model, spoken) -> Connections.count(model, client, condition, false));
    };
  }

  /**
   * Notes the clients named within parentheses: a connection has one client, so two are a mistake.
   */
  private void noteEnds(Expression expression) {
    Questions.endOf(expression)
        .filter(end -> quantified && end.isOfConnectionSpokenOf() && end.side() == Side.CLIENT)
        .ifPresent(end -> {
          if (spokenOf != null && !spokenOf.equals(end)) {
            String problem =
                "a connection is of one client, and here of %s and %s"
                    .formatted(spokenOf.label(), end.label());
            mistakes.add(Mistake.at(expression.begin().offset(), problem));
          }
          spokenOf = end;
        });
  }

  private Meaning binary(Binary binary) {
    return switch (binary.operator()) {
      case IMPLIES, OR, AND -> new Truth(connected(binary));
      case EQUAL, NOT_EQUAL -> new Truth(equal(binary));
      case LESS, AT_MOST, GREATER, AT_LEAST -> new Truth(numbersCompared(binary));
      case PLUS, MINUS -> sum(binary);
    };
  }

  private LocalCondition connected(Binary binary) {
    LocalCondition left = condition(binary.left());
    LocalCondition right = condition(binary.right());
    return switch (binary.operator()) {
      case AND -> (model, spoken) -> left.of(model, spoken) && right.of(model, spoken);
      case OR -> (model, spoken) -> left.of(model, spoken) || right.of(model, spoken);
      case IMPLIES -> (model, spoken) -> !left.of(model, spoken) || right.of(model, spoken);
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, PLUS, MINUS ->
          throw new IllegalStateException(binary.operator() + " connects no conditions");
    };
  }

  /**
   * The side whose type is known decides the type of the other; the left one, if both are known.
   */
  private LocalCondition equal(Binary binary) {
    boolean rightLeads = isUnknownName(binary.left()) && !isUnknownName(binary.right());
    Expression leading = rightLeads ? binary.right() : binary.left();
    Expression other = rightLeads ? binary.left() : binary.right();
    Meaning first = meaning(leading);
    if (first instanceof Unknown) {
      if (!isUnknownName(other)) {
        meaning(other); // to find the mistakes in it
      }
      return (model, spoken) -> false;
    }
    refuseRefusalOfConnection(leading, other);
    refuseRefusalOfConnection(other, leading);
    boolean wanted = binary.operator() == Operator.EQUAL;
    if (first instanceof Truth truth) {
      LocalCondition one = truth.condition();
      LocalCondition two = condition(other);
      return (model, spoken) -> (one.of(model, spoken) == two.of(model, spoken)) == wanted;
    }
    Quantity one = ((Value) first).quantity();
    Type type = first.type();
    Quantity two = quantity(type, other);
    return compared(binary.operator(), one, two, other, type);
  }

  /**
   * Refuses to compare the error of a connection with one that only a host can get: it would never
   * be equal.
   */
  private void refuseRefusalOfConnection(Expression one, Expression other) {
    if (one instanceof Expression.OfEnd of
        && of.field() == EndField.ERROR
        && other instanceof Expression.Name name
        && REFUSALS.contains(name.word())) {
      mistakes.add(
          Mistake.at(
              one.begin().offset(),
              "no connection fails with %s, as there is none yet; say client.refusal or"
                      .formatted(name.word())
                  + " server.refusal"));
    }
  }

  private static boolean isUnknownName(Expression expression) {
    return expression instanceof Expression.Name name && known(name.word()) instanceof Unknown;
  }

  private LocalCondition numbersCompared(Binary binary) {
    Quantity left = quantity(Type.NUMBER, binary.left());
    Quantity right = quantity(Type.NUMBER, binary.right());
    return compared(binary.operator(), left, right, binary.right(), Type.NUMBER);
  }

  private static LocalCondition compared(
      Operator operator, Quantity one, Quantity two, Expression second, Type type) {
    // Most comparisons are with a constant, which saves a call.
    if (second instanceof Expression.Name name && type == Type.STATE && isState(name)) {
      int state = ordinal(Vocabulary.STATES, name.word());
      return operator == Operator.EQUAL
          ? (model, spoken) -> one.of(model, spoken) == state
          : (model, spoken) -> one.of(model, spoken) != state;
    }
    return (model, spoken) -> operator.compares(one.of(model, spoken), two.of(model, spoken));
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
        ? new Value(
            Type.NUMBER, (model, spoken) -> left.of(model, spoken) + right.of(model, spoken))
        : new Value(
            Type.NUMBER, (model, spoken) -> left.of(model, spoken) - right.of(model, spoken));
  }
}
