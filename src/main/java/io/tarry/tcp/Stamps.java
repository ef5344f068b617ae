package io.tarry.tcp;

/**
 * Timestamps, RFC 7323. A state holds no absolute time: the timestamp of a segment is its sender's
 * clock now less the segment's age, and TS.Recent is kept as its distance from the peer's clock
 * now, no further back than makes a difference to any comparison.
 */
final class Stamps {

  private final Settings settings;
  private final Topology topology;
  private final int oldest;
  private final int newest;

  Stamps(Settings settings, Topology topology) {
    this.settings = settings;
    this.topology = topology;
    int lowest = settings.server().clock().ahead();
    int highest = lowest;
    for (Settings.Host client : settings.clients()) {
      TimestampClock clock = client.clock();
      Settings.Host whosePorts = settings.nat() ? settings.clients().get(0) : client;
      int lastPort = whosePorts.ports().size() - 1;
      lowest = Math.min(lowest, clock.ahead() - clock.portsApart() * lastPort);
      highest = Math.max(highest, clock.ahead());
    }
    // Older than all that can still arrive; what is older still would be judged alike.
    oldest = lowest - settings.time().msl() - 1;
    newest = highest;
  }

  /** The largest number that TS.Recent is kept as. */
  int keptMax() {
    return newest - oldest + 1;
  }

  /** The timestamp of a segment, compared with the sender's side's clock now. */
  int of(Segment segment, World world) {
    End from = segment.from();
    if (from.side() == Side.SERVER) {
      TimestampClock clock = settings.server().clock();
      return clock.ahead() - ticks(clock, world.clockPhase[1], segment.age());
    }
    TimestampClock clock = settings.clients().get(segment.client()).clock();
    return clock.ahead()
        - clock.portsApart() * topology.portIndex(from.connection())
        - ticks(clock, world.clockPhase[0], segment.age());
  }

  /** How often a clock has ticked in the last {@code age} ticks of the world. */
  private static int ticks(TimestampClock clock, int phase, int age) {
    return age <= phase ? 0 : (age - phase + clock.tick() - 1) / clock.tick();
  }

  /** How a timestamp is kept as TS.Recent. */
  int keep(int stamp) {
    return Math.max(stamp, oldest) - oldest + 1;
  }

  /** The timestamp that is kept so. */
  int kept(int number) {
    return number - 1 + oldest;
  }

  /** Whether what is kept is older than every timestamp that can still come. */
  static boolean isOlderThanAll(int number) {
    return number <= 1;
  }

  /** What is kept, when the clock it came from has ticked. */
  static int tick(int number) {
    return isOlderThanAll(number) ? number : number - 1;
  }
}
