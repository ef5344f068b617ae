package io.tarry.scenario;

import io.tarry.scenario.HostReader.NamedHost;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Host;
import io.tarry.tcp.settings.Settings.Network;
import io.tarry.tcp.settings.Time;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a world: hosts, applications, network and clock. */
final class WorldReader {

  /** Keys that mean nothing without a clock. */
  private static final List<Key> CLOCK_KEYS =
      List.of(ScenarioKeys.MSL, ScenarioKeys.RTO, ScenarioKeys.BACK_OFF);

  /** In seconds; the default of {@code tcp_fin_timeout}. */
  private static final int LINUX_FIN_TIMEOUT = 60;

  private final MapReader top;
  private final Durations durations;
  private final Complaints complaints;

  private WorldReader(MapReader top, Complaints complaints) {
    this.top = top;
    durations = top.durations();
    this.complaints = complaints;
  }

  /**
   * A world as a file describes it.
   *
   * @param stacks what to call each host's stack: those of the clients, then that of the server
   */
  record World(Settings settings, List<String> stacks) {}

  /** Reads the keys of {@link ScenarioKeys#WORLD}. */
  static World read(Node.Fields tree, Complaints complaints) {
    Durations durations = Durations.of(tree, complaints);
    MapReader top = new MapReader("", ScenarioKeys.WORLD.keys(), tree, complaints, durations);
    World world = new WorldReader(top, complaints).world();
    top.finish();
    return world;
  }

  private World world() {
    ConnectionReader scripts = new ConnectionReader(top, durations, complaints);
    Time time = time(top.map(ScenarioKeys.TIME));
    int finWait2 = time.finWait2();
    MapReader hosts = top.map(ScenarioKeys.HOSTS);
    List<NamedHost> named = new ArrayList<>();
    named.add(HostReader.client(hosts.map(ScenarioKeys.CLIENT), scripts.client(), finWait2));
    MapReader secondHost =
        hosts.map(hosts.has(ScenarioKeys.CLIENT_2) ? ScenarioKeys.CLIENT_2 : ScenarioKeys.CLIENT);
    NamedHost second = HostReader.client(secondHost, scripts.secondClient(), finWait2);
    if (scripts.hasSecondClient()) {
      named.add(second);
    } else if (hosts.has(ScenarioKeys.CLIENT_2)) {
      complaints.add(
          hosts.placeOf(ScenarioKeys.CLIENT_2), "there is no script for 'client2' in 'connection'");
    }
    List<Host> clients = named.stream().map(NamedHost::host).toList();
    NamedHost server =
        HostReader.server(hosts.map(ScenarioKeys.SERVER), scripts.server(), finWait2);
    named.add(server);
    refuseStampsWithoutClock(named, time);
    if (time.real()) {
      refuseWhatRealTimeLacks(named.stream().map(NamedHost::host).toList());
    }
    Settings settings =
        new Settings(
            new Settings.Hosts(clients, server.host(), top.flag(ScenarioKeys.NAT)),
            scripts.start(),
            new Settings.SequenceNumbers(scripts.window(), top.count(ScenarioKeys.ISN_APART)),
            network(top.map(ScenarioKeys.NETWORK)),
            time,
            Set.of());
    ServiceRules.judge(top, hosts, scripts, settings, complaints);
    if (settings.start() == Settings.Start.HALF_CLOSED) {
      refuseOtherBeginnings(settings);
    }
    return new World(settings, named.stream().map(NamedHost::name).toList());
  }

  private void refuseStampsWithoutClock(List<NamedHost> hosts, Time time) {
    if (time.hasClock()) {
      return;
    }
    Place place = top.map(ScenarioKeys.TIME).placeOf(ScenarioKeys.KIND);
    if (hosts.stream().anyMatch(named -> named.host().sysctls().timestamps())) {
      complaints.add(place, "'tcp_timestamps' needs a clock, and untimed has none");
    }
    if (hosts.stream().anyMatch(named -> named.host().sysctls().twRecycle())) {
      complaints.add(place, "'tcp_tw_recycle' needs a clock, and untimed has none");
    }
  }

  /** What asks how much time has passed, and not only whether a timer or a segment is due. */
  private void refuseWhatRealTimeLacks(List<Host> hosts) {
    Place place = top.map(ScenarioKeys.TIME).placeOf(ScenarioKeys.KIND);
    List<String> lacking = new ArrayList<>();
    for (Host host : hosts) {
      if (host.sysctls().timestamps()) {
        lacking.add("'tcp_timestamps'");
      }
      if (host.sysctls().twReuse() == 1) {
        lacking.add("'tcp_tw_reuse'");
      }
      if (host.sysctls().twRecycle()) {
        lacking.add("'tcp_tw_recycle'");
      }
      if (host.program().sessions().stream().anyMatch(script -> script.longestTime() > 0)) {
        lacking.add("'wait' and 'or close after'");
      }
    }
    for (String one : lacking) {
      complaints.add(place, "real time has no " + one + "; count in 'ticks'");
    }
    if (!durations.tick().isNamed()) {
      complaints.add(place, "in real time, times have units: '200 ms'");
    }
  }

  /** A FIN has been sent, has come, and has been acknowledged, as the run begins. */
  private void refuseOtherBeginnings(Settings settings) {
    Set<SegmentKind> lost = settings.network().surelyLost().keySet();
    if (lost.contains(SegmentKind.FIN) || lost.contains(SegmentKind.ACK)) {
      complaints.add(
          top.map(ScenarioKeys.NETWORK).placeOf(ScenarioKeys.SURELY_LOSE),
          "a world that starts half-closed has lost no FIN and no ACK yet");
    }
    if (settings.server().options().lingerZero()) {
      complaints.add(
          top.placeOf(ScenarioKeys.START),
          "in a world that starts half-closed the server has no 'SO_LINGER: 0', with which 'close' sends a RST");
    }
  }

  private static Network network(MapReader network) {
    MapReader surely = network.map(ScenarioKeys.SURELY_LOSE);
    Map<SegmentKind, Integer> surelyLost = new EnumMap<>(SegmentKind.class);
    ScenarioKeys.SURELY_LOST.forEach((kind, key) -> {
      int count = surely.count(key);
      if (count > 0) {
        surelyLost.put(kind, count);
      }
    });
    return new Network(
        network.count(ScenarioKeys.LOSE),
        network.count(ScenarioKeys.DUPLICATE),
        network.flag(ScenarioKeys.REORDER),
        network.count(ScenarioKeys.ROOM),
        surelyLost);
  }

  /** The ranges keep the longest timer, RTO doubled with each retransmission, below 2^28 ticks. */
  private Time time(MapReader time) {
    Time.Kind kind = time.choice(ScenarioKeys.KIND);
    boolean mslIsMissing = durations.tick().isNamed() && !time.has(ScenarioKeys.MSL);
    if (mslIsMissing && kind != Time.Kind.UNTIMED) {
      complaints.add(
          top.placeOf(ScenarioKeys.TIME),
          "'msl' is missing in 'time': where times have units it has no default");
    }
    int msl = time.ticks(ScenarioKeys.MSL, 1);
    // Longer than a segment and its answer can take together, so that no retransmission is
    // spurious.
    int rto = time.ticks(ScenarioKeys.RTO, 2 * msl + 1);
    boolean backOff = time.flag(ScenarioKeys.BACK_OFF);
    int retransmissions = time.count(ScenarioKeys.RETRANSMISSIONS);
    int timeWait = time.ticks(ScenarioKeys.TIME_WAIT, 2 * msl);
    // Linux keeps it for at least 3.5 RTO; a shorter time would end before a retransmission can
    // arrive.
    int shortest = Math.min(4 * rto, ScenarioKeys.TICKS_MAX);
    int finWait2 =
        time.ticks(ScenarioKeys.FIN_WAIT_2, durations.secondsOr(shortest, LINUX_FIN_TIMEOUT));
    if (kind != Time.Kind.UNTIMED) {
      return new Time(
          kind,
          msl,
          new Retransmission(rto, backOff, retransmissions),
          timeWait,
          finWait2,
          durations.tick());
    }
    refuseClock(time);
    // Without a clock, any number of ticks above 0 means the same.
    return new Time(
        kind,
        0,
        new Retransmission(0, false, retransmissions),
        Math.min(timeWait, 1),
        Math.min(finWait2, 1));
  }

  private void refuseClock(MapReader untimed) {
    for (Key key : CLOCK_KEYS) {
      if (untimed.has(key)) {
        Place place = untimed.placeOf(key);
        Place blamed = complaints.blame(place, untimed.placeOf(ScenarioKeys.KIND));
        complaints.add(
            blamed,
            "'%s' needs a clock, and untimed has none; %s"
                .formatted(
                    key.name(),
                    blamed.equals(place) ? "leave it out" : "change the whole of 'time'"));
      }
    }
  }
}
