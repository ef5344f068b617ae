package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Switch;
import java.util.List;
import java.util.stream.Stream;

/** How timers, and what else is counted in ticks, are packed into a state. */
final class TimerFields {

  private final Settings.Time time;
  private final int backOffs;
  private final int applicationTimeMax;
  private final int timeWaitMax;
  private final int finWait2Max;
  private final boolean limitsFinWait2;
  private final int timeWaitAgeMax;

  TimerFields(Settings settings) {
    time = settings.time();
    backOffs = time.backOff() ? time.retransmissionsCounted() : 0;
    List<Settings.Host> hosts =
        Stream.concat(settings.clients().stream(), Stream.of(settings.server())).toList();
    applicationTimeMax =
        hosts.stream()
            .flatMap(host -> host.program().sessions().stream())
            .mapToInt(Script::longestTime)
            .max()
            .orElse(0);
    boolean recycles = hosts.stream().anyMatch(host -> host.sysctls().twRecycle());
    timeWaitMax = Math.max(time.timeWait(), recycles ? time.recycledTimeWait() : 0);
    finWait2Max = hosts.stream().mapToInt(host -> host.sysctls().finTimeout()).max().orElse(0);
    limitsFinWait2 = hosts.stream().anyMatch(host -> host.stack().has(Switch.FIN_WAIT2_TIMER));
    timeWaitAgeMax =
        settings.clients().stream().mapToInt(TimerFields::timeWaitAgeMax).max().orElse(0);
  }

  /** Up to how many ticks that client counts in TIME-WAIT: as far as connect() asks. */
  private static int timeWaitAgeMax(Settings.Host client) {
    return client.sysctls().twReuse() == 1 ? client.sysctls().twReuseDelay() + 1 : 0;
  }

  /** The longest that a timer of a connection lasts. */
  int longest() {
    return Math.max(
        time.rto() << backOffs, Math.max(timeWaitMax, limitsFinWait2 ? finWait2Max : 0));
  }

  void ofConnection(End end, World world, Bits bits) {
    Tcb tcb = world.tcb(end);
    tcb.retransmissions =
        bits.number(tcb.retransmissions, Bits.widthFor(time.retransmissionsCounted()));
    tcb.retransmissionTimer = forcing(tcb.retransmissionTimer, time.rto() << backOffs, bits);
    tcb.timeWaitTimer = forcing(tcb.timeWaitTimer, timeWaitMax, bits);
    if (timeWaitAgeMax > 0 && end.side() == Side.CLIENT) { // as connect() asks
      if (bits.isAgeing() && tcb.state == TcpState.TIME_WAIT) {
        tcb.timeWaitAge = Math.min(tcb.timeWaitAge + 1, timeWaitAgeMax(world.host(end)));
      }
      tcb.timeWaitAge = bits.number(tcb.timeWaitAge, Bits.widthFor(timeWaitAgeMax));
    }
    if (limitsFinWait2) {
      tcb.finWait2Timer = forcing(tcb.finWait2Timer, finWait2Max, bits);
    }
  }

  void ofApplication(App app, Bits bits) {
    app.timer = applicationTimeMax > 0 ? timer(app.timer, applicationTimeMax, bits) : Timer.OFF;
  }

  /** A timer that has to expire before time goes on. */
  private int forcing(int timer, int ticksMax, Bits bits) {
    if (bits.isAgeing() && timer == Timer.DUE) {
      throw new IllegalStateException("time goes on while a timer is due");
    }
    return timer(timer, ticksMax, bits);
  }

  private int timer(int timer, int ticksMax, Bits bits) {
    int max = time.hasClock() ? Timer.DUE + ticksMax : Timer.DUE;
    if (time.real()) {
      int read = bits.number(Timer.plain(timer), Bits.widthFor(max));
      return bits.isReading() ? Timer.goingOn(read) : timer;
    }
    return bits.number(bits.isAgeing() ? Timer.tick(timer) : timer, Bits.widthFor(max));
  }
}
