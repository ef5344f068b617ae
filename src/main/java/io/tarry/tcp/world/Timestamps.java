package io.tarry.tcp.world;

import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static io.tarry.tcp.world.Tcb.TS_RECENT;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Timestamps, RFC 7323. A state holds no absolute time: the timestamp of a segment is the present
 * clock of its sender less the age of the segment, and TS.Recent is kept as its distance from the
 * peer's present clock, no further back than can matter to any comparison.
 *
 * <p>Clocks are numbered as {@link Topology#clockOf} says.
 */
public final class Timestamps {

  /** What stands for a TS.Recent that is older than every timestamp that can still arrive. */
  private static final int OLDER_THAN_ALL = 1;

  private final Settings settings;
  private final Topology topology;
  private final End[] ends;

  /** By end: the clock that its timestamps come from. */
  private final int[] clockOf;

  /**
   * By client and end: what the clock of that end shows, if the end is that client's or the
   * server's.
   */
  private final int[][] now;

  /** By clock: how many ticks of the world make one of its own. */
  private final int[] tickOf;

  /**
   * By clock: a timestamp older than all that can still arrive. All such timestamps have the same
   * effect.
   */
  private final int[] oldest;

  private final int keptMax;

  /** By end: the earliest timestamp that it can put into a segment now. */
  private final int[] earliestNow;

  public Timestamps(Settings settings, Topology topology) {
    this.settings = settings;
    this.topology = topology;
    ends = topology.ends().toArray(End[]::new);
    clockOf = Arrays.stream(ends).mapToInt(topology::clockOf).toArray();
    tickOf = IntStream.range(0, topology.clocks()).map(topology::tickOf).toArray();
    now = new int[topology.clients()][ends.length];
    oldest = new int[topology.clocks()];
    int[] newest = new int[oldest.length];
    Arrays.fill(oldest, Integer.MAX_VALUE);
    earliestNow = new int[topology.ends().size()];
    Arrays.fill(earliestNow, Integer.MAX_VALUE);
    for (int client = 0; client < topology.clients(); client++) {
      for (End end : ends) {
        boolean its = end.side() == Side.SERVER || topology.mayOpen(client, end.connection());
        if (its) {
          int clock = clockOf[end.number()];
          int shows = now(end, client);
          now[client][end.number()] = shows;
          earliestNow[end.number()] = Math.min(earliestNow[end.number()], shows);
          oldest[clock] = Math.min(oldest[clock], shows - settings.time().msl() - 1);
          newest[clock] = Math.max(newest[clock], shows);
        }
      }
    }
    int most = 0;
    for (int clock = 0; clock < oldest.length; clock++) {
      most = Math.max(most, newest[clock] - oldest[clock] + 1);
    }
    keptMax = most;
  }

  /** What the clock of that end shows now; a client's end is taken to be that client's. */
  private int now(End end, int client) {
    if (end.side() == Side.SERVER) {
      return settings.server().clock().ahead();
    }
    TimestampClock clock = settings.clients().get(client).clock();
    return clock.ahead() - clock.portsApart() * topology.portIndex(end.connection());
  }

  /** The largest number that stands for a TS.Recent. */
  int keptMax() {
    return keptMax;
  }

  /** The timestamp of a segment, relative to the present clock of its sender. */
  public int of(Segment segment, World world) {
    int from = segment.from().number();
    int clock = clockOf[from];
    return now[segment.client()][from] - ticks(tickOf[clock], world.phase(clock), segment.age());
  }

  /** How often a clock has ticked in the last {@code age} ticks of the world. */
  private static int ticks(int tick, int phase, int age) {
    return age <= phase ? 0 : (age - phase + tick - 1) / tick;
  }

  /** The number that stands for this timestamp of that clock in TS.Recent. */
  public int keep(int clock, int stamp) {
    return Math.max(stamp, oldest[clock]) - oldest[clock] + 1;
  }

  /** The timestamp of that clock that this number stands for. */
  public int kept(int clock, int number) {
    return number - 1 + oldest[clock];
  }

  /**
   * Forgets what can no longer matter: a timestamp that is older than all that can still arrive
   * becomes {@link #OLDER_THAN_ALL}, and a clock of which no timestamp is left goes back to the
   * beginning of its tick. So neither makes one state differ from the next for ever.
   *
   * @return whether there was any
   */
  public boolean forget(World world) {
    boolean changed = false;
    for (End end : ends) {
      int kept = world.look(end).tsRecent();
      if (!isOlderThanAll(kept)
          && isBeforeAllFrom(end.peer(), kept(clockOf[end.peer().number()], kept), world)) {
        world.tcb(end).set(TS_RECENT, OLDER_THAN_ALL);
        changed = true;
      }
    }
    for (int address = 0; address < world.serverRemembers.length; address++) {
      changed |= forget(world.serverRemembers[address], address, world);
    }
    for (PeerStamp server : world.clientRemembers) {
      changed |= forget(server, clockOf[End.SERVER.number()], world);
    }
    for (int clock = 0; clock < oldest.length; clock++) {
      if (world.phase(clock) > 0 && !isAsked(clock, world)) {
        world.clock(clock).set(HostClock.PHASE, 0);
        changed = true;
      }
    }
    return changed;
  }

  private boolean forget(PeerStamp peer, int clock, World world) {
    if (peer.get(LEFT) > 0) {
      for (End end : ends) {
        if (clockOf[end.number()] == clock
            && !isBeforeAllFrom(end, kept(clock, peer.get(STAMP)), world)) {
          return false;
        }
      }
      peer.reset(); // it would refuse nothing, and any later one replaces it
      return true;
    }
    return false;
  }

  private boolean isBeforeAllFrom(End end, int stamp, World world) {
    return stamp < earliestNow[end.number()] && stamp < earliestFrom(end, world);
  }

  /** The earliest timestamp that can still arrive from that end. */
  public int earliestFrom(End end, World world) {
    int earliest = earliestNow[end.number()];
    for (int i = 0; i < world.flight.count(); i++) {
      Segment segment = world.flight.get(i);
      if (segment.stamped() && segment.from() == end) {
        earliest = Math.min(earliest, of(segment, world));
      }
    }
    return earliest;
  }

  /**
   * The slow clocks whose readings matter, one bit each: those of which a timestamp is in flight,
   * or is kept to be compared with others.
   */
  public int asked(World world) {
    int asked = 0;
    for (int clock = 0; clock < tickOf.length; clock++) {
      if (tickOf[clock] > 1 && isAsked(clock, world)) {
        asked |= 1 << clock;
      }
    }
    return asked;
  }

  /**
   * Makes all possible worlds out of one. A host may have started at any moment, so a clock whose
   * timestamps are compared from now on may be anywhere within its tick. (A clock that does not
   * matter is at the beginning of its tick.)
   *
   * @param askedBefore the clocks that were {@link #asked} before the step
   * @param world the world after the step, which has forgotten what it can; it is changed
   * @param each is called each time that the world is one of those possible
   */
  public void inEachPhase(int askedBefore, World world, Runnable each) {
    inEachPhase(askedBefore, tickOf.length - 1, world, each);
  }

  private void inEachPhase(int askedBefore, int clock, World world, Runnable each) {
    if (clock < 0) {
      each.run();
    } else if (tickOf[clock] == 1 || (askedBefore >>> clock & 1) != 0 || !isAsked(clock, world)) {
      inEachPhase(askedBefore, clock - 1, world, each);
    } else {
      for (int phase = 0; phase < tickOf[clock]; phase++) {
        world.clock(clock).set(HostClock.PHASE, phase);
        forget(world);
        inEachPhase(askedBefore, clock - 1, world, each);
      }
    }
  }

  private boolean isAsked(int clock, World world) {
    for (End end : ends) {
      if (clockOf[end.peer().number()] == clock && !isOlderThanAll(world.look(end).tsRecent())) {
        return true;
      }
    }
    for (int i = 0; i < world.flight.count(); i++) {
      Segment segment = world.flight.get(i);
      if (segment.stamped() && clockOf[segment.from().number()] == clock) {
        return true;
      }
    }
    if (clock < world.serverRemembers.length) {
      return world.serverRemembers[clock].get(LEFT) > 0;
    }
    for (PeerStamp server : world.clientRemembers) {
      if (server.get(LEFT) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether the number stands for a timestamp older than all that can still arrive. */
  static boolean isOlderThanAll(int number) {
    return number <= OLDER_THAN_ALL;
  }

  /** The number that stands for the same timestamp when its clock has ticked. */
  public static int tick(int number) {
    return isOlderThanAll(number) ? number : number - 1;
  }
}
