package io.tarry.tcp.steps;

import static io.tarry.tcp.world.FaultBudgets.COPIES;
import static io.tarry.tcp.world.FaultBudgets.FAULTS;
import static io.tarry.tcp.world.FaultBudgets.LOSSES;

import io.tarry.engine.Model.Sink;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.World;

/** What the network may do to each segment in flight: deliver it, copy it, or lose it. */
public final class Network {

  private final TcpRules tcp;
  private final Successor successor;
  private final Flight flight;
  private final World after;
  private final Step step;

  public Network(TcpRules tcp, Successor successor) {
    this.tcp = tcp;
    this.successor = successor;
    flight = successor.before.flight;
    after = successor.after;
    step = successor.step;
  }

  public void offer(Sink sink) {
    for (int i = 0; i < flight.count(); i++) {
      if (successor.mayMove(i)) {
        move(i, sink);
      }
    }
  }

  /** Offers what may happen to the segment at that place. */
  void move(int index, Sink sink) {
    Segment segment = flight.get(index);
    End at = segment.from().peer();
    int overtaking = flight.overtakes(index) ? 1 : 0;
    int choice = 0;
    do {
      step.choose(choice);
      successor.begin(Action.Kind.DELIVER, at, segment);
      after.flight.budgets.spend(FAULTS, overtaking);
      after.flight.remove(index);
      tcp.segmentArrives().arrives(successor.endpoint(at), segment);
      successor.offer(Action.Kind.DELIVER, index, choice, sink);

      if (flight.budgets.get(COPIES) > 0 && flight.budgets.get(FAULTS) > overtaking) {
        successor.begin(Action.Kind.DELIVER_COPY, at, segment);
        after.flight.budgets.spend(FAULTS, 1 + overtaking);
        after.flight.budgets.spend(COPIES, 1);
        tcp.segmentArrives().arrives(successor.endpoint(at), segment);
        successor.offer(Action.Kind.DELIVER_COPY, index, choice, sink);
      }
      choice++;
    } while (choice < step.choices());
    if (flight.budgets.get(LOSSES) > 0 && flight.budgets.get(FAULTS) > 0) {
      successor.begin(Action.Kind.LOSE, at, segment);
      after.flight.budgets.spend(FAULTS, 1);
      after.flight.budgets.spend(LOSSES, 1);
      after.flight.remove(index);
      successor.offer(Action.Kind.LOSE, index, sink);
    }
  }
}
