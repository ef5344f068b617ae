package io.tarry.property;

import io.tarry.engine.Fairness;
import io.tarry.engine.StepTest;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.Action;
import io.tarry.tcp.SegmentKind;
import io.tarry.tcp.Side;
import io.tarry.tcp.Step;
import io.tarry.tcp.TcpModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Which steps no run neglects for ever, so that a claim about runs is not refuted by a clock that
 * stands still: a group a host and kind of step. What a fault of the network does, a loss or a
 * copy, is in no group: nobody has to suffer it.
 */
final class FairSteps {

  private static final int CLIENTS_MAX = 2;
  private static final int SERVER = CLIENTS_MAX;

  /**
   * Time passes: the clock goes on, a timer that is due expires, and no segment is on its way for
   * ever. All weak: what stays possible happens. It says nothing of whether anything arrives, or of
   * what applications do.
   */
  static final List<Fairness<TcpModel>> TIME = time();

  /**
   * Besides, each application makes the call that it can make (weak), and of each kind of segment
   * that is sent to a host again and again, some arrive again and again (strong: after each loss
   * there is none to deliver, so unlimited loss would be fair in the weak sense).
   */
  static final List<Fairness<TcpModel>> ALL = all();

  private FairSteps() {}

  private static List<Fairness<TcpModel>> time() {
    List<Fairness<TcpModel>> groups = new ArrayList<>();
    groups.add(Fairness.weak("the clock", of(model -> kind(model) == Action.Kind.TICK)));
    groups.add(Fairness.weak("the way out of the network", of(FairSteps::leavesTheNetwork)));
    for (int host = 0; host <= SERVER; host++) {
      groups.add(Fairness.weak("timers of the " + name(host), at(host, FairSteps::isTimer)));
    }
    return List.copyOf(groups);
  }

  private static List<Fairness<TcpModel>> all() {
    List<Fairness<TcpModel>> groups = new ArrayList<>(TIME);
    for (int host = 0; host <= SERVER; host++) {
      String name = name(host);
      groups.add(Fairness.weak("applications of the " + name, at(host, FairSteps::isCall)));
      for (SegmentKind kind : SegmentKind.ALL) {
        Fact arrives =
            model -> kind(model) == Action.Kind.DELIVER && model.step().moved().kind().equals(kind);
        groups.add(Fairness.strong(kind.label() + " to the " + name, at(host, arrives)));
      }
    }
    return List.copyOf(groups);
  }

  private static Action.Kind kind(TcpModel model) {
    return model.step().kind();
  }

  private static boolean leavesTheNetwork(TcpModel model) {
    return kind(model) == Action.Kind.DELIVER || kind(model) == Action.Kind.LOSE;
  }

  private static boolean isTimer(TcpModel model) {
    return switch (kind(model)) {
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT -> true;
      case BEGIN,
          CALL,
          DELIVER,
          DELIVER_COPY,
          LOSE,
          TICK,
          PATIENCE_TIMEOUT,
          REFUSED_CALL,
          LISTENER_CALL ->
          false;
    };
  }

  private static boolean isCall(TcpModel model) {
    return switch (kind(model)) {
      case CALL, PATIENCE_TIMEOUT, REFUSED_CALL, LISTENER_CALL -> true;
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
  }

  private static StepTest<TcpModel> of(Fact fact) {
    return fact.asTest();
  }

  private static StepTest<TcpModel> at(int host, Fact fact) {
    return fact.and(model -> host(model) == host).asTest();
  }

  /** The host where the step happens: a client's number, or {@link #SERVER}. */
  private static int host(TcpModel model) {
    Step step = model.step();
    if (step.kind() == Action.Kind.REFUSED_CALL) {
      return model.after().topology().clientOf(step.process());
    }
    return step.at().side() == Side.SERVER
        ? SERVER
        : model.after().clientOf(step.at().connection());
  }

  private static String name(int host) {
    return host == SERVER ? "server" : "client" + (host == 0 ? "" : host + 1);
  }
}
