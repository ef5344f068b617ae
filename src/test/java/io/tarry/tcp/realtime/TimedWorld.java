package io.tarry.tcp.realtime;

import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.settings.Time;
import java.util.stream.Stream;

/** A world whose times are in seconds, to be searched by ticks of any length or in dense time. */
record TimedWorld(Settings seconds) {

  /** Eight small steps, if there have to be some. */
  static final Tick SHORT = new Tick(8);

  /** That world without what real time lacks; one without a clock gets one. */
  static TimedWorld of(Settings any) {
    Time time = any.time();
    Time ticking =
        time.ticks()
            ? time
            : new Time(
                Time.Kind.TICKS, 1, new Retransmission(3, true, time.retransmissions()), 2, 4);
    return new TimedWorld(
        any.with(any.clients().stream().map(TimedWorld::plain).toList(), plain(any.server()))
            .with(ticking));
  }

  /** Whether it has nothing that real time lacks, once its sysctls are plain. */
  static boolean canBeMadeOf(Settings any) {
    return Stream.concat(any.clients().stream(), Stream.of(any.server()))
        .flatMap(host -> host.program().sessions().stream())
        .allMatch(script -> script.longestTime() == 0);
  }

  private static Settings.Host plain(Settings.Host host) {
    return host.with(host.sysctls().withTimestamps(false).withReuse(0, 1).withRecycling(false));
  }

  Settings real() {
    return in(Time.Kind.REAL, 1, new Tick(1_000_000));
  }

  /** In dense time; its seconds are short, and have room for some small steps. */
  Settings realOfShortTicks() {
    return in(Time.Kind.REAL, 1, SHORT);
  }

  /** By ticks, so many a second. */
  Settings ticks(int times) {
    return ticks(times, new Tick(1_000_000 / times));
  }

  Settings ticks(int times, Tick tick) {
    return in(Time.Kind.TICKS, times, tick);
  }

  private Settings in(Time.Kind kind, int times, Tick tick) {
    Time time = seconds.time();
    return seconds
        .with(
            seconds.clients().stream().map(client -> slower(client, times)).toList(),
            slower(seconds.server(), times))
        .with(time.times(times).as(kind).in(tick));
  }

  private static Settings.Host slower(Settings.Host host, int times) {
    return host.with(host.sysctls().withFinTimeout(host.sysctls().finTimeout() * times));
  }
}
