package io.tarry.scenario;

import io.tarry.scenario.StackReader.NamedStack;
import io.tarry.tcp.IsnChoice;
import io.tarry.tcp.Program;
import io.tarry.tcp.Settings;
import io.tarry.tcp.Settings.Host;
import io.tarry.tcp.Side;
import io.tarry.tcp.SocketOptions;
import io.tarry.tcp.Stack;
import io.tarry.tcp.Sysctls;
import io.tarry.tcp.TimestampClock;
import java.util.List;

/** Reads what a host has besides its stack: sysctls, socket options, clock and ports. */
final class HostReader {

  private static final int TICKS_MAX = 200;
  private static final int AHEAD_MAX = 60;
  private static final int CLOCK_MAX = 20;
  private static final int PORTS_MAX = 4;
  private static final int FIRST_PORT = 40000;
  private static final int SERVER_PORT = 80;

  private HostReader() {}

  /** A host as a file has it, and its stack's name, for people. */
  record NamedHost(String name, Host host) {}

  static NamedHost read(MapReader keys, Side side, Program program, int finWait2) {
    NamedStack named = StackReader.read(keys);
    MapReader sysctl = keys.map("sysctl");
    Stack stack = named.stack();
    if (sysctl.count("tcp_rfc1337", 0, 1, 0) == 1) {
      stack = stack.ignoringRstInTimeWait();
    }
    List<Integer> ports =
        side == Side.CLIENT
            ? sysctl.range("ip_local_port_range", 1024, 65535, PORTS_MAX, FIRST_PORT)
            : List.of(SERVER_PORT);
    Sysctls sysctls =
        new Sysctls(
            sysctl.count("tcp_timestamps", 0, 2, 0) > 0,
            sysctl.count("tcp_tw_reuse", 0, 2, 0),
            sysctl.count("tcp_tw_reuse_delay", 1, TICKS_MAX, 1),
            sysctl.count("tcp_tw_recycle", 0, 1, 0) == 1,
            sysctl.count("tcp_max_tw_buckets", 0, PORTS_MAX, Settings.UNLIMITED),
            sysctl.count("tcp_fin_timeout", 1, TICKS_MAX, finWait2));
    MapReader options = keys.map("options");
    boolean reuse = options.flag("SO_REUSEADDR", false);
    SocketOptions socket =
        new SocketOptions(
            options.count("SO_LINGER", 0, 0, -1) == 0,
            reuse,
            options.flag("SO_REUSEADDR_of_the_restarted", reuse));
    MapReader clock = keys.map("clock");
    TimestampClock stamps =
        new TimestampClock(
            clock.count("tick", 1, CLOCK_MAX, 1),
            clock.count("ahead", 0, AHEAD_MAX, 0),
            clock.count("portsApart", 0, CLOCK_MAX, 0));
    IsnChoice isn =
        keys.choice("isn", "a choice", Words.of(IsnChoice.values()), IsnChoice.INCREASING);
    return new NamedHost(
        named.name(), new Host(stack, program, sysctls, socket, stamps, isn, ports));
  }
}
