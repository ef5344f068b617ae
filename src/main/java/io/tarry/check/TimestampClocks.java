package io.tarry.check;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The timestamp clocks of a world, numbered as {@link Topology#clockOf} says. A state does not hold
 * the readings of clocks, only how much of a clock's present tick has passed, and that only while
 * its timestamps are compared. So readings are found by following a run from its beginning.
 */
final class TimestampClocks {

  /** The phase of a clock whose timestamps are not compared. */
  static final int UNKNOWN = -1;

  private final Timestamps stamps;
  private final int[] periods;

  TimestampClocks(Settings settings, Topology topology) {
    stamps = new Timestamps(settings, topology);
    periods = IntStream.range(0, topology.clocks()).map(topology::tickOf).toArray();
  }

  /** How many ticks of the world make one tick of each clock. */
  List<Integer> periods() {
    return Arrays.stream(periods).boxed().toList();
  }

  /** How many ticks of the world have passed in each clock's present tick, or UNKNOWN. */
  List<Integer> phases(World world) {
    int asked = stamps.asked(world);
    return IntStream.range(0, periods.length)
        .map(clock ->
            periods[clock] == 1 || (asked >>> clock & 1) != 0 ? world.phase(clock) : UNKNOWN)
        .boxed()
        .toList();
  }

  /** The readings of the clocks along a run that begins in that state. */
  Readings from(World start) {
    return new Readings(start);
  }

  /** How often each clock has ticked since the run began. */
  final class Readings {
    private final int[] ticks = new int[periods.length];
    private final int[] phase = new int[periods.length]; // as last known
    private final int[] since = new int[periods.length]; // ticks of the world since then

    private Readings(World start) {
      follow(start, false);
    }

    /**
     * Follows the run to its next state. A clock whose phase was unknown for a while is taken to
     * have ticked once for each full period in that time.
     */
    void follow(World after, boolean tick) {
      List<Integer> phases = phases(after);
      for (int clock = 0; clock < periods.length; clock++) {
        since[clock] += tick ? 1 : 0;
        int now = phases.get(clock);
        if (now != UNKNOWN) {
          ticks[clock] += (phase[clock] + since[clock] - now) / periods[clock];
          phase[clock] = now;
          since[clock] = 0;
        }
      }
    }

    int of(int clock) {
      return ticks[clock] + (phase[clock] + since[clock]) / periods[clock];
    }
  }
}
