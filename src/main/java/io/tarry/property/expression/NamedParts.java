package io.tarry.property.expression;

import io.tarry.tcp.settings.Side;
import io.tarry.tcp.symmetry.Part;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which kinds of part of a world an expression names one of, so that they cannot be exchanged. In
 * doubt it counts as naming one: {@code client} alone is the end of one connection, of one client.
 */
final class NamedParts {

  private final Names names;
  private final Set<Part> parts = EnumSet.noneOf(Part.class);

  private NamedParts(Names names) {
    this.names = names;
  }

  static Set<Part> in(Expression expression, Names names) {
    NamedParts named = new NamedParts(names);
    named.look(expression, false);
    return named.parts;
  }

  /**
   * Looks for names.
   *
   * @param quantified whether it is within {@code some(...)} or the like
   */
  private void look(Expression expression, boolean quantified) {
    if (expression instanceof Expression.Quantified all) {
      look(all.condition(), true);
    } else if (expression instanceof Expression.Not not) {
      look(not.operand(), quantified);
    } else if (expression instanceof Expression.Negative negative) {
      look(negative.operand(), quantified);
    } else if (expression instanceof Expression.Binary binary) {
      look(binary.left(), quantified);
      look(binary.right(), quantified);
    } else if (expression instanceof Expression.OfHost of) {
      host(of);
    } else {
      Questions.endOf(expression).ifPresent(end -> end(end, quantified));
    }
  }

  private void end(EndName end, boolean quantified) {
    if (!quantified || !end.isOfConnectionSpokenOf()) {
      parts.addAll(EnumSet.allOf(Part.class));
    } else if (end.side() == Side.CLIENT && names.clients() > 1) {
      parts.add(Part.CLIENT); // it counts the connections of one client
    }
  }

  private void host(Expression.OfHost of) {
    if (of.host().side() == Side.CLIENT) {
      parts.add(Part.CLIENT);
      if (of.field() == HostField.REFUSAL) {
        parts.add(Part.PROCESS); // of the first process that was refused
      }
    }
  }
}
