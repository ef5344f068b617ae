package io.tarry.tcp.realtime;

import io.tarry.engine.Covering;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.List;

/**
 * Dense time. A clock runs for each end whose timer runs, and for each segment on its way. A state
 * stands for all moments until something has to happen, so time has no steps of its own. A timer
 * can expire at those moments of a state at which its clock has come to its time, and no other
 * clock has passed its own.
 *
 * <p>Of a segment, all that is ever asked is whether it is older than allowed. So a younger segment
 * can do all that an older one can, and it is enough to keep how young a segment can be: the upper
 * bounds of its clock except MSL, and its distance from other segments, are forgotten. (Behrmann,
 * Bouyer, Larsen and Pelanek, TACAS 2004: lower and upper bounds.)
 */
public final class Zones implements TimePassage {

  private final Settings settings;
  private final List<End> ends;
  private final int from;
  private final int longest;
  private final int width;
  private final int words;

  /** The zone of the state before a step; then the moments in it at which the step can happen. */
  private final Zone before;

  private final Zone narrowed;
  private Zone during;
  private final Zone after;
  private final int[] durations;
  private final int[] durationsAfter;
  private final int[] sources;
  private final int[] upper;

  /** Which clock of the state before is that of each end's timer; 0 if none runs. */
  private final int[] clockOf;

  private int timersBefore;
  private int timersAfter;

  /**
   * Of a world.
   *
   * @param from after how many words of a state its zone begins
   * @param longest the longest time of a timer
   */
  public Zones(Settings settings, List<End> ends, int from, int longest) {
    this.settings = settings;
    this.ends = ends;
    this.from = from;
    this.longest = Math.max(longest, settings.time().msl());
    int sizeMax = 1 + ends.size() + settings.network().room();
    before = new Zone(ends.size(), settings.network().room());
    narrowed = new Zone(ends.size(), settings.network().room());
    after = new Zone(ends.size(), settings.network().room());
    during = before;
    upper = new int[sizeMax];
    durations = new int[sizeMax];
    durationsAfter = new int[sizeMax];
    sources = new int[sizeMax];
    clockOf = new int[ends.size()];
    // One bit more than a bound needs. That bit is 0, see ZoneCovering.
    width = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(4 * this.longest + 1);
    int timers = ends.size();
    int entries = timers * (timers + 1) + settings.network().room() * (timers + 1);
    int each = Long.SIZE / width;
    words = (entries + each - 1) / each;
  }

  @Override
  public int words() {
    return words;
  }

  /** Of two states that are otherwise equal, the one with the wider zone covers the other. */
  public Covering covering() {
    return new ZoneCovering(from, words, width);
  }

  // ---- Timers

  /** The timer that runs at an end; {@link Timer#OFF} if none does. */
  static int timer(Tcb tcb) {
    int running =
        (tcb.retransmissionTimer() == Timer.OFF ? 0 : 1)
            + (tcb.timeWaitTimer() == Timer.OFF ? 0 : 1)
            + (tcb.finWait2Timer() == Timer.OFF ? 0 : 1);
    if (running > 1) {
      throw new IllegalStateException("an end has one timer at a time");
    }
    return tcb.retransmissionTimer() + tcb.timeWaitTimer() + tcb.finWait2Timer();
  }

  private int msl() {
    return settings.time().msl();
  }

  // ---- Before a step

  @Override
  public void beginAnew() {
    Arrays.fill(clockOf, 0);
    timersBefore = 0;
    before.begin(0, 0);
    during = before;
  }

  @Override
  public void beginFrom(World world, long[] state) {
    int size = 1;
    for (End end : ends) {
      int timer = timer(world.look(end));
      clockOf[end.number()] = timer == Timer.OFF ? 0 : size;
      if (timer != Timer.OFF) {
        durations[size++] = Timer.duration(timer);
      }
    }
    timersBefore = size - 1;
    before.begin(timersBefore, world.flight.count());
    Entries entries = new Entries(state);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < before.size(); j++) {
        if (i != j) {
          before.set(i, j, entries.next());
        }
      }
    }
  }

  @Override
  public boolean allows(World world, Step step) {
    during = before;
    return switch (step.kind()) {
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT -> expires(step.at());
      case TIME_WAIT_TIMEOUT -> expires(step.at()) && nothingElseIsDue(world);
      case BEGIN,
          CALL,
          DELIVER,
          DELIVER_COPY,
          LOSE,
          TICK,
          PATIENCE_TIMEOUT,
          REFUSED_CALL,
          LISTENER_CALL ->
          true;
    };
  }

  private boolean expires(End end) {
    during = narrowed;
    during.copyFrom(before);
    int clock = clockOf[end.number()];
    return during.restrictToAtLeast(clock, durations[clock]);
  }

  /** A 2MSL timer expires after all else that has to happen at that instant. */
  private boolean nothingElseIsDue(World world) {
    for (End end : ends) {
      int clock = clockOf[end.number()];
      boolean other = world.look(end).timeWaitTimer() == Timer.OFF;
      upper[clock] = other ? Zone.below(durations[clock]) : Zone.atMost(durations[clock]);
    }
    Arrays.fill(upper, timersBefore + 1, during.size(), Zone.below(msl()));
    return during.restrict(upper);
  }

  /** Of two that are alike, the one that is older in any case goes first. */
  @Override
  public boolean mayMove(Flight flight, int index) {
    if (settings.network().keepsOrder()) {
      return flight.mayMove(index);
    }
    for (int other = 0; other < flight.count(); other++) {
      boolean alike = other != index && flight.get(other).isLike(flight.get(index));
      if (alike && isOlder(other, index)) {
        return false;
      }
    }
    return true;
  }

  private boolean isOlder(int one, int other) {
    boolean differ = false;
    for (int i = 0; i <= timersBefore; i++) {
      int first = before.bound(i, timersBefore + 1 + one);
      int second = before.bound(i, timersBefore + 1 + other);
      if (first > second) {
        return false;
      }
      differ |= first < second;
    }
    return differ || one < other;
  }

  // ---- After it

  @Override
  public void settle(World world) {
    int size = 1;
    for (End end : ends) {
      int timer = timer(world.look(end));
      if (timer != Timer.OFF) {
        sources[size] = Timer.wentOn(timer) ? clockOf[end.number()] : 0;
        durationsAfter[size++] = Timer.duration(timer);
      }
    }
    timersAfter = size - 1;
    Flight flight = world.flight;
    for (int i = 0; i < flight.count(); i++) {
      int place = flight.get(i).age();
      sources[size++] = place == 0 ? 0 : timersBefore + place;
    }
    after.continueFrom(during, sources, timersAfter, flight.count());
    after.letTimePass();
    for (int clock = 1; clock <= timersAfter; clock++) {
      upper[clock] = Zone.atMost(durationsAfter[clock]);
    }
    Arrays.fill(upper, timersAfter + 1, after.size(), Zone.atMost(msl()));
    if (!after.restrict(upper)) {
      throw new IllegalStateException("a step leads to no moment");
    }
    if (!settings.network().keepsOrder()) {
      sort(flight);
    }
  }

  /** Segments that are alike stand in the order of their ages, so that each state has one form. */
  private void sort(Flight flight) {
    for (int i = 1; i < flight.count(); i++) {
      for (int j = i; j > 0 && goesBefore(flight, j, j - 1); j--) {
        flight.swap(j, j - 1);
        after.swap(timersAfter + 1 + j, timersAfter + j);
      }
    }
  }

  private boolean goesBefore(Flight flight, int one, int other) {
    int order = Long.compare(flight.get(one).ageless().code(), flight.get(other).ageless().code());
    for (int i = 0; i <= timersAfter && order == 0; i++) {
      order =
          Integer.compare(
              after.bound(i, timersAfter + 1 + one), after.bound(i, timersAfter + 1 + other));
    }
    return order < 0;
  }

  @Override
  public void pack(long[] state) {
    Arrays.fill(state, from, from + words, 0);
    Entries entries = new Entries(state);
    for (int i = 0; i <= timersAfter; i++) {
      for (int j = 0; j < after.size(); j++) {
        if (i != j) {
          entries.put(after.bound(i, j));
        }
      }
    }
  }

  /** The bounds of a state, one after the other; each in one word. */
  private final class Entries {

    private final long[] state;
    private int word = from - 1;
    private int left;

    Entries(long[] state) {
      this.state = state;
    }

    int next() {
      advance();
      int read = (int) (state[word] >>> (left - width)) & ((1 << width) - 1);
      left -= width;
      return read - 2 * longest;
    }

    void put(int bound) {
      advance();
      int written = bound + 2 * longest;
      if (written < 0 || written >>> (width - 1) != 0) {
        throw new IllegalStateException("a bound of " + bound + " does not fit");
      }
      state[word] |= (long) written << (left - width);
      left -= width;
    }

    private void advance() {
      if (left < width) {
        word++;
        left = Long.SIZE;
      }
    }
  }
}
