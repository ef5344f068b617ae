package io.tarry.tcp;

import io.tarry.jqwik.Worlds;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(false, true);

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
        .withClocks(Time.Kind.TICKS, Time.Kind.UNTIMED)
        .map(world -> world.scenario().cases().get(0).settings().remembering(GHOSTS));
  }

  private static Arbitrary<Settings> ofAnyShape() {
    return Combinators.combine(
            beginnings(),
            crowds(),
            hosts().list().ofSize(3),
            sessions().list().ofSize(4),
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

  private static <T> Arbitrary<T> mostly(T usual, List<T> others) {
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

  private record Crowd(
      int clients,
      boolean nat,
      int ports,
      int serverPorts,
      int processes,
      int times,
      int sessions,
      boolean bound) {}

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
        .as(Crowd::new);
  }

  // ---- Hosts

  private static Arbitrary<Settings.Host> hosts() {
    return Combinators.combine(stacks(), sysctls(), options(), clocks(), isnChoices())
        .as((stack, sysctls, options, clock, isn) ->
            new Settings.Host(
                stack, Program.once(Script.of()), sysctls, options, clock, isn, List.of()));
  }

  private static Arbitrary<IsnChoice> isnChoices() {
    return mostly(IsnChoice.INCREASING, List.of(IsnChoice.CONSTANT, IsnChoice.ANY));
  }

  private static Arbitrary<SocketOptions> options() {
    Arbitrary<Boolean> seldom = mostly(false, List.of(true));
    return Combinators.combine(seldom, seldom, seldom).as(SocketOptions::new);
  }

  private static Arbitrary<TimestampClock> clocks() {
    return Combinators.combine(
            mostly(1, List.of(2, 3)), mostly(0, List.of(1, 3)), mostly(0, List.of(1, 2)))
        .as(TimestampClock::new);
  }

  private static Arbitrary<Sysctls> sysctls() {
    return Combinators.combine(
            FLAGS,
            mostly(0, List.of(1, 2)),
            mostly(1, List.of(2, 3)),
            mostly(false, List.of(true)),
            mostly(Settings.UNLIMITED, List.of(0, 1)),
            Arbitraries.integers().between(1, 6))
        .as(Sysctls::new);
  }

  /** A named stack, with each switch set otherwise now and then. */
  private static Arbitrary<Stack> stacks() {
    RecordComponent[] switches = Stack.class.getRecordComponents();
    return Combinators.combine(
            Arbitraries.of(namedStacks()),
            Arbitraries.integers().between(0, 19).list().ofSize(switches.length),
            FLAGS.flatMap(some -> some ? someSwitches() : Arbitraries.just(Set.<Switch>of())))
        .as(AnyWorlds::changed);
  }

  /** Each is as likely as any other, so that none is left out. */
  private static Arbitrary<Set<Switch>> someSwitches() {
    return Arbitraries.of(Switch.class).set().ofMinSize(1).ofMaxSize(5);
  }

  private static List<Stack> namedStacks() {
    return Arrays.stream(Stack.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Stack.class)
        .map(field -> {
          try {
            return (Stack) field.get(null);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a public constant cannot be read", e);
          }
        })
        .toList();
  }

  /**
   * Sets some parts of a stack otherwise.
   *
   * @param by for each part but the switches a number up to 19, of which the largest change it
   * @param turned the switches that are on where they were off, or off where they were on
   */
  private static Stack changed(Stack base, List<Integer> by, Set<Switch> turned) {
    RecordComponent[] switches = Stack.class.getRecordComponents();
    Class<?>[] types = new Class<?>[switches.length];
    Object[] values = new Object[switches.length];
    try {
      for (int i = 0; i < switches.length; i++) {
        types[i] = switches[i].getType();
        Object value = switches[i].getAccessor().invoke(base);
        values[i] = value instanceof Set<?> on ? turned(on, turned) : changed(value, by.get(i));
      }
      return Stack.class.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record cannot be made", e);
    }
  }

  private static Set<Switch> turned(Set<?> on, Set<Switch> turned) {
    Set<Switch> changed = EnumSet.noneOf(Switch.class);
    for (Switch one : Switch.values()) {
      if (on.contains(one) != turned.contains(one)) {
        changed.add(one);
      }
    }
    return changed;
  }

  private static Object changed(Object value, int by) {
    if (value instanceof Boolean flag) {
      return by >= 17 ? !flag : flag;
    }
    if (value instanceof Enum<?> constant) {
      Object[] all = constant.getDeclaringClass().getEnumConstants();
      int steps = Math.max(0, by - (20 - all.length));
      return all[(constant.ordinal() + steps) % all.length];
    }
    if (value instanceof Integer number) {
      return by >= 17 ? 1 - number : number;
    }
    throw new IllegalStateException("no other value is known of a switch like " + value);
  }

  // ---- What applications do

  /** What a script can say after it has opened; {@code number} counts bytes or ticks. */
  private record Word(Call call, int number, boolean onEof, int closeAfter) {

    static final Word WAIT = new Word(Call.OPEN, 1, false, 0);

    boolean isWait() {
      return call == Call.OPEN;
    }
  }

  private record Session(boolean nonblocking, List<Word> words) {}

  /** What a server has to call first that has closed as the run begins. */
  private static final Session CLOSES =
      new Session(false, List.of(new Word(Call.CLOSE, 0, false, 0)));

  private static Arbitrary<Session> sessions() {
    Arbitrary<Word> middle =
        Arbitraries.of(
            new Word(Call.SEND, 1, false, 0),
            new Word(Call.RECEIVE, 1, false, 0),
            new Word(Call.RECEIVE, 0, true, 0),
            Word.WAIT,
            new Word(Call.SHUTDOWN, 0, false, 0),
            new Word(Call.SEND, 2, false, 0),
            new Word(Call.SEND, 1, true, 0),
            new Word(Call.RECEIVE, 1, false, 2),
            new Word(Call.SEND, 1, false, 2),
            new Word(Call.OPEN, 4, false, 0));
    Arbitrary<Word> last =
        Arbitraries.of(
            new Word(Call.CLOSE, 0, false, 0),
            new Word(Call.CLOSE, 0, true, 0),
            new Word(Call.CLOSE, 0, false, 0),
            new Word(Call.CLOSE, 0, true, 0),
            new Word(Call.ABORT, 0, false, 0),
            new Word(Call.ABORT, 0, true, 0),
            new Word(Call.SHUTDOWN, 0, false, 0),
            new Word(Call.SHUTDOWN, 0, true, 0),
            new Word(Call.RECEIVE, 0, true, 0));
    Arbitrary<List<Word>> middles = middle.list().ofMaxSize(2);
    return Combinators.combine(mostly(false, List.of(true)), middles, last)
        .as((nonblocking, words, end) -> {
          List<Word> all = new ArrayList<>(words);
          all.add(end);
          return new Session(nonblocking, withoutContradictions(all));
        });
  }

  /** After a shutdown nothing is sent, and nothing is shut down again. */
  private static List<Word> withoutContradictions(List<Word> words) {
    List<Word> sound = new ArrayList<>();
    boolean shut = false;
    for (Word word : words) {
      boolean sends = word.call() == Call.SEND || word.call() == Call.SHUTDOWN;
      if (!shut || !sends) {
        sound.add(word);
      }
      shut |= word.call() == Call.SHUTDOWN;
    }
    return sound;
  }

  /** As the reader compiles it: what only waits becomes what the next call waits for. */
  private static Script script(Session session, Script.Instruction... opening) {
    List<Script.Instruction> steps = new ArrayList<>(List.of(opening));
    Script.Instruction next = Script.Instruction.of(Call.RECEIVE);
    boolean connects = opening.length > 0;
    boolean waitsToConnect = connects && !session.nonblocking();
    int received = 0;
    int pause = 0;
    int patience = 0;
    for (Word word : session.words()) {
      if (word.isWait()) {
        pause = word.number();
        continue;
      }
      boolean waits = word.call() == Call.RECEIVE;
      if (waits) {
        received += word.number();
        next = word.number() > 0 ? next.onceReceived(received) : next;
        patience = Math.max(patience, word.closeAfter());
      }
      next = word.onEof() ? next.onEndOfFile() : next;
      if (waitsToConnect || (connects && (waits || word.onEof()))) {
        next = next.onceConnected();
        waitsToConnect = false;
        connects = false;
      }
      if (!waits) {
        steps.add(
            new Script.Instruction(
                word.call(),
                word.call() == Call.SEND ? word.number() : 0,
                next.awaited(),
                Script.Ports.ANY,
                new Script.Times(pause, patience, word.closeAfter())));
        next = Script.Instruction.of(Call.RECEIVE);
        pause = 0;
        patience = 0;
      }
    }
    if (next.awaited().isData()) {
      steps.add(next.after(pause).orCloseAfter(patience));
    }
    return new Script(steps);
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
              ports(FIRST_PORT, begun.keepsListening() ? crowd.ports() : 1),
              time));
    }
    Settings.Host server =
        withProgram(
            halfClosed ? withoutLinger(hosts.get(2)) : hosts.get(2),
            server(begun, established, halfClosed ? CLOSES : sessions.get(3)),
            ports(80, begun.keepsListening() ? crowd.serverPorts() : 1),
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
      return Program.once(script(sessions.get(0), first(begun.opening(), true, established)));
    }
    List<Script> scripts = new ArrayList<>();
    for (int i = 0; i < (number == 0 ? crowd.sessions() : 1); i++) {
      Session session = sessions.get(2 * number + i);
      Script.Instruction open = Script.Instruction.of(Call.OPEN);
      if (crowd.bound()) {
        open = open.between(FIRST_PORT, 80);
      }
      if (i == 1 && crowd.serverPorts() == 2) {
        open = open.between(open.ports().from(), 81);
      }
      boolean anyPort =
          open.ports().from() == 0 && open.ports().to() == 0; // else it waits, in a file
      scripts.add(
          established && i == 0
              ? script(session)
              : script(new Session(anyPort && session.nonblocking(), session.words()), open));
    }
    boolean again = !established && number == 0;
    return new Program(scripts, again ? crowd.times() : 1, again ? crowd.processes() : 1, false, 0);
  }

  private static Program server(Beginning begun, boolean established, Session session) {
    Script.Instruction listen = Script.Instruction.of(Call.LISTEN);
    return begun.keepsListening()
        ? new Program(
            List.of(script(new Session(false, session.words()), listen)),
            1,
            1,
            true,
            begun.restarts())
        : Program.once(script(session, first(begun.opening(), false, established)));
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
