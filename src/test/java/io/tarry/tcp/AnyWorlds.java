package io.tarry.tcp;

import io.tarry.jqwik.Worlds;
import io.tarry.tcp.AnyScripts.Session;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Worlds of every shape that a scenario file can describe: one client or two, each host with
 * switches, sysctls, options, a clock and numbers of its own; {@code listen}, {@code keep
 * listening} or an active open from both ends; sessions, processes, ports, restarts, a NAT; every
 * call and every wait in scripts; every fault; with and without a clock.
 *
 * <p>Each part is plain more often than not, so that many worlds are small; a test skips the others
 * by {@link #hasAtMost}. {@link io.tarry.scenario.WorldText} writes a world as a scenario file.
 */
public final class AnyWorlds {

  private static final int MOST_BYTES = 30;
  private static final int FIRST_PORT = 40000;
  static final Arbitrary<Boolean> FLAGS = Arbitraries.of(false, true);

  /** All but the number of segments sent, which makes too many states. */
  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  private AnyWorlds() {}

  /** Any world; some are of those that users draw. */
  public static Arbitrary<Settings> settings() {
    return Arbitraries.frequencyOf(Tuple.of(4, ofAnyShape()), Tuple.of(1, drawnByUsers()))
        .withoutEdgeCases();
  }

  private static Arbitrary<Settings> drawnByUsers() {
    return Worlds.worlds()
        .withTimeKinds(Time.Kind.TICKS, Time.Kind.UNTIMED)
        .map(world -> world.scenario().cases().get(0).settings().remembering(GHOSTS));
  }

  private static Arbitrary<Settings> ofAnyShape() {
    return Combinators.combine(
            beginnings(),
            crowds(),
            AnyHosts.hosts().list().ofSize(3),
            AnyScripts.sessions().list().ofSize(4),
            networks(),
            times(),
            mostly(8, List.of(1, 2, 4)),
            mostly(Settings.ISN_FAR_APART, List.of(1, 3)))
        .as(AnyWorlds::world);
  }

  /** Whether the world has no more states than that. */
  public static boolean hasAtMost(int states, Settings settings) {
    return SearchWalk.of(new TcpModel(settings), states + 1).size() <= states;
  }

  static <T> Arbitrary<T> mostly(T usual, List<T> others) {
    return Arbitraries.frequencyOf(
        Tuple.of(7, Arbitraries.just(usual)), Tuple.of(1, Arbitraries.of(others)));
  }

  // ---- How the run begins, and who is there

  private enum Opening {
    LISTEN_AND_OPEN,
    BOTH_OPEN,
    OPEN_WHAT_LISTENED,
    CLIENT_LISTENS
  }

  private record Beginning(
      Settings.Start start, boolean keepsListening, Opening opening, int restarts) {}

  private static Arbitrary<Beginning> beginnings() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(
                    6,
                    Arbitraries.of(
                        Settings.Start.CLOSED,
                        Settings.Start.LISTENING,
                        Settings.Start.ESTABLISHED)),
                Tuple.of(1, Arbitraries.just(Settings.Start.HALF_CLOSED))),
            FLAGS,
            mostly(
                Opening.LISTEN_AND_OPEN,
                List.of(Opening.BOTH_OPEN, Opening.OPEN_WHAT_LISTENED, Opening.CLIENT_LISTENS)),
            mostly(0, List.of(1, 2)))
        .as((start, keepsListening, opening, restarts) ->
            new Beginning(
                start, keepsListening && start != Settings.Start.HALF_CLOSED, opening, restarts));
  }

  private record Crowd(int clients, boolean nat, Ports ports, Work work) {}

  /**
   * Which ports there are.
   *
   * @param bound whether clients bind theirs
   */
  private record Ports(int ofClient, int ofServer, boolean bound) {}

  /** What the first client does: its processes, how often each goes through its sessions. */
  private record Work(int processes, int times, int sessions) {}

  private static Arbitrary<Crowd> crowds() {
    Arbitrary<Integer> one = mostly(1, List.of(2));
    return Combinators.combine(
            Arbitraries.of(1, 1, 1, 2),
            FLAGS,
            one,
            one,
            one,
            one,
            one,
            mostly(false, List.of(true)))
        .as((clients, nat, ports, serverPorts, processes, times, sessions, bound) ->
            new Crowd(
                clients,
                nat,
                new Ports(ports, serverPorts, bound),
                new Work(processes, times, sessions)));
  }

  // ---- Network and clock

  private static Arbitrary<Settings.Network> networks() {
    return Combinators.combine(
            mostly(0, List.of(1, Settings.UNLIMITED)),
            mostly(0, List.of(1, Settings.UNLIMITED)),
            FLAGS,
            mostly(8, List.of(3, 5)),
            surelyLost())
        .as(Settings.Network::new);
  }

  private static Arbitrary<Map<SegmentKind, Integer>> surelyLost() {
    Arbitrary<Map<SegmentKind, Integer>> one =
        Combinators.combine(
                Arbitraries.of(SegmentKind.ALL), mostly(1, List.of(2, Settings.UNLIMITED)))
            .as(Map::of);
    return Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.just(Map.of())), Tuple.of(1, one));
  }

  private static Arbitrary<Time> times() {
    return Combinators.combine(
            mostly(Time.Kind.TICKS, List.of(Time.Kind.UNTIMED)),
            mostly(1, List.of(2)),
            mostly(3, List.of(1, 2, 5)),
            FLAGS,
            mostly(1, List.of(0, 2, Settings.UNLIMITED)),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(1, 6))
        .as((kind, msl, rto, backOff, retransmissions, timeWait, finWait2) ->
            kind == Time.Kind.TICKS
                ? new Time(
                    kind,
                    msl,
                    new Retransmission(rto, backOff, retransmissions),
                    timeWait,
                    finWait2)
                : new Time(
                    kind,
                    0,
                    new Retransmission(0, false, retransmissions),
                    Math.min(timeWait, 1),
                    1));
  }

  // ---- All of it put together, so that nothing contradicts itself

  private static Settings world(
      Beginning begun,
      Crowd crowd,
      List<Settings.Host> hosts,
      List<Session> sessions,
      Settings.Network network,
      Time time,
      int window,
      int isnApart) {
    Settings.Start start = begun.start();
    if (start == Settings.Start.LISTENING && !begun.keepsListening()) {
      start = Settings.Start.CLOSED;
    }
    boolean halfClosed = start == Settings.Start.HALF_CLOSED;
    boolean established = halfClosed || start == Settings.Start.ESTABLISHED;
    boolean nat = crowd.nat() && begun.keepsListening() && crowd.clients() == 2;
    List<Settings.Host> clients = new ArrayList<>();
    for (int i = 0; i < (begun.keepsListening() ? crowd.clients() : 1); i++) {
      clients.add(
          withProgram(
              asClient(
                  hosts.get(i), nat ? hosts.get(0).clock().tick() : hosts.get(i).clock().tick()),
              client(begun, crowd, established && i == 0, i, sessions),
              ports(FIRST_PORT, begun.keepsListening() ? crowd.ports().ofClient() : 1),
              time));
    }
    Settings.Host server =
        withProgram(
            halfClosed ? withoutLinger(hosts.get(2)) : hosts.get(2),
            server(begun, established, halfClosed ? AnyScripts.CLOSES : sessions.get(3)),
            ports(80, begun.keepsListening() ? crowd.ports().ofServer() : 1),
            time);
    int bytes =
        Stream.concat(clients.stream(), Stream.of(server))
            .mapToInt(host -> host.program().bytesSentInOne())
            .max()
            .orElse(0);
    return new Settings(
        new Settings.Hosts(clients, server, nat),
        start,
        new Settings.SequenceNumbers(Math.min(MOST_BYTES, Math.max(window, bytes)), isnApart),
        halfClosed ? withoutLosses(network) : network,
        time,
        GHOSTS);
  }

  /** Its close() has sent a FIN, not a RST. */
  private static Settings.Host withoutLinger(Settings.Host host) {
    SocketOptions options = host.options();
    return new Settings.Host(
        host.stack(),
        host.program(),
        host.sysctls(),
        new SocketOptions(false, options.reuseAddress(), options.reuseAddressAfterRestart()),
        host.clock(),
        host.isn(),
        host.ports());
  }

  /** The FIN that has come, and its ACK, are not among those that are lost. */
  private static Settings.Network withoutLosses(Settings.Network network) {
    return new Settings.Network(
        network.lose(), network.duplicate(), network.reorder(), network.room(), Map.of());
  }

  private static Program client(
      Beginning begun, Crowd crowd, boolean established, int number, List<Session> sessions) {
    if (!begun.keepsListening()) {
      return Program.once(
          AnyScripts.script(sessions.get(0), first(begun.opening(), true, established)));
    }
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < (number == 0 ? crowd.work().sessions() : 1); i++) {
      Session session = sessions.get(2 * number + i);
      Script.Instruction open = Script.Instruction.of(Call.OPEN);
      if (crowd.ports().bound()) {
        open = open.between(FIRST_PORT, 80);
      }
      if (i == 1 && crowd.ports().ofServer() == 2) {
        open = open.between(open.ports().from(), 81);
      }
      boolean anyPort =
          open.ports().from() == 0 && open.ports().to() == 0; // else it waits, in a file
      scripts.add(
          established && i == 0
              ? AnyScripts.script(session)
              : AnyScripts.script(
                  new Session(anyPort && session.nonblocking(), session.words()), open));
    }
    boolean again = !established && number == 0;
    return new Program(
        scripts, again ? crowd.work().times() : 1, again ? crowd.work().processes() : 1, false, 0);
  }

  private static Program server(Beginning begun, boolean established, Session session) {
    Script.Instruction listen = Script.Instruction.of(Call.LISTEN);
    return begun.keepsListening()
        ? new Program(
            List.of(AnyScripts.script(new Session(false, session.words()), listen)),
            1,
            1,
            true,
            begun.restarts())
        : Program.once(AnyScripts.script(session, first(begun.opening(), false, established)));
  }

  /** What an end calls first, of two that make one connection. */
  private static Script.Instruction[] first(Opening opening, boolean client, boolean established) {
    Script.Instruction open = Script.Instruction.of(Call.OPEN);
    Script.Instruction listen = Script.Instruction.of(Call.LISTEN);
    if (established) {
      return new Script.Instruction[0];
    }
    return switch (opening) {
      case LISTEN_AND_OPEN -> new Script.Instruction[] {client ? open : listen};
      case BOTH_OPEN -> new Script.Instruction[] {open};
      case OPEN_WHAT_LISTENED ->
          client ? new Script.Instruction[] {open} : new Script.Instruction[] {listen, open};
      case CLIENT_LISTENS -> new Script.Instruction[] {client ? listen : open};
    };
  }

  private static List<Integer> ports(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }

  /** A client restarts nothing; behind a NAT all clocks tick alike. */
  private static Settings.Host asClient(Settings.Host client, int tick) {
    SocketOptions options = client.options();
    TimestampClock clock = client.clock();
    return new Settings.Host(
        client.stack(),
        client.program(),
        client.sysctls(),
        new SocketOptions(options.lingerZero(), options.reuseAddress(), options.reuseAddress()),
        new TimestampClock(tick, clock.ahead(), clock.portsApart()),
        client.isn(),
        client.ports());
  }

  private static Settings.Host withProgram(
      Settings.Host host, Program program, List<Integer> ports, Time time) {
    Sysctls sysctls = host.sysctls();
    return new Settings.Host(
        host.stack(),
        program,
        sysctls
            .withTimestamps(sysctls.timestamps() && time.ticks())
            .withRecycling(sysctls.twRecycle() && time.ticks()),
        host.options(),
        host.clock(),
        host.isn(),
        ports);
  }
}
