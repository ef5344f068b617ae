package io.tarry.tcp;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Worlds with a server that keeps listening and clients that come again, for tests. */
public final class ServiceWorld {

  private static final int FIN_TIMEOUT = 12;

  private Stack stack = Stack.LINUX;
  private Script client = clientClosesFirst();
  private Script server = serverClosesOnEof();
  private int times = 1;
  private List<Script> sessions = List.of();
  private int clients = 1;
  private boolean nat;
  private int ports = 1;
  private int processes = 1;
  private Sysctls clientSysctls = Sysctls.none(FIN_TIMEOUT);
  private Sysctls serverSysctls = Sysctls.none(FIN_TIMEOUT);
  private SocketOptions serverOptions = SocketOptions.NONE;
  private int restarts;
  private IsnChoice clientIsn = IsnChoice.INCREASING;
  private IsnChoice serverIsn = IsnChoice.INCREASING;
  private int isnApart = Settings.ISN_FAR_APART;
  private int firstClientAhead;
  private Settings.Network network = new Settings.Network(0, 0, false, 8, Map.of());
  private int timeWait = 2;
  private Settings.Start start = Settings.Start.LISTENING;

  /** One byte each way; the client closes as soon as it has its answer. */
  public static Script clientClosesFirst() {
    return Script.of(
        Script.Instruction.of(Call.OPEN),
        Script.Instruction.send(1).onceConnected(),
        TestWorld.CLOSE.onceReceived(1));
  }

  /** One byte each way; the client closes on end of file. */
  public static Script clientClosesOnEof() {
    return Script.of(
        Script.Instruction.of(Call.OPEN),
        Script.Instruction.send(1).onceConnected(),
        TestWorld.CLOSE_ON_EOF.onceReceived(1));
  }

  static Script serverClosesOnEof() {
    return Script.of(
        Script.Instruction.of(Call.LISTEN),
        Script.Instruction.send(1).onceConnected().onceReceived(1),
        TestWorld.CLOSE_ON_EOF);
  }

  public static Script serverClosesFirst() {
    return Script.of(
        Script.Instruction.of(Call.LISTEN),
        Script.Instruction.send(1).onceConnected().onceReceived(1),
        TestWorld.CLOSE);
  }

  /** The client closes first, and comes so many times. */
  public static ServiceWorld clientComes(int times) {
    ServiceWorld world = new ServiceWorld();
    world.times = times;
    return world;
  }

  /** The server closes first. */
  public ServiceWorld serverFirst() {
    client = clientClosesOnEof();
    server = serverClosesFirst();
    return this;
  }

  public ServiceWorld scripts(Script newClient, Script newServer) {
    client = newClient;
    server = newServer;
    return this;
  }

  /** The first connection is ESTABLISHED as the run begins; then the client does these. */
  public ServiceWorld fromEstablished(Script... clientSessions) {
    sessions = List.of(clientSessions);
    start = Settings.Start.ESTABLISHED;
    return this;
  }

  /** The client does these, one after the other. */
  public ServiceWorld sessions(Script... clientSessions) {
    sessions = List.of(clientSessions);
    return this;
  }

  public ServiceWorld ports(int count) {
    ports = count;
    return this;
  }

  /** Each client runs its program so often, side by side. */
  public ServiceWorld processes(int count) {
    processes = count;
    return this;
  }

  public ServiceWorld stack(Stack both) {
    stack = both;
    return this;
  }

  public ServiceWorld clientSysctls(boolean timestamps, int twReuse, int delay) {
    clientSysctls = Sysctls.none(FIN_TIMEOUT).withTimestamps(timestamps).withReuse(twReuse, delay);
    return this;
  }

  public ServiceWorld serverSysctls(boolean timestamps, boolean recycle, int maxTwBuckets) {
    serverSysctls =
        Sysctls.none(FIN_TIMEOUT)
            .withTimestamps(timestamps)
            .withRecycling(recycle)
            .withTwBuckets(maxTwBuckets);
    return this;
  }

  public ServiceWorld serverOptions(SocketOptions options, int newRestarts) {
    serverOptions = options;
    restarts = newRestarts;
    return this;
  }

  /** A second client; the clock of the first runs ahead by so many ticks. */
  public ServiceWorld twoClients(boolean behindNat, int ahead) {
    clients = 2;
    nat = behindNat;
    firstClientAhead = ahead;
    return this;
  }

  public ServiceWorld isn(IsnChoice choice) {
    serverIsn = choice;
    return clientIsn(choice);
  }

  public ServiceWorld clientIsn(IsnChoice choice) {
    clientIsn = choice;
    return this;
  }

  public ServiceWorld isnApart(int numbers) {
    isnApart = numbers;
    return this;
  }

  public ServiceWorld timeWait(int ticks) {
    timeWait = ticks;
    return this;
  }

  public ServiceWorld network(int lose, int duplicate, boolean reorder) {
    network = new Settings.Network(lose, duplicate, reorder, 8, Map.of());
    return this;
  }

  public Settings settings() {
    List<Settings.Host> hosts = IntStream.range(0, clients).mapToObj(this::client).toList();
    return new Settings(
        new Settings.Hosts(
            hosts,
            new Settings.Host(
                stack,
                new Program(List.of(server), 1, 1, true, restarts),
                serverSysctls,
                serverOptions,
                TimestampClock.PLAIN,
                serverIsn,
                List.of(80)),
            nat),
        start,
        new Settings.SequenceNumbers(8, isnApart),
        network,
        new Time(Time.Kind.TICKS, 1, new Retransmission(3, true, 1), timeWait, FIN_TIMEOUT),
        TestWorld.GHOSTS);
  }

  private Settings.Host client(int number) {
    return new Settings.Host(
        stack,
        new Program(sessions.isEmpty() ? List.of(client) : sessions, times, processes, false, 0),
        clientSysctls,
        SocketOptions.NONE,
        new TimestampClock(1, number == 0 ? firstClientAhead : 0, 0),
        clientIsn,
        // Without a NAT before them each has ports of its own, of the same numbers.
        IntStream.range(0, ports).map(i -> 40000 + i).boxed().toList());
  }
}
