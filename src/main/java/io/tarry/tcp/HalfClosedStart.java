package io.tarry.tcp;

import io.tarry.engine.Model;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import java.util.ArrayList;
import java.util.List;

/** How a world comes to begin half-closed: the server's FIN has come, and its ACK, too. */
final class HalfClosedStart {

  private HalfClosedStart() {}

  /** The half-closed state to which the model goes from one in which the connection is there. */
  static long[] run(TcpModel model, long[] established) {
    long[] closed = afterFirst(model, Action.Kind.CALL, End.SERVER, established);
    long[] finArrived = afterFirst(model, Action.Kind.DELIVER, End.CLIENT, closed);
    return afterFirst(model, Action.Kind.DELIVER, End.SERVER, finArrived);
  }

  /** The state after the first step of that kind at that end. */
  private static long[] afterFirst(TcpModel model, Action.Kind kind, End at, long[] state) {
    List<long[]> after = new ArrayList<>();
    model.successors(
        state,
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            if (model.step().kind() == kind && model.step().at().equals(at)) {
              after.add(next.clone());
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // leads to no state
          }
        });
    if (after.isEmpty()) {
      throw new IllegalStateException("the run cannot begin: no " + kind + " at " + at);
    }
    return after.get(0);
  }
}
