package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Segments;
import io.tarry.property.expression.Meaning.Truth;
import io.tarry.property.expression.Meaning.Unknown;
import io.tarry.property.expression.Meaning.Value;
import io.tarry.tcp.Action;
import io.tarry.tcp.Call;
import io.tarry.tcp.End;
import io.tarry.tcp.Flight;
import io.tarry.tcp.Segment;
import io.tarry.tcp.Step;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.World;
import java.util.Optional;

/** What the questions about the world and the step mean. */
final class Questions {

  private Questions() {}

  static Meaning meaning(Expression question) {
    if (question instanceof Expression.OfEnd of) {
      return ofEnd(of);
    }
    if (question instanceof Expression.NetworkSize size) {
      boolean before = size.before();
      return new Value(Type.NUMBER, model -> world(model, before).flight().count());
    }
    if (question instanceof Expression.NetworkIsEmpty empty) {
      boolean before = empty.before();
      return new Truth(model -> world(model, before).flight().count() == 0);
    }
    if (question instanceof Expression.NetworkHas has) {
      return new Truth(networkHas(has));
    }
    if (question instanceof Expression.StepMoves moves) {
      return new Truth(stepMoves(moves));
    }
    if (question instanceof Expression.StepFires fires) {
      Action.Kind kind = fires.timer().kind();
      Optional<End> at = fires.at();
      return new Truth(model -> model.step().kind() == kind && isAt(model.step(), at));
    }
    if (question instanceof Expression.StepCalls calls) {
      return new Truth(stepCalls(calls.call(), calls.at()));
    }
    if (question instanceof Expression.StepTicks) {
      return new Truth(model -> model.step().kind() == Action.Kind.TICK);
    }
    return new Unknown();
  }

  private static World world(TcpModel model, boolean before) {
    return before ? model.before() : model.after();
  }

  private static Meaning ofEnd(Expression.OfEnd of) {
    EndField field = of.field();
    End end = of.end();
    Quantity quantity =
        of.before()
            ? model -> field.of(model.before(), end)
            : model -> field.of(model.after(), end);
    return field.type() == Type.CONDITION
        ? new Truth(model -> quantity.of(model) != 0)
        : new Value(field.type(), quantity);
  }

  // ---- Segments

  private static boolean fits(Segments segments, Segment segment) {
    return (segments.from().isEmpty() || segments.from().get() == segment.from())
        && segments.word().fits(segment);
  }

  private static Condition networkHas(Expression.NetworkHas has) {
    Segments segments = has.segments();
    boolean before = has.before();
    return model -> {
      Flight flight = world(model, before).flight();
      for (int i = 0; i < flight.count(); i++) {
        if (fits(segments, flight.get(i))) {
          return true;
        }
      }
      return false;
    };
  }

  private static Condition stepMoves(Expression.StepMoves moves) {
    Segments segments = moves.segments();
    return switch (moves.verb()) {
      case SENDS -> model -> sends(model.step(), segments, false);
      case DELIVERS -> model -> model.step().isArrival() && fits(segments, model.step().moved());
      case DUPLICATES ->
          model ->
              model.step().kind() == Action.Kind.DELIVER_COPY
                  && fits(segments, model.step().moved());
      case LOSES ->
          model ->
              sends(model.step(), segments, true)
                  || (model.step().kind() == Action.Kind.LOSE
                      && fits(segments, model.step().moved()));
      case FIRES, CALLS, TICKS -> throw new IllegalStateException(moves + " moves nothing");
    };
  }

  /** Whether it sends such a segment; of those that are lost at once only, or of all. */
  private static boolean sends(Step step, Segments segments, boolean lostOnly) {
    for (int i = 0; i < step.sentCount(); i++) {
      if ((!lostOnly || step.sentLost(i)) && fits(segments, step.sent(i))) {
        return true;
      }
    }
    return false;
  }

  // ---- Ends

  private static boolean isAt(Step step, Optional<End> at) {
    return at.isEmpty() || at.get() == step.at();
  }

  private static Condition stepCalls(Call call, Optional<End> at) {
    return model -> {
      Step step = model.step();
      return step.kind() == Action.Kind.CALL && isAt(step, at) && step.instruction().call() == call;
    };
  }
}
