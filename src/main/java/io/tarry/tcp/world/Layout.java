package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where each section of a {@link World} lies in the words of a state: the budgets of the network,
 * the ends one after the other, what belongs to no end, and the segments on their way.
 */
public final class Layout {

  private static final int PLACE_SHIFT =
      59; // above all bits by which segments of one connection differ

  private final Settings settings;
  private final End[] ends;
  private final Packing budgets;

  /** By end, for each of its sections that has a field here. */
  private final Packing[][] ofEnds;

  private final Packing[] ofNoEnd;
  private final FlightFields flights;
  private final Timestamps stamps;
  private final boolean usesStamps;
  private final int longestTimer;
  private final int words;
  private final int controlWords;

  /** Where the fields of each end begin, and behind the last one those of no end; and their end. */
  private final int[] endFrom;

  private final int hostsTo;
  private final NextTick tick;

  public Layout(Settings settings, Topology topology, InitialSequenceNumbers numbers) {
    this.settings = settings;
    World any = new World(settings);
    ends = topology.ends().toArray(End[]::new);
    endFrom = new int[ends.length + 1];
    SequenceFields sequences = new SequenceFields(settings, numbers);
    budgets = new Packing(0, any.flight.budgets, sequences, 0);
    int position = budgets.to();
    ofEnds = new Packing[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      endFrom[i] = position;
      ofEnds[i] = packings(any.sectionsOf(ends[i]), sequences, position);
      position = to(ofEnds[i], position);
    }
    endFrom[ends.length] = position;
    ofNoEnd = packings(any.sectionsOfNoEnd(), sequences, position);
    hostsTo = to(ofNoEnd, position);
    controlWords = wordsFor(hostsTo);
    flights = new FlightFields(settings, topology, sequences);
    stamps = new Timestamps(settings, topology);
    usesStamps = settings.usesTimestamps();
    longestTimer = Tcb.longestTimer(any.look(End.CLIENT).at());
    tick = new NextTick(any);
    words = Math.max(1, controlWords + wordsFor(flights.width()));
  }

  private Layout(Layout other) {
    settings = other.settings;
    ends = other.ends;
    budgets = other.budgets;
    ofEnds = other.ofEnds;
    ofNoEnd = other.ofNoEnd;
    flights = new FlightFields(other.flights);
    stamps = other.stamps;
    usesStamps = other.usesStamps;
    longestTimer = other.longestTimer;
    words = other.words;
    controlWords = other.controlWords;
    endFrom = other.endFrom;
    hostsTo = other.hostsTo;
    tick = new NextTick(other.tick);
  }

  /** The same for another thread: each thread needs its own. */
  public Layout forAnotherThread() {
    return new Layout(this);
  }

  private static Packing[] packings(Section<?>[] sections, SequenceFields sequences, int from) {
    List<Packing> made = new ArrayList<>();
    int position = from;
    for (int i = 0; i < sections.length; i++) {
      Packing packing = new Packing(i, sections[i], sequences, position);
      if (!packing.isEmpty()) {
        made.add(packing);
        position = packing.to();
      }
    }
    return made.toArray(Packing[]::new);
  }

  private static int to(Packing[] packings, int from) {
    return packings.length == 0 ? from : packings[packings.length - 1].to();
  }

  private static int wordsFor(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  public int words() {
    return words;
  }

  /** The longest that a timer of a connection lasts. */
  public int longestTimer() {
    return longestTimer;
  }

  /** How many of the words, the first ones, tell all but which segments are on their way. */
  public int controlWords() {
    return controlWords;
  }

  /** Whether some segments carry timestamps. */
  public boolean usesStamps() {
    return usesStamps;
  }

  /** Packs all but the segments on their way, into {@link #controlWords} words. */
  public void packControl(World world, long[] control) {
    Arrays.fill(control, 0, controlWords, 0);
    // First, so that of several shortest runs the one with the fewest faults is shown.
    budgets.pack(world.flight.budgets, control, 0);
    for (int i = 0; i < ends.length; i++) {
      pack(ofEnds[i], world.sectionsOf(ends[i]), control, 0);
    }
    pack(ofNoEnd, world.sectionsOfNoEnd(), control, 0);
  }

  /**
   * The same of a world that was made equal to one that is packed, and then changed.
   *
   * @param equal what the world before is packed as
   */
  public void packControlChanged(World before, long[] equal, World world, long[] control) {
    System.arraycopy(equal, 0, control, 0, controlWords);
    budgets.packChanged(before.flight.budgets, world.flight.budgets, control);
    for (int i = 0; i < ends.length; i++) {
      if (world.mayHaveChanged(ends[i])) {
        packChanged(ofEnds[i], before.sectionsOf(ends[i]), world.sectionsOf(ends[i]), control);
      }
    }
    packChanged(ofNoEnd, before.sectionsOfNoEnd(), world.sectionsOfNoEnd(), control);
  }

  /** The same of a world in which nothing but what the network may still do has changed. */
  public void packBudgetsChanged(long[] equal, World world, long[] control) {
    System.arraycopy(equal, 0, control, 0, controlWords);
    Bits.clear(control, 0, budgets.to());
    budgets.pack(world.flight.budgets, control, 0);
  }

  /** Unpacks that; the segments on their way stay as they are. */
  public void unpackControl(long[] control, World world) {
    budgets.unpack(control, world.flight.budgets);
    for (int i = 0; i < ends.length; i++) {
      unpackEnd(i, control, world);
    }
    unpack(ofNoEnd, control, world.sectionsOfNoEnd());
  }

  /** The same into a world that is another control unpacked: what is the same there stays. */
  public void unpackControlChanged(long[] other, long[] control, World world) {
    budgets.unpack(control, world.flight.budgets);
    for (int i = 0; i < ends.length; i++) {
      if (!Bits.areEqual(other, control, endFrom[i], endFrom[i + 1])) {
        unpackEnd(i, control, world);
      }
    }
    if (!Bits.areEqual(other, control, endFrom[ends.length], hostsTo)) {
      unpack(ofNoEnd, control, world.sectionsOfNoEnd());
    }
  }

  private void unpackEnd(int end, long[] control, World world) {
    world.tcb(ends[end]); // it is changed
    unpack(ofEnds[end], control, world.sectionsOf(ends[end]));
  }

  private static void pack(Packing[] all, Section<?>[] sections, long[] words, int further) {
    for (Packing packing : all) {
      packing.pack(sections[packing.number()], words, further);
    }
  }

  private static void packChanged(
      Packing[] all, Section<?>[] before, Section<?>[] after, long[] words) {
    for (Packing packing : all) {
      packing.packChanged(before[packing.number()], after[packing.number()], words);
    }
  }

  private static void unpack(Packing[] all, long[] words, Section<?>[] sections) {
    for (Packing packing : all) {
      packing.unpack(words, sections[packing.number()]);
    }
  }

  /**
   * Which bits of a control are those of each end, by its number; and behind the last one, which
   * are those of all else.
   */
  public long[][] partMasks() {
    long[][] masks = new long[ends.length + 1][controlWords];
    for (int i = 0; i < ends.length; i++) {
      Bits.set(masks[i], endFrom[i], endFrom[i + 1]);
    }
    Bits.set(masks[ends.length], 0, endFrom[0]);
    Bits.set(masks[ends.length], endFrom[ends.length], hostsTo);
    return masks;
  }

  /** Packs the segments on their way, into the words after the first {@link #controlWords}. */
  public void packFlight(Flight flight, long[] channel) {
    Arrays.fill(channel, 0);
    flights.pack(flight, channel, 0);
  }

  /** Unpacks them. */
  public void unpackFlight(long[] channel, Flight flight) {
    flights.unpack(channel, 0, flight);
  }

  /** Packs the world, without what no longer matters. */
  public void pack(World world, long[] state) {
    forget(world);
    packAll(world, state);
  }

  /** The same, with what no longer matters. */
  public void packAll(World world, long[] state) {
    packControl(world, state);
    packFlightOf(world, state);
  }

  /**
   * The same of a world that was made equal to one that is packed, and then changed.
   *
   * @param equal what the world before is packed as
   */
  public void packChanged(World before, long[] equal, World world, long[] state) {
    packControlChanged(before, equal, world, state);
    packFlightOf(world, state);
  }

  private void packFlightOf(World world, long[] state) {
    Arrays.fill(state, controlWords, words, 0);
    flights.pack(world.flight, state, controlWords * Long.SIZE);
  }

  public void unpack(long[] state, World world) {
    unpackControl(state, world);
    flights.unpack(state, controlWords * Long.SIZE, world.flight);
  }

  /** Unpacks a state into a world that is another state unpacked: what is the same there stays. */
  public void unpackChanged(long[] other, long[] state, World world) {
    unpackControlChanged(other, state, world);
    flights.unpack(state, controlWords * Long.SIZE, world.flight);
  }

  /** Makes the world one tick older; what no longer matters is still there. */
  public void age(World world) {
    tick.of(world);
    for (int i = 0; i < ends.length; i++) {
      world.tcb(ends[i]); // it is changed
      age(ofEnds[i], world.sectionsOf(ends[i]));
    }
    age(ofNoEnd, world.sectionsOfNoEnd());
    world.flight.age();
  }

  private void age(Packing[] all, Section<?>[] sections) {
    for (Packing packing : all) {
      packing.age(sections[packing.number()], tick);
    }
  }

  /** Lets the world forget what no longer matters. */
  public void forget(World world) {
    if (usesStamps) {
      stamps.forget(world);
    }
  }

  /** How many words {@link #packConnection} fills. */
  public int connectionWords() {
    return words + 1 + settings.network().room();
  }

  /**
   * All that belongs to one connection, but for its number, so that connections can be compared.
   */
  public void packConnection(int connection, World world, long[] key) {
    Arrays.fill(key, 0);
    int client = End.of(connection, Side.CLIENT).number();
    int server = End.of(connection, Side.SERVER).number();
    pack(ofEnds[client], world.sectionsOf(ends[client]), key, -endFrom[client]);
    int clientWidth = endFrom[client + 1] - endFrom[client];
    pack(ofEnds[server], world.sectionsOf(ends[server]), key, clientWidth - endFrom[server]);
    int place = words;
    key[place++] = world.incarnations(connection);
    for (int i = 0; i < world.flight.count(); i++) {
      Segment segment = world.flight.get(i);
      if (segment.from().connection() == connection) {
        key[place++] = codeInConnection(segment, world.flight.placeInQueue(i));
      }
    }
  }

  /** The same of one of its segments, with this many before it in its queue. */
  public static long codeInConnection(Segment segment, int placeInQueue) {
    End sender = End.of(0, segment.from().side());
    long code = segment.movedTo(sender, segment.client(), 0, 0).code();
    return (long) placeInQueue << PLACE_SHIFT | 1 + code;
  }
}
