package io.tarry.check;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The timestamp clocks of a world, numbered as {@link Topology#clockOf} says. A state holds no
 * reading of a clock, only how much of its tick is over, and that only while somebody compares its
 * timestamps. So a reading is found by following a run from its beginning.
 */
final class Clocks {

  /** The phase of a clock whose timestamps nobody compares. */
  static final int UNKNOWN = -1;

  private final Timestamps stamps;
  private final int[] periods;

  Clocks(Settings settings, Topology topology) {
    stamps = new Timestamps(settings, topology);
    periods = IntStream.range(0, topology.clocks()).map(topology::tickOf).toArray();
  }

  /** How many ticks of the world each clock takes for one of its own. */
  List<Integer> periods() {
    return Arrays.stream(periods).boxed().toList();
  }

  /** How many ticks of the world each clock's tick has lasted in that state, or UNKNOWN. */
  List<Integer> phases(World world) {
    int asked = stamps.asked(world);
    return IntStream.range(0, periods.length)
        .map(clock ->
            periods[clock] == 1 || (asked >>> clock & 1) != 0 ? world.clockPhase[clock] : UNKNOWN)
        .boxed()
        .toList();
  }

  /** What the clocks show along a run that begins in that state. */
  Readings from(World start) {
    return new Readings(start);
  }

  /** How often each clock has ticked since the run began. */
  final class Readings {
    private final int[] ticks = new int[periods.length];
    private final int[] phase = new int[periods.length]; // when it was known last
    private final int[] since = new int[periods.length]; // ticks of the world since then

    private Readings(World start) {
      follow(start, false);
    }

    /**
     * The run goes on to that state. Of a clock of which nothing was known for a while, the whole
     * ticks since then count.
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
