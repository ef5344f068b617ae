package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Segments;
import io.tarry.property.expression.Meaning.Truth;
import io.tarry.property.expression.Meaning.Unknown;
import io.tarry.property.expression.Meaning.Value;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the questions about the world and the step mean. */
final class Questions {

  private Questions() {}

  static Meaning meaning(Expression question) {
    if (question instanceof Expression.OfEnd of) {
      return ofEnd(of);
    }
    if (question instanceof Expression.OfHost of) {
      boolean before = of.before();
      return new Value(
          of.field().type(),
          (model, spoken) -> of.field().of(model, world(model, before), of.host()));
    }
    if (question instanceof Expression.NetworkSize size) {
      boolean before = size.before();
      return new Value(Type.NUMBER, (model, spoken) -> size(world(model, before), spoken));
    }
    if (question instanceof Expression.NetworkSent sent) {
      boolean before = sent.before();
      return new Value(Type.NUMBER, (model, spoken) -> world(model, before).sent());
    }
    if (question instanceof Expression.NetworkIsEmpty empty) {
      boolean before = empty.before();
      return new Truth((model, spoken) -> size(world(model, before), spoken) == 0);
    }
    if (question instanceof Expression.NetworkHas has) {
      return new Truth(networkHas(has));
    }
    if (question instanceof Expression.StepMoves moves) {
      return new Truth(stepMoves(moves));
    }
    if (question instanceof Expression.StepFires fires) {
      Action.Kind kind = fires.timer().kind();
      EndName at = fires.at().orElse(null);
      return new Truth((model, spoken) ->
          model.step().kind() == kind && isAt(model, model.step().at(), at, spoken));
    }
    if (question instanceof Expression.StepCalls calls) {
      return new Truth(stepCalls(calls.call(), calls.at().orElse(null)));
    }
    if (question instanceof Expression.StepTicks) {
      return new Truth((model, spoken) -> model.step().kind() == Action.Kind.TICK);
    }
    return new Unknown();
  }

  /** The end or host that a question names. */
  static Optional<EndName> endOf(Expression question) {
    if (question instanceof Expression.OfEnd of) {
      return Optional.of(of.end());
    }
    if (question instanceof Expression.NetworkHas has) {
      return has.segments().end();
    }
    if (question instanceof Expression.StepMoves moves) {
      return moves.segments().end();
    }
    if (question instanceof Expression.StepFires fires) {
      return fires.at();
    }
    return question instanceof Expression.StepCalls calls ? calls.at() : Optional.empty();
  }

  private static World world(TcpModel model, boolean before) {
    return before ? model.before() : model.after();
  }

  private static Meaning ofEnd(Expression.OfEnd of) {
    EndField field = of.field();
    EndName name = of.end();
    boolean before = of.before();
    Quantity quantity =
        (model, spoken) -> {
          World world = world(model, before);
          End end = name.in(world, spoken);
          return end == null ? field.ofNothing() : field.of(world, end);
        };
    return field.type() == Type.CONDITION
        ? new Truth((model, spoken) -> quantity.of(model, spoken) != 0)
        : new Value(field.type(), quantity);
  }

  /**
   * Whether that end is the named one or, if none is named, belongs to the connection in question.
   */
  private static boolean isAt(TcpModel model, End end, @Nullable EndName name, int spoken) {
    if (name != null) {
      return end == name.in(model.after(), spoken);
    }
    return spoken == EndName.NONE || end.connection() == spoken;
  }

  // ---- Segments

  private static boolean fits(TcpModel model, Segments segments, Segment segment, int spoken) {
    End end = segments.to() ? segment.from().peer() : segment.from();
    return segments.word().fits(segment) && isAt(model, end, segments.end().orElse(null), spoken);
  }

  private static int size(World world, int spoken) {
    Flight flight = world.flight();
    if (spoken == EndName.NONE) {
      return flight.count();
    }
    int count = 0;
    for (int i = 0; i < flight.count(); i++) {
      count += flight.get(i).from().connection() == spoken ? 1 : 0;
    }
    return count;
  }

  private static LocalCondition networkHas(Expression.NetworkHas has) {
    Segments segments = has.segments();
    boolean before = has.before();
    return (model, spoken) -> {
      Flight flight = world(model, before).flight();
      for (int i = 0; i < flight.count(); i++) {
        if (fits(model, segments, flight.get(i), spoken)) {
          return true;
        }
      }
      return false;
    };
  }

  private static LocalCondition stepMoves(Expression.StepMoves moves) {
    Segments segments = moves.segments();
    return switch (moves.verb()) {
      case SENDS -> (model, spoken) -> sends(model, segments, spoken, false);
      case DELIVERS ->
          (model, spoken) -> model.step().isArrival() && isMoved(model, segments, spoken);
      case DUPLICATES ->
          (model, spoken) ->
              model.step().kind() == Action.Kind.DELIVER_COPY && isMoved(model, segments, spoken);
      case LOSES ->
          (model, spoken) ->
              sends(model, segments, spoken, true)
                  || (model.step().kind() == Action.Kind.LOSE && isMoved(model, segments, spoken));
      case FIRES, CALLS, TICKS -> throw new IllegalStateException(moves + " moves nothing");
    };
  }

  private static boolean isMoved(TcpModel model, Segments segments, int spoken) {
    return fits(model, segments, model.step().moved(), spoken);
  }

  /** Whether it sends such a segment; either any, or only one that is lost at once. */
  private static boolean sends(TcpModel model, Segments segments, int spoken, boolean lostOnly) {
    Step step = model.step();
    for (int i = 0; i < step.sentCount(); i++) {
      if ((!lostOnly || step.sentLost(i)) && fits(model, segments, step.sent(i), spoken)) {
        return true;
      }
    }
    return false;
  }

  // ---- Calls

  private static LocalCondition stepCalls(Call call, @Nullable EndName at) {
    return (model, spoken) -> {
      Step step = model.step();
      return switch (step.kind()) {
        case CALL -> step.instruction().call() == call && isAt(model, step.at(), at, spoken);
        // It closes because it has waited as long as it may.
        case PATIENCE_TIMEOUT -> call == Call.CLOSE && isAt(model, step.at(), at, spoken);
        // Calls that belong to no connection: those for the server's listener, and those that fail.
        case LISTENER_CALL ->
            call == (model.before().listening() ? Call.CLOSE : Call.LISTEN)
                && spoken == EndName.NONE
                && (at == null || (at.side() == Side.SERVER && at.isOfConnectionSpokenOf()));
        case REFUSED_CALL -> call == Call.OPEN && spoken == EndName.NONE && at == null;
        case BEGIN,
            DELIVER,
            DELIVER_COPY,
            LOSE,
            RETRANSMISSION_TIMEOUT,
            FIN_WAIT_2_TIMEOUT,
            TIME_WAIT_TIMEOUT,
            TICK ->
            false;
      };
    };
  }
}
