package io.tarry.tcp.settings;

import java.util.ArrayList;
import java.util.List;

/** Which connections there can be, who may open them, and which process runs which session. */
public final class Topology {

  private static final String SERVER_ADDRESS = "10.0.1.1";
  private static final String NAT_ADDRESS = "192.0.2.1";

  /**
   * A process of a client.
   *
   * @param client the number of its host
   * @param firstSession the number of its first session; the sessions of all processes are numbered
   *     together, from 1
   * @param sessions how many it has
   */
  public record Worker(int client, int firstSession, int sessions) {}

  private final Settings settings;
  private final List<FourTuple> tuples = new ArrayList<>();
  private final List<Integer> firstOwner = new ArrayList<>();
  private final List<Worker> processes = new ArrayList<>();
  private final List<End> ends;

  /** The process of each session; sessions are numbered from 1. */
  private final List<Worker> processOf = new ArrayList<>();

  private final List<Script> scriptOf = new ArrayList<>();

  /** How many connections, that is 4-tuples, there can be in that world. */
  public static int connections(Settings settings) {
    int clientPorts =
        settings.clients().stream()
            .limit(settings.nat() ? 1 : settings.clients().size())
            .mapToInt(client -> client.ports().size())
            .sum();
    return clientPorts * settings.server().ports().size();
  }

  /** Works out the topology of that world. */
  public Topology(Settings settings) {
    this.settings = settings;
    int sharing = settings.nat() ? 1 : settings.clients().size();
    for (int client = 0; client < sharing; client++) {
      String address = settings.nat() ? NAT_ADDRESS : "10.0.0." + (client + 1);
      for (int clientPort : settings.clients().get(client).ports()) {
        for (int serverPort : settings.server().ports()) {
          tuples.add(new FourTuple(address, clientPort, SERVER_ADDRESS, serverPort));
          firstOwner.add(client);
        }
      }
    }
    for (int client = 0; client < settings.clients().size(); client++) {
      Program program = settings.clients().get(client).program();
      for (int i = 0; i < program.processes(); i++) {
        Worker process = new Worker(client, sessions() + 1, program.sessionsInAll());
        processes.add(process);
        for (int session = 0; session < process.sessions(); session++) {
          processOf.add(process);
          scriptOf.add(program.sessions().get(session % program.sessions().size()));
        }
      }
    }
    ends = End.ofFirst(tuples.size());
  }

  /** All 4-tuples; a connection's number is its place here. */
  public List<FourTuple> tuples() {
    return tuples;
  }

  /** The ends of all connections. */
  public List<End> ends() {
    return ends;
  }

  /** Whether that client may open that connection. */
  public boolean mayOpen(int client, int connection) {
    return settings.nat() || firstOwner.get(connection) == client;
  }

  /** The number, from 0, of the address that the server sees. */
  public int addressOf(int connection) {
    return settings.nat() ? 0 : firstOwner.get(connection);
  }

  /** How many client addresses the server can see. */
  public int addresses() {
    return settings.nat() ? 1 : settings.clients().size();
  }

  /**
   * The number of the clock that the timestamps of that end come from. Clients' clocks are numbered
   * by address, the server's is last. Behind one address all clocks tick together.
   */
  public int clockOf(End end) {
    return end.side() == Side.SERVER ? addresses() : addressOf(end.connection());
  }

  /**
   * The number of the path, in one direction, that a segment takes; the first client's come first.
   *
   * @param client which client it is from or to, where segments name it
   */
  public int pathOf(End from, int client) {
    int first = namesClients() ? client : addressOf(from.connection());
    return 2 * first + from.side().ordinal();
  }

  /** Whether a segment has to name its client, since its 4-tuple may not tell which one it is. */
  public boolean namesClients() {
    return settings.nat() && settings.network().keepsOrder();
  }

  /** How many clocks there are. */
  public int clocks() {
    return addresses() + 1;
  }

  /** How many ticks of the world make one tick of that clock. */
  public int tickOf(int clock) {
    Settings.Host host = clock == addresses() ? settings.server() : settings.clients().get(clock);
    return host.clock().tick();
  }

  /** The place of the client's port in its pool. */
  public int portIndex(int connection) {
    int address = addressOf(connection);
    return settings.clients().get(address).ports().indexOf(tuples.get(connection).clientPort());
  }

  /** The number of the client that has that process. */
  public int clientOf(int process) {
    return processes.get(process).client();
  }

  /** How many clients there are. */
  public int clients() {
    return settings.clients().size();
  }

  public List<Worker> processes() {
    return processes;
  }

  /** How many sessions all processes have. */
  public int sessions() {
    return processOf.size();
  }

  /** How many sessions can open that connection. */
  public int sessionsThatMayOpen(int connection) {
    return processes.stream()
        .filter(process -> mayOpen(process.client(), connection))
        .mapToInt(Worker::sessions)
        .sum();
  }

  /** How often one 4-tuple can be opened, at most. */
  public int incarnationsMax() {
    int most = 0;
    for (int i = 0; i < tuples.size(); i++) {
      most = Math.max(most, sessionsThatMayOpen(i));
    }
    return most;
  }

  /** Whether a 4-tuple can have several incarnations, and a claim asks which. */
  public boolean remembersIncarnation() {
    boolean asked =
        settings.ghosts().contains(Settings.Ghost.INCARNATION)
            || settings.ghosts().contains(Settings.Ghost.PAST);
    return asked && incarnationsMax() > 1;
  }

  /** Whether there is only one connection, and it is established when the run begins. */
  public boolean hasOneConnectionFromTheBeginning() {
    return settings.established() && sessions() == 1;
  }

  /** Whether the process has another session after that one. */
  public boolean hasNext(int session) {
    Worker process = processOf.get(session - 1);
    return session + 1 < process.firstSession() + process.sessions();
  }

  /**
   * The client that has that session; where nobody has the connection yet, the first that may open
   * it.
   */
  public int clientOf(int session, int connection) {
    return session == 0 ? firstOwner.get(connection) : processOf.get(session - 1).client();
  }

  public Script scriptOf(int session) {
    return scriptOf.get(session - 1);
  }
}
