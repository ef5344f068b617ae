package io.tarry.tcp;

import io.tarry.tcp.realtime.TimePassage;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Dense time as it stands in textbooks: a whole difference bound matrix, closed by Floyd and
 * Warshall after each change. Nothing is forgotten, nothing left out, no segment goes first. A
 * bound is twice its number, and one more where it may be met.
 */
final class PlainZones implements TimePassage {

  private static final int NONE = 1 << 29;

  /** So that what is packed is above 0. */
  private static final int SHIFT = 1 << 28;

  private final Settings settings;
  private final List<End> ends;
  private final int from;
  private final boolean[] ran;
  private int timersBefore;
  private int[][] before = {{1}};
  private int[][] during = before;
  private int[][] after = before;

  PlainZones(Settings settings, List<End> ends, int from) {
    this.settings = settings;
    this.ends = ends;
    this.from = from;
    ran = new boolean[ends.size()];
  }

  private static int timer(Tcb tcb) {
    return Math.max(tcb.retransmissionTimer(), Math.max(tcb.timeWaitTimer(), tcb.finWait2Timer()));
  }

  /** How many timers run at ends of smaller numbers, and at this one: the number of its clock. */
  private int clock(World world, End end) {
    return (int)
        ends.stream()
            .filter(other -> other.number() <= end.number())
            .filter(other -> timer(world.look(other)) != Timer.OFF)
            .count();
  }

  private int timers(World world) {
    return clock(world, ends.get(ends.size() - 1));
  }

  private static int sum(int one, int other) {
    return one == NONE || other == NONE
        ? NONE
        : 2 * (Math.floorDiv(one, 2) + Math.floorDiv(other, 2)) + ((one & 1) * (other & 1));
  }

  /** Closes it; false if nothing is within. */
  private static boolean close(int[][] zone) {
    for (int k = 0; k < zone.length; k++) {
      for (int i = 0; i < zone.length; i++) {
        for (int j = 0; j < zone.length; j++) {
          zone[i][j] = Math.min(zone[i][j], sum(zone[i][k], zone[k][j]));
        }
      }
    }
    for (int i = 0; i < zone.length; i++) {
      if (zone[i][i] < 1) {
        return false;
      }
    }
    return true;
  }

  private static void atMost(int[][] zone, int clock, int time) {
    zone[clock][0] = Math.min(zone[clock][0], 2 * time + 1);
  }

  private static void below(int[][] zone, int clock, int time) {
    zone[clock][0] = Math.min(zone[clock][0], 2 * time);
  }

  @Override
  public int words() {
    int clocks = 1 + ends.size() + settings.network().room();
    return clocks * clocks;
  }

  @Override
  public void beginAnew() {
    Arrays.fill(ran, false);
    timersBefore = 0;
    before = new int[][] {{1}};
    during = before;
  }

  @Override
  public void beginFrom(World world, long[] state) {
    for (End end : ends) {
      ran[end.number()] = timer(world.look(end)) != Timer.OFF;
    }
    timersBefore = timers(world);
    int clocks = 1 + timersBefore + world.flight.count();
    before = new int[clocks][clocks];
    for (int i = 0; i < clocks; i++) {
      for (int j = 0; j < clocks; j++) {
        before[i][j] = (int) state[from + i * clocks + j] - SHIFT;
      }
    }
    during = before;
  }

  @Override
  public boolean allows(World world, Step step) {
    during = Arrays.stream(before).map(int[]::clone).toArray(int[][]::new);
    switch (step.kind()) {
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT -> {
        int clock = clock(world, step.at());
        int due = -2 * Timer.duration(timer(world.look(step.at()))) + 1;
        during[0][clock] = Math.min(during[0][clock], due);
      }
      default -> {}
    }
    if (step.kind() == Action.Kind.TIME_WAIT_TIMEOUT) {
      for (End end : ends) {
        Tcb tcb = world.look(end);
        if (timer(tcb) != Timer.OFF && tcb.timeWaitTimer() == Timer.OFF) {
          below(during, clock(world, end), Timer.duration(timer(tcb)));
        }
      }
      for (int i = 0; i < world.flight.count(); i++) {
        below(during, 1 + timers(world) + i, settings.time().msl());
      }
    }
    return close(during);
  }

  @Override
  public boolean mayMove(Flight flight, int index) {
    return settings.network().reorder() || flight.mayMove(index);
  }

  @Override
  public void settle(World world) {
    List<Integer> sources = new ArrayList<>(List.of(0));
    List<Integer> most = new ArrayList<>(List.of(0));
    int earlier = 0;
    for (End end : ends) {
      int timer = timer(world.look(end));
      earlier += ran[end.number()] ? 1 : 0;
      if (timer != Timer.OFF) {
        sources.add(Timer.wentOn(timer) ? earlier : 0);
        most.add(Timer.duration(timer));
      }
    }
    for (int i = 0; i < world.flight.count(); i++) {
      int place = world.flight.get(i).age();
      sources.add(place == 0 ? 0 : timersBefore + place);
      most.add(settings.time().msl());
    }
    int clocks = sources.size();
    after = new int[clocks][clocks];
    for (int i = 0; i < clocks; i++) {
      for (int j = 0; j < clocks; j++) {
        after[i][j] = during[sources.get(i)][sources.get(j)];
      }
    }
    for (int i = 1; i < clocks; i++) {
      after[i][0] = NONE;
      atMost(after, i, most.get(i));
    }
    if (!close(after)) {
      throw new IllegalStateException("a step leads to no moment");
    }
  }

  @Override
  public void pack(long[] state) {
    Arrays.fill(state, from, from + words(), 0);
    int at = from;
    for (int[] row : after) {
      for (int bound : row) {
        state[at++] = bound + SHIFT;
      }
    }
  }
}
