package io.tarry.tcp.world;

import java.util.stream.IntStream;

/** The tick by which a world grows older. */
final class NextTick {

  /** By clock (see {@code Topology.clockOf}): how many ticks of the world make one of its own. */
  private final int[] tickOfClock;

  /** Which of them tick with the world. */
  private final boolean[] clockTicks;

  private World world;

  NextTick(World any) {
    world = any;
    tickOfClock = IntStream.range(0, any.topology().clocks()).map(any.topology()::tickOf).toArray();
    clockTicks = new boolean[tickOfClock.length];
  }

  /** The tick of another world with the same clocks. */
  NextTick(NextTick other) {
    world = other.world;
    tickOfClock = other.tickOfClock;
    clockTicks = new boolean[tickOfClock.length];
  }

  /** The tick of that world. */
  NextTick of(World ageing) {
    world = ageing;
    for (int clock = 0; clock < clockTicks.length; clock++) {
      clockTicks[clock] = ageing.phase(clock) + 1 == tickOfClock[clock];
    }
    return this;
  }

  /** The world, part of which is older already. */
  World world() {
    return world;
  }

  /** Whether that timestamp clock ticks too. */
  boolean isOf(int clock) {
    return clockTicks[clock];
  }
}
