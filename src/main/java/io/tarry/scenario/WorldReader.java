package io.tarry.scenario;

import io.tarry.scenario.HostReader.NamedHost;
import io.tarry.tcp.End;
import io.tarry.tcp.SegmentKind;
import io.tarry.tcp.Settings;
import io.tarry.tcp.Settings.Network;
import io.tarry.tcp.Settings.Time;
import io.tarry.tcp.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a world: hosts, applications, network and clock. */
final class WorldReader {

  /** What needs a clock, and stands for nothing without one. */
  private static final List<String> CLOCK_KEYS = List.of("msl", "rto", "backOff");

  private static final int FAULTS_MAX = 15;
  private static final int ROOM_MAX = 16;
  private static final int ROOM_DEFAULT = 8;
  private static final int MSL_MAX = 20;
  private static final int RTO_MAX = 100;
  private static final int RETRANSMISSIONS_MAX = 7;
  private static final int WAIT_MAX = 200;
  private static final int RESTARTS_MAX = 2;

  private final MapReader top;
  private final Complaints complaints;

  private WorldReader(MapReader top, Complaints complaints) {
    this.top = top;
    this.complaints = complaints;
  }

  /**
   * A world as a file has it.
   *
   * @param stacks the name of each host's stack, for people: the client's, the server's
   */
  record World(Settings settings, List<String> stacks) {}

  /** Reads the keys that {@link WorldTree#KEYS} names. */
  static World read(MapReader top, Complaints complaints) {
    World world = new WorldReader(top, complaints).world();
    top.finish();
    return world;
  }

  private World world() {
    ConnectionReader connection = new ConnectionReader(top, complaints);
    Time time = time(top.map("time"));
    MapReader hosts = top.map("hosts");
    List<NamedHost> clients = new ArrayList<>();
    clients.add(
        HostReader.read(
            hosts.map(End.CLIENT.label()),
            Side.CLIENT,
            connection.program(End.CLIENT, 0),
            time.finWait2()));
    connection
        .secondClient()
        .ifPresent(program ->
            clients.add(
                HostReader.read(
                    hosts.map(ConnectionReader.CLIENT_2), Side.CLIENT, program, time.finWait2())));
    MapReader serverKeys = hosts.map(End.SERVER.label());
    int restarts = serverKeys.count("restarts", 0, RESTARTS_MAX, 0);
    NamedHost server =
        HostReader.read(
            serverKeys, Side.SERVER, connection.program(End.SERVER, restarts), time.finWait2());
    refuseStampsWithoutClock(clients, server, time);
    Settings settings =
        new Settings(
            clients.stream().map(NamedHost::host).toList(),
            server.host(),
            top.flag("nat", false),
            connection.start(),
            connection.window(),
            network(top.map("network")),
            time,
            Set.of());
    List<String> names = new ArrayList<>(clients.stream().map(NamedHost::name).toList());
    names.add(server.name());
    return new World(settings, names);
  }

  private void refuseStampsWithoutClock(List<NamedHost> clients, NamedHost server, Time time) {
    boolean stamps =
        server.host().sysctls().timestamps()
            || clients.stream().anyMatch(client -> client.host().sysctls().timestamps());
    if (stamps && !time.ticks()) {
      complaints.add(top.placeOf("time"), "'tcp_timestamps' needs a clock, and untimed has none");
    }
  }

  private static Network network(MapReader network) {
    MapReader surely = network.map("surelyLose");
    Map<SegmentKind, Integer> surelyLost = new EnumMap<>(SegmentKind.class);
    for (SegmentKind kind : SegmentKind.ALL) {
      int count = surely.countOrUnlimited(kind.label(), FAULTS_MAX);
      if (count > 0) {
        surelyLost.put(kind, count);
      }
    }
    return new Network(
        network.countOrUnlimited("lose", FAULTS_MAX),
        network.countOrUnlimited("duplicate", FAULTS_MAX),
        network.flag("reorder", true),
        network.count("room", 1, ROOM_MAX, ROOM_DEFAULT),
        surelyLost);
  }

  /** The ranges keep the longest timer, RTO doubled with each retransmission, below 2^14 ticks. */
  private Time time(MapReader time) {
    Time.Kind kind =
        time.choice("kind", "a kind of time", Words.of(Time.Kind.values()), Time.Kind.TICKS);
    int msl = time.count("msl", 1, MSL_MAX, 1);
    // Longer than a segment and its answer can take, so that no retransmission is spurious.
    int rto = time.count("rto", 1, RTO_MAX, 2 * msl + 1);
    boolean backOff = time.flag("backOff", true);
    int retransmissions = time.count("retransmissions", 0, RETRANSMISSIONS_MAX, 1);
    int timeWait = time.count("timeWait", 0, WAIT_MAX, 2 * msl);
    // Linux allows at least 3.5 RTO; shorter, it would end before a retransmission can come.
    int finWait2 = time.count("finWait2", 1, WAIT_MAX, Math.min(4 * rto, WAIT_MAX));
    if (kind == Time.Kind.TICKS) {
      return new Time(kind, msl, rto, backOff, retransmissions, timeWait, finWait2);
    }
    refuseClock(time);
    // Any number of ticks is some time here.
    return new Time(
        kind, 0, 0, false, retransmissions, Math.min(timeWait, 1), Math.min(finWait2, 1));
  }

  private void refuseClock(MapReader untimed) {
    for (String key : CLOCK_KEYS) {
      if (untimed.has(key)) {
        Place place = untimed.placeOf(key);
        Place blamed = complaints.blame(place, untimed.placeOf("kind"));
        complaints.add(
            blamed,
            "'%s' needs a clock, and untimed has none; %s"
                .formatted(
                    key, blamed.equals(place) ? "leave it out" : "change the whole of 'time'"));
      }
    }
  }
}
