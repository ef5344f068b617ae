package io.tarry.scenario;

import io.tarry.scenario.ScriptReader.WrittenScript;
import io.tarry.scenario.StackReader.NamedStack;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Host;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.TimestampClock;
import java.util.List;

/** Reads everything of a host except its stack: sysctls, socket options, clock and ports. */
final class HostReader {

  /** In seconds; the default of {@code tcp_tw_reuse_delay}. */
  private static final int LINUX_REUSE_DELAY = 1;

  private HostReader() {}

  /** A host as a file describes it, and what to call its stack. */
  record NamedHost(String name, Host host) {}

  static NamedHost client(MapReader keys, WrittenScript script, int finWait2) {
    MapReader sysctl = keys.map(HostKeys.CLIENT_SYSCTL);
    MapReader options = keys.map(HostKeys.CLIENT_OPTIONS);
    boolean reuse = options.flag(HostKeys.REUSE_ADDRESS);
    return host(
        keys,
        sysctl,
        script.program(keys.count(HostKeys.PROCESSES), 0),
        new SocketOptions(aborts(options), reuse, reuse),
        sysctl.ports(HostKeys.PORT_RANGE),
        finWait2);
  }

  static NamedHost server(MapReader keys, WrittenScript script, int finWait2) {
    MapReader options = keys.map(HostKeys.OPTIONS);
    boolean reuse = options.flag(HostKeys.REUSE_ADDRESS);
    boolean reuseLater = options.flag(HostKeys.REUSE_ADDRESS_LATER, reuse);
    return host(
        keys,
        keys.map(HostKeys.SERVER_SYSCTL),
        script.program(1, keys.count(HostKeys.RESTARTS)),
        new SocketOptions(aborts(options), reuse, reuseLater),
        keys.ports(HostKeys.PORTS),
        finWait2);
  }

  private static boolean aborts(MapReader options) {
    return options.count(HostKeys.LINGER, -1) == 0;
  }

  private static NamedHost host(
      MapReader keys,
      MapReader sysctl,
      Program program,
      SocketOptions options,
      List<Integer> ports,
      int finWait2) {
    NamedStack named = StackReader.read(keys);
    boolean ignoresRst = sysctl.count(HostKeys.RFC1337) == 1;
    Stack stack = ignoresRst ? named.stack().without(Switch.HONOR_RST_IN_TIME_WAIT) : named.stack();
    Sysctls sysctls =
        new Sysctls(
            sysctl.count(HostKeys.TIMESTAMPS) > 0,
            sysctl.count(HostKeys.TW_REUSE),
            sysctl.ticks(HostKeys.TW_REUSE_DELAY, keys.durations().secondsOr(1, LINUX_REUSE_DELAY)),
            sysctl.count(HostKeys.TW_RECYCLE) == 1,
            sysctl.count(HostKeys.MAX_TW_BUCKETS, Settings.UNLIMITED),
            sysctl.ticks(HostKeys.FIN_TIMEOUT, finWait2));
    MapReader clock = keys.map(HostKeys.CLOCK);
    TimestampClock stamps =
        new TimestampClock(
            clock.ticks(HostKeys.CLOCK_TICK, 1),
            clock.count(HostKeys.CLOCK_AHEAD),
            clock.count(HostKeys.CLOCK_APART));
    return new NamedHost(
        named.name(),
        new Host(stack, program, sysctls, options, stamps, keys.choice(HostKeys.ISN), ports));
  }
}
