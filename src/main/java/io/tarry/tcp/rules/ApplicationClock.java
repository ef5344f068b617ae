package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.TIMER;

import io.tarry.tcp.settings.Script;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;

/**
 * The timer of the application at an end: how long it pauses, and how long it waits for its peer.
 */
public final class ApplicationClock {

  private final Endpoint e;
  private final App app;

  public ApplicationClock(Endpoint e) {
    this.e = e;
    app = e.app;
  }

  /**
   * Starts or stops the timer when the application comes to its next step or to its end, or when
   * its connection is established.
   */
  public void watch() {
    app.set(TIMER, Timer.OFF);
    if (app.position() >= e.script.instructions().size() || app.error() != UserError.NONE) {
      int pause = pauseBeforeNextSession();
      app.set(TIMER, pause > 0 ? e.timer(pause) : Timer.OFF);
      return;
    }
    boolean connecting =
        e.tcb.state() == TcpState.LISTEN
            || e.tcb.state() == TcpState.SYN_SENT
            || e.tcb.state() == TcpState.SYN_RECEIVED;
    Script.Instruction next = e.script.instructions().get(app.position());
    if (connecting) {
      return;
    }
    Script.Times times = next.times();
    int ticks = Math.max(times.pause(), app.waitsFor(next) ? times.patience() : times.idle());
    app.set(TIMER, ticks > 0 ? e.timer(ticks) : Timer.OFF);
  }

  private int pauseBeforeNextSession() {
    return app.session() > 0 && e.world.topology().hasNext(app.session())
        ? e.world.topology().scriptOf(app.session() + 1).instructions().get(0).times().pause()
        : 0;
  }

  /**
   * Starts the timer anew if what the application was waiting for has just come: from now on it may
   * be idle.
   */
  void watchArrival(boolean cameBefore) {
    if (app.position() < e.script.instructions().size()) {
      Script.Instruction next = e.script.instructions().get(app.position());
      if (next.times().areLimited() && !cameBefore && !app.waitsFor(next)) {
        watch();
      }
    }
  }

  boolean cameAlready() {
    return app.position() < e.script.instructions().size()
        && !app.waitsFor(e.script.instructions().get(app.position()));
  }
}
