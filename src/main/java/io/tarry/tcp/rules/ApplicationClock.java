package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Script;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;

/** How long the application at an end pauses, and how long it waits for what is to come. */
public final class ApplicationClock {

  private final Endpoint e;
  private final App app;

  public ApplicationClock(Endpoint e) {
    this.e = e;
    app = e.app;
  }

  /** The application comes to its next step or its end, or its connection is there at last. */
  public void watch() {
    app.timer = Timer.OFF;
    if (app.position >= e.script.instructions().size() || app.error != UserError.NONE) {
      int pause = pauseBeforeNextSession();
      app.timer = pause > 0 ? e.timer(pause) : Timer.OFF;
      return;
    }
    boolean connecting =
        e.tcb.state == TcpState.LISTEN
            || e.tcb.state == TcpState.SYN_SENT
            || e.tcb.state == TcpState.SYN_RECEIVED;
    Script.Instruction next = e.script.instructions().get(app.position);
    if (connecting) {
      return;
    }
    int ticks = Math.max(next.pause(), hasCome(next) ? next.idle() : next.patience());
    app.timer = ticks > 0 ? e.timer(ticks) : Timer.OFF;
  }

  /** Whether what the step waits for is there. */
  private boolean hasCome(Script.Instruction next) {
    return app.endOfFile || (!next.waitForEndOfFile() && app.delivered >= next.waitForOctets());
  }

  private int pauseBeforeNextSession() {
    return app.session > 0 && e.world.topology().hasNext(app.session)
        ? e.world.topology().scriptOf(app.session + 1).instructions().get(0).pause()
        : 0;
  }

  /** Something has come: the application waits no more, if it was that, and may be idle now. */
  void watchArrival(boolean cameBefore) {
    if (app.position < e.script.instructions().size()) {
      Script.Instruction next = e.script.instructions().get(app.position);
      if (next.limited() && !cameBefore && hasCome(next)) {
        watch();
      }
    }
  }

  boolean cameAlready() {
    return app.position < e.script.instructions().size()
        && hasCome(e.script.instructions().get(app.position));
  }
}
