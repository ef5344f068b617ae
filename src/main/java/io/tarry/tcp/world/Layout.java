package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where each section of a {@link World} lies in the words of a state: the budgets of the network,
 * the ends one after the other, what belongs to no end, and the segments on their way.
 */
public final class Layout {

  private static final int PLACE_SHIFT = 59; // above all that a segment of one connection tells
  private static final int COUNTED_WORDS_MAX = 1024; // far more than any world needs

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
  private int controlWords;

  /** Where the fields of each end begin, and behind the last one those of no end; and their end. */
  private final int[] endFrom;

  private int hostsTo;

  private final Bits writer = Bits.writer();
  private final Bits reader = Bits.reader();
  private final Bits ager = Bits.ager();
  private final NextTick tick;

  public Layout(Settings settings, Topology topology, InitialSequenceNumbers numbers) {
    this.settings = settings;
    World any = new World(settings);
    ends = topology.ends().toArray(End[]::new);
    endFrom = new int[ends.length + 1];
    SequenceFields sequences = new SequenceFields(settings, numbers);
    budgets = new Packing(0, any.flight.budgets, sequences);
    ofEnds = new Packing[ends.length][];
    Arrays.setAll(ofEnds, i -> packings(any.sectionsOf(ends[i]), sequences));
    ofNoEnd = packings(any.sectionsOfNoEnd(), sequences);
    flights = new FlightFields(settings, topology, sequences);
    stamps = new Timestamps(settings, topology);
    usesStamps = settings.usesTimestamps();
    longestTimer = Tcb.longestTimer(any.look(End.CLIENT).at());
    tick = new NextTick(any);
    words = countWords(any);
  }

  private static Packing[] packings(Section<?>[] sections, SequenceFields sequences) {
    return IntStream.range(0, sections.length)
        .mapToObj(i -> new Packing(i, sections[i], sequences))
        .filter(packing -> !packing.isEmpty())
        .toArray(Packing[]::new);
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
    Arrays.fill(control, 0);
    Bits bits = writer.on(control);
    control(world, bits);
    bits.end();
  }

  /**
   * The same of a world that was unpacked from {@code equal} and then changed; copies what has not
   * changed.
   */
  public void packControlChanged(long[] equal, World world, long[] control) {
    System.arraycopy(equal, 0, control, 0, controlWords);
    changed(world, control);
  }

  /** Unpacks that; the segments on their way stay as they are. */
  public void unpackControl(long[] control, World world) {
    control(world, reader.on(control));
  }

  /** The same into a world that is another control unpacked: what is the same there stays. */
  public void unpackControlChanged(long[] other, long[] control, World world) {
    budgets.pass(world.flight.budgets, reader.on(control), tick);
    for (int i = 0; i < ends.length; i++) {
      if (!Bits.areEqual(other, control, endFrom[i], endFrom[i + 1])) {
        end(i, world, reader.at(control, endFrom[i]));
      }
    }
    if (!Bits.areEqual(other, control, endFrom[ends.length], hostsTo)) {
      noEnd(world, reader.at(control, endFrom[ends.length]));
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
    Bits bits = writer.on(channel);
    flights.segments(flight, bits, flight.count());
    bits.end();
  }

  /** Unpacks them. */
  public void unpackFlight(long[] channel, Flight flight) {
    flights.segments(flight, reader.on(channel), 0);
  }

  /** Packs the world, without what no longer matters. */
  public void pack(World world, long[] state) {
    if (usesStamps) {
      stamps.forget(world);
    }
    packAll(world, state);
  }

  /** The same, with what no longer matters. */
  public void packAll(World world, long[] state) {
    Arrays.fill(state, 0);
    fields(world, writer.on(state), world.flight.count());
  }

  /**
   * The same of a world that was unpacked from {@code equal} and then changed; copies what has not
   * changed.
   */
  public void packChanged(long[] equal, World world, long[] state) {
    System.arraycopy(equal, 0, state, 0, controlWords);
    Arrays.fill(state, controlWords, words, 0);
    changed(world, state);
    flights.segments(
        world.flight, writer.over(state, controlWords * Long.SIZE, 0), world.flight.count());
    writer.end();
  }

  private void changed(World world, long[] state) {
    budgets.pass(world.flight.budgets, writer.over(state, 0, endFrom[0]), tick);
    writer.end();
    for (int i = 0; i < ends.length; i++) {
      if (world.mayHaveChanged(ends[i])) {
        end(i, world, writer.over(state, endFrom[i], endFrom[i + 1]));
        writer.end();
      }
    }
    noEnd(world, writer.over(state, endFrom[ends.length], hostsTo));
    writer.end();
  }

  public void unpack(long[] state, World world) {
    fields(world, reader.on(state), 0);
  }

  /** Unpacks a state into a world that is another state unpacked: what is the same there stays. */
  public void unpackChanged(long[] other, long[] state, World world) {
    unpackControlChanged(other, state, world);
    flights.segments(world.flight, reader.at(state, controlWords * Long.SIZE), 0);
  }

  /** Makes the world one tick older, and packs it. */
  public void age(World world, long[] state) {
    ageAll(world, state);
    if (usesStamps && stamps.forget(world)) {
      packAll(world, state); // once more, without what no longer matters
    }
  }

  /** The same, with what no longer matters. */
  public void ageAll(World world, long[] state) {
    Arrays.fill(state, 0);
    tick.of(world);
    fields(world, ager.on(state), world.flight.count());
  }

  private int countWords(World full) {
    Bits counter = Bits.writer().on(new long[COUNTED_WORDS_MAX]);
    for (int i = 0; i < settings.network().room(); i++) {
      full.flight.add(Segment.of(End.CLIENT, 0, 0, 0, 0, false, 0));
    }
    budgets.pass(full.flight.budgets, counter, tick);
    for (int i = 0; i < ends.length; i++) {
      endFrom[i] = counter.position();
      end(i, full, counter);
    }
    endFrom[ends.length] = counter.position();
    noEnd(full, counter);
    hostsTo = counter.position();
    counter.align();
    controlWords = counter.position() / Long.SIZE;
    flights.segments(full.flight, counter, full.flight.count());
    return Math.max(1, (counter.position() + Long.SIZE - 1) / Long.SIZE);
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
    Bits bits = writer.on(key);
    end(End.of(connection, Side.CLIENT).number(), world, bits);
    end(End.of(connection, Side.SERVER).number(), world, bits);
    bits.end();
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

  private void fields(World world, Bits bits, int flying) {
    control(world, bits);
    bits.align();
    flights.segments(world.flight, bits, flying);
    bits.end();
  }

  private void control(World world, Bits bits) {
    // First, so that of several shortest runs the one with the fewest faults is shown.
    budgets.pass(world.flight.budgets, bits, tick);
    for (int i = 0; i < ends.length; i++) {
      end(i, world, bits);
    }
    noEnd(world, bits);
  }

  private void end(int end, World world, Bits bits) {
    world.tcb(ends[end]); // whoever reads into it changes it
    pass(ofEnds[end], world.sectionsOf(ends[end]), bits);
  }

  private void noEnd(World world, Bits bits) {
    pass(ofNoEnd, world.sectionsOfNoEnd(), bits);
  }

  private void pass(Packing[] packings, Section<?>[] sections, Bits bits) {
    for (Packing packing : packings) {
      packing.pass(sections[packing.number()], bits, tick);
    }
  }
}
