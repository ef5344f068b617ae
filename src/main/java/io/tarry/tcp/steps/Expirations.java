package io.tarry.tcp.steps;

import static io.tarry.tcp.world.App.POSITION;

import io.tarry.engine.Model.Sink;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.List;

/** Which timers may expire now, and what has to happen before time advances. */
public final class Expirations {

  private final Settings settings;
  private final TcpRules tcp;
  private final List<End> ends;
  private final Successor successor;
  private final World before;
  private final World after;

  public Expirations(Settings settings, TcpRules tcp, Successor successor) {
    this.settings = settings;
    this.tcp = tcp;
    this.successor = successor;
    before = successor.before;
    after = successor.after;
    ends = before.ends();
  }

  public void offer(Sink sink) {
    for (End end : ends) {
      expire(end, sink);
    }
  }

  /** Whether something has to happen at this instant, a 2MSL timer's end included. */
  boolean somethingIsForced() {
    return somethingElseIsForced() || timeWaitIsOver();
  }

  private void expire(End end, Sink sink) {
    Tcb tcb = before.tcb(end);
    if (mayExpire(tcb.retransmissionTimer())) {
      successor.begin(Action.Kind.RETRANSMISSION_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().retransmission(successor.endpoint(end));
      successor.offer(Action.Kind.RETRANSMISSION_TIMEOUT, end.number(), sink);
    }
    if (mayExpire(tcb.finWait2Timer())) {
      successor.begin(Action.Kind.FIN_WAIT_2_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().finWait2(successor.endpoint(end));
      successor.offer(Action.Kind.FIN_WAIT_2_TIMEOUT, end.number(), sink);
    }
    if (patienceIsOver(end)) {
      successor.begin(Action.Kind.PATIENCE_TIMEOUT, end, Segment.NONE);
      App app = after.app(end);
      app.add(POSITION, 1); // it has read as much as has come of what it was waiting for
      Endpoint endpoint = successor.endpoint(end);
      tcp.userCalls().patienceOver(endpoint);
      app.set(POSITION, before.script(end).instructions().size());
      endpoint.clock.watch();
      successor.offer(Action.Kind.PATIENCE_TIMEOUT, end.number(), sink);
    }
    if (mayExpire(tcb.timeWaitTimer()) && !somethingElseIsForced()) {
      successor.begin(Action.Kind.TIME_WAIT_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().timeWait(successor.endpoint(end));
      successor.offer(Action.Kind.TIME_WAIT_TIMEOUT, end.number(), sink);
    }
  }

  /** In real time, only what is known of the clocks can say whether it is due. */
  private boolean mayExpire(int timer) {
    return timer == Timer.DUE || (settings.time().real() && timer != Timer.OFF);
  }

  private boolean patienceIsOver(End end) {
    App app = before.app(end);
    if (app.timer() != Timer.DUE || app.error() != UserError.NONE) {
      return false;
    }
    List<Script.Instruction> instructions = before.script(end).instructions();
    return app.position() < instructions.size()
        && instructions.get(app.position()).times().areLimited();
  }

  /**
   * Whether a 2MSL timer has to wait: with a clock, it expires after all else that has to happen at
   * that instant.
   */
  private boolean somethingElseIsForced() {
    return settings.time().ticks() && (arrivalIsForced() || otherTimerIsDue());
  }

  private boolean arrivalIsForced() {
    return before.flight.count() > 0 && before.flight.oldest() == settings.time().msl();
  }

  private boolean otherTimerIsDue() {
    for (End end : ends) {
      Tcb tcb = before.tcb(end);
      if (tcb.retransmissionTimer() == Timer.DUE
          || tcb.finWait2Timer() == Timer.DUE
          || patienceIsOver(end)) {
        return true;
      }
    }
    return false;
  }

  private boolean timeWaitIsOver() {
    for (End end : ends) {
      if (before.tcb(end).timeWaitTimer() == Timer.DUE) {
        return true;
      }
    }
    return false;
  }
}
