package io.tarry.property;

import io.tarry.engine.Fairness;
import io.tarry.engine.StepGrouping;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps a run must not neglect for ever, so that a clock that stands still does not refute a
 * claim about runs. Each kind of step has one group for each socket, since one socket's timer does
 * not stand in for another's. Faults of the network, losses and copies, are in no group: none of
 * them has to happen. But each segment has to be delivered or lost at last.
 */
final class FairSteps {

  /**
   * Time passes: the clock advances, a timer that is due expires (also one with which an
   * application limits how long it waits), and no segment is in flight for ever. All of this is
   * weak fairness: what stays possible happens. It does not say whether anything arrives, or what
   * else applications do.
   */
  static final List<Fairness<TcpModel>> TIME =
      List.of(
          Fairness.weak(
              "the clock", (model, before, action, after) -> kind(model) == Action.Kind.TICK),
          weakOfEach("what is on its way to each socket", FairSteps::leavesTheNetwork),
          weakOfEach("the timers of each socket", FairSteps::timer));

  /**
   * Besides {@link #TIME}: each application makes the call that it can make (weak), and of each
   * kind of segment that is sent to a socket again and again, some arrive again and again (strong:
   * after each loss there is none to deliver, so unlimited loss would be fair in the weak sense).
   */
  static final List<Fairness<TcpModel>> ALL = all();

  private FairSteps() {}

  private static List<Fairness<TcpModel>> all() {
    List<Fairness<TcpModel>> groups = new ArrayList<>(TIME);
    groups.add(weakOfEach("the application of each socket", FairSteps::call));
    groups.add(
        weakOfEach(
            "each process that gets no socket",
            model ->
                kind(model) == Action.Kind.REFUSED_CALL
                    ? model.step().process()
                    : StepGrouping.NONE));
    groups.add(
        Fairness.weak(
            "the application of the listener",
            (model, before, action, after) -> kind(model) == Action.Kind.LISTENER_CALL));
    groups.add(Fairness.strongOfEach("what is sent to each socket", key(FairSteps::arrival)));
    return List.copyOf(groups);
  }

  /** Gives the number of the group of the step that the model shows. */
  @FunctionalInterface
  private interface Key {
    int of(TcpModel model);
  }

  private static Fairness<TcpModel> weakOfEach(String group, Key key) {
    return Fairness.weakOfEach(group, key(key));
  }

  private static StepGrouping<TcpModel> key(Key key) {
    return (model, before, action, after) -> key.of(model);
  }

  private static Action.Kind kind(TcpModel model) {
    return model.step().kind();
  }

  private static int leavesTheNetwork(TcpModel model) {
    return kind(model) == Action.Kind.LOSE ? segment(model.step()) : arrival(model);
  }

  private static int arrival(TcpModel model) {
    return kind(model) == Action.Kind.DELIVER ? segment(model.step()) : StepGrouping.NONE;
  }

  private static int timer(TcpModel model) {
    return switch (kind(model)) {
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT, PATIENCE_TIMEOUT ->
          socket(model.step());
      case BEGIN, CALL, DELIVER, DELIVER_COPY, LOSE, TICK, REFUSED_CALL, LISTENER_CALL ->
          StepGrouping.NONE;
    };
  }

  private static int call(TcpModel model) {
    return kind(model) == Action.Kind.CALL ? socket(model.step()) : StepGrouping.NONE;
  }

  /** The socket where the step happens. */
  private static int socket(Step step) {
    End at = step.at();
    return Side.values().length * at.connection() + at.side().ordinal();
  }

  /** A number for the socket that a segment goes to and for the kind of segment. */
  private static int segment(Step step) {
    return SegmentKind.ALL.size() * socket(step) + step.moved().kind().ordinal();
  }
}
