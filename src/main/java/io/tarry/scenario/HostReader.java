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
    MapReader sysctl = keys.map(HostFormat.CLIENT_SYSCTL);
    MapReader options = keys.map(HostFormat.CLIENT_OPTIONS);
    boolean reuse = options.flag(HostFormat.REUSE_ADDRESS);
    return host(
        keys,
        sysctl,
        script.program(keys.count(HostFormat.PROCESSES), 0),
        new SocketOptions(aborts(options), reuse, reuse),
        sysctl.ports(HostFormat.PORT_RANGE),
        finWait2);
  }

  static NamedHost server(MapReader keys, WrittenScript script, int finWait2) {
    MapReader options = keys.map(HostFormat.OPTIONS);
    boolean reuse = options.flag(HostFormat.REUSE_ADDRESS);
    boolean reuseLater = options.flag(HostFormat.REUSE_ADDRESS_LATER, reuse);
    return host(
        keys,
        keys.map(HostFormat.SERVER_SYSCTL),
        script.program(1, keys.count(HostFormat.RESTARTS)),
        new SocketOptions(aborts(options), reuse, reuseLater),
        keys.ports(HostFormat.PORTS),
        finWait2);
  }

  private static boolean aborts(MapReader options) {
    return options.count(HostFormat.LINGER, -1) == 0;
  }

  private static NamedHost host(
      MapReader keys,
      MapReader sysctl,
      Program program,
      SocketOptions options,
      List<Integer> ports,
      int finWait2) {
    NamedStack named = StackReader.read(keys);
    boolean ignoresRst = sysctl.count(HostFormat.RFC1337) == 1;
    Stack stack = ignoresRst ? named.stack().without(Switch.HONOR_RST_IN_TIME_WAIT) : named.stack();
    Sysctls sysctls =
        new Sysctls(
            sysctl.count(HostFormat.TIMESTAMPS) > 0,
            sysctl.count(HostFormat.TW_REUSE),
            sysctl.ticks(
                HostFormat.TW_REUSE_DELAY, keys.durations().secondsOr(1, LINUX_REUSE_DELAY)),
            sysctl.count(HostFormat.TW_RECYCLE) == 1,
            sysctl.count(HostFormat.MAX_TW_BUCKETS, Settings.UNLIMITED),
            sysctl.ticks(HostFormat.FIN_TIMEOUT, finWait2));
    MapReader clock = keys.map(HostFormat.CLOCK);
    TimestampClock stamps =
        new TimestampClock(
            clock.ticks(HostFormat.CLOCK_TICK, 1),
            clock.count(HostFormat.CLOCK_AHEAD),
            clock.count(HostFormat.CLOCK_APART));
    return new NamedHost(
        named.name(),
        new Host(stack, program, sysctls, options, stamps, keys.choice(HostFormat.ISN), ports));
  }
}
