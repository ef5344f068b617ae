package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where each field of a {@link World} lies in the words of a state, and how wide it is. The only
 * class that knows the bits.
 */
public final class Layout {

  private static final int STATE_WIDTH = Bits.widthFor(TcpState.values().length - 1);
  private static final int FATE_WIDTH = Bits.widthFor(Fate.values().length - 1);
  private static final int ERROR_WIDTH = Bits.widthFor(UserError.values().length - 1);
  private static final int PLACE_SHIFT = 59; // above all that a segment of one connection tells
  private static final int COUNTED_WORDS_MAX = 1024; // far more than any world needs

  /** How many segments are counted at most, where somebody asks. */
  public static final int SENT_MAX = 255;

  private final Settings settings;
  private final Topology topology;
  private final InitialSequenceNumbers numbers;
  private final End[] ends;
  private final int connections;
  private final int[] octetsOf;
  private final SequenceFields sequences;
  private final TimerFields timers;
  private final FlightFields flights;
  private final int incarnationWidth;
  private final int openedWidth;
  private final int sentWidth;
  private final Timestamps stamps;
  private final boolean usesStamps;
  private final int stampWidth;
  private final int sessionWidth;
  private final int[] incarnationsWidth;
  private final int[] begunWidth;
  private final int listenerCallsWidth;
  private final int[] tickOfClock;
  private final int rememberedWidth;
  private final boolean keepsListening;
  private final boolean returnsToTimeWait;
  private final int positionWidth;
  private final boolean recycles;
  private final int words;
  private int controlWords;

  /** Where the fields of each end begin, and behind the last one those of hosts; and their end. */
  private final int[] endFrom;

  private int hostsTo;

  private final int fateWidth;
  private final boolean remembersClosing;
  private final boolean remembersOldSyn;
  private final boolean remembersPast;
  private final boolean remembersListener;
  private final boolean breaksPipes;

  private final Bits writer = Bits.writer();
  private final Bits reader = Bits.reader();
  private final Bits ager = Bits.ager();

  /** While a world ages: which timestamp clocks tick with it. */
  private final boolean[] clockTicks;

  public Layout(Settings settings, Topology topology, InitialSequenceNumbers numbers) {
    this.settings = settings;
    this.numbers = numbers;
    this.topology = topology;
    ends = topology.ends().toArray(End[]::new);
    endFrom = new int[ends.length + 1];
    connections = topology.tuples().size();
    octetsOf = new int[] {settings.octets(Side.CLIENT), settings.octets(Side.SERVER)};
    sequences = new SequenceFields(settings, numbers);
    List<Settings.Host> hosts =
        Stream.concat(settings.clients().stream(), Stream.of(settings.server())).toList();
    stamps = new Timestamps(settings, topology);
    usesStamps = settings.usesTimestamps();
    stampWidth = usesStamps ? Bits.widthFor(stamps.keptMax()) : 0;
    incarnationWidth =
        topology.remembersIncarnation() ? Bits.widthFor(topology.incarnationsMax()) : 0;
    openedWidth = Bits.widthFor(topology.incarnationsMax());
    sentWidth = remembers(Settings.Ghost.SENT) ? Bits.widthFor(SENT_MAX) : 0;
    sessionWidth = Bits.widthFor(topology.sessions());
    incarnationsWidth = new int[connections];
    Arrays.setAll(incarnationsWidth, i -> Bits.widthFor(topology.sessionsThatMayOpen(i)));
    List<Topology.Worker> processes = topology.processes();
    begunWidth = processes.stream().mapToInt(p -> Bits.widthFor(p.sessions())).toArray();
    Program server = settings.server().program();
    listenerCallsWidth = Bits.widthFor(1 + 2 * server.restarts());
    tickOfClock = IntStream.range(0, topology.clocks()).map(topology::tickOf).toArray();
    clockTicks = new boolean[tickOfClock.length];
    rememberedWidth = Bits.widthFor(settings.time().timeWait());
    keepsListening = server.keepsListening();
    returnsToTimeWait = settings.server().stack().has(Switch.RETURN_TO_TIME_WAIT);
    List<Script> scripts =
        hosts.stream().flatMap(host -> host.program().sessions().stream()).toList();
    positionWidth =
        Bits.widthFor(
            scripts.stream().mapToInt(script -> script.instructions().size()).max().orElse(0));
    recycles = hosts.stream().anyMatch(host -> host.sysctls().twRecycle());
    timers = new TimerFields(settings);
    flights = new FlightFields(settings, topology, sequences);
    fateWidth = remembers(Settings.Ghost.FATE) ? FATE_WIDTH : 0;
    remembersOldSyn = remembers(Settings.Ghost.OLD_SYN);
    remembersPast = remembers(Settings.Ghost.PAST) && !topology.hasOneConnectionFromTheBeginning();
    remembersListener = remembers(Settings.Ghost.LISTENED);
    breaksPipes = hosts.stream().anyMatch(host -> host.stack().has(Switch.BROKEN_PIPE));
    remembersClosing = remembers(Settings.Ghost.PASSED_CLOSING);
    words = countWords();
  }

  private boolean remembers(Settings.Ghost ghost) {
    return settings.ghosts().contains(ghost);
  }

  public int words() {
    return words;
  }

  /** The longest that a timer of a connection lasts. */
  public int longestTimer() {
    return timers.longest();
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

  /** The same of a world that was made equal to a packed control, and then changed. */
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
    flights.faults(world.flight, reader.on(control));
    for (int i = 0; i < ends.length; i++) {
      if (!Bits.areEqual(other, control, endFrom[i], endFrom[i + 1])) {
        end(ends[i], world, reader.at(control, endFrom[i]));
      }
    }
    if (!Bits.areEqual(other, control, endFrom[ends.length], hostsTo)) {
      hosts(world, reader.at(control, endFrom[ends.length]));
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
   * The same of a world that was made equal to a packed one, and then changed: what has not changed
   * is copied.
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
    flights.faults(world.flight, writer.over(state, 0, endFrom[0]));
    writer.end();
    for (int i = 0; i < ends.length; i++) {
      if (world.mayHaveChanged(ends[i])) {
        end(ends[i], world, writer.over(state, endFrom[i], endFrom[i + 1]));
        writer.end();
      }
    }
    hosts(world, writer.over(state, endFrom[ends.length], hostsTo));
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
    if (usesStamps) {
      pack(world, state); // once more: some of it may no longer matter
    }
  }

  /** The same, with what no longer matters. */
  public void ageAll(World world, long[] state) {
    Arrays.fill(state, 0);
    for (int clock = 0; clock < clockTicks.length; clock++) {
      clockTicks[clock] = world.clockPhase[clock] + 1 == tickOfClock[clock];
    }
    fields(world, ager.on(state), world.flight.count());
  }

  private int countWords() {
    World full = new World(settings);
    full.flight.fill(settings.network());
    Bits counter = Bits.writer().on(new long[COUNTED_WORDS_MAX]);
    for (int i = 0; i < settings.network().room(); i++) {
      full.flight.add(Segment.of(End.CLIENT, 0, 0, 0, 0, false, 0));
    }
    flights.faults(full.flight, counter);
    for (int i = 0; i < ends.length; i++) {
      endFrom[i] = counter.position();
      end(ends[i], full, counter);
    }
    endFrom[ends.length] = counter.position();
    hosts(full, counter);
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
    end(End.of(connection, Side.CLIENT), world, bits);
    end(End.of(connection, Side.SERVER), world, bits);
    bits.end();
    int place = words;
    key[place++] = world.incarnations[connection];
    for (int i = 0; i < world.flight.count(); i++) {
      Segment segment = world.flight.get(i);
      if (segment.from().connection() == connection) {
        key[place++] = codeInConnection(segment, world.flight.placeInQueue(i));
      }
    }
  }

  /** The same of one of its segments, with so many before it in its queue. */
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
    flights.faults(world.flight, bits);
    for (End end : ends) {
      end(end, world, bits);
    }
    hosts(world, bits);
  }

  private void hosts(World world, Bits bits) {
    for (int i = 0; i < connections; i++) {
      world.incarnations[i] = bits.number(world.incarnations[i], incarnationsWidth[i]);
    }
    for (int i = 0; i < begunWidth.length; i++) {
      world.begun[i] = bits.number(world.begun[i], begunWidth[i]);
      world.refusals[i] = UserError.of(bits.number(world.refusals[i].ordinal(), ERROR_WIDTH));
    }
    if (keepsListening) {
      world.listening = bits.flag(world.listening);
      world.listenerCalls = bits.number(world.listenerCalls, listenerCallsWidth);
      world.listenerError = UserError.of(bits.number(world.listenerError.ordinal(), ERROR_WIDTH));
    }
    if (recycles && usesStamps) {
      for (int address = 0; address < world.serverRemembers.length; address++) {
        peer(world.serverRemembers[address], address, bits);
      }
      for (PeerStamp server : world.clientRemembers) {
        peer(server, topology.clockOf(End.SERVER), bits);
      }
    }
    for (int clock = 0; clock < tickOfClock.length; clock++) {
      if (usesStamps && tickOfClock[clock] > 1) {
        clock(clock, world, bits);
      }
    }
    world.sent = bits.number(world.sent, sentWidth);
    world.lostInSilence = remembersPast && bits.flag(world.lostInSilence);
  }

  private void peer(PeerStamp peer, int clock, Bits bits) {
    if (bits.isAgeing()) {
      peer.age(clockTicks[clock]);
    }
    peer.stamp = bits.number(peer.stamp, stampWidth);
    peer.left = bits.number(peer.left, rememberedWidth);
  }

  private void clock(int clock, World world, Bits bits) {
    int phase = world.clockPhase[clock];
    if (bits.isAgeing()) {
      phase = clockTicks[clock] ? 0 : phase + 1;
    }
    world.clockPhase[clock] = bits.number(phase, Bits.widthFor(tickOfClock[clock] - 1));
  }

  private void end(End end, World world, Bits bits) {
    Tcb tcb = world.tcb(end);
    Side side = end.side();
    tcb.state = TcpState.of(bits.number(tcb.state.ordinal(), STATE_WIDTH));
    tcb.passive = bits.flag(tcb.passive);
    tcb.sndUna = sequences.number(side, tcb.sndUna, bits);
    tcb.sndNxt = sequences.number(side, tcb.sndNxt, bits);
    tcb.sndEnd = sequences.number(side, tcb.sndEnd, bits);
    tcb.rcvNxt = sequences.number(side.other(), tcb.rcvNxt, bits);
    if (numbers.mayOverlap()) {
      tcb.iss = sequences.number(side, tcb.iss, bits);
      tcb.irs = sequences.number(side.other(), tcb.irs, bits);
    }
    tcb.segmentEnds = bits.number(tcb.segmentEnds, octetsOf[side.ordinal()]);
    tcb.finQueued = bits.flag(tcb.finQueued);
    tcb.orphan = bits.flag(tcb.orphan);
    int peersOctets = octetsOf[side.other().ordinal()];
    if (peersOctets > 0) { // without octets there is no gap to hold any beyond
      // A connection's own octets end with the peer's last; old ones may lie anywhere in the
      // window.
      int heldWidth = numbers.mayOverlap() ? settings.window() : peersOctets + 1;
      tcb.heldOctets = bits.number(tcb.heldOctets, heldWidth);
      tcb.heldForeign = incarnationWidth == 0 ? 0 : bits.number(tcb.heldForeign, heldWidth);
    }
    if (peersOctets > 0 || numbers.mayOverlap()) {
      tcb.heldFin = sequences.number(side.other(), tcb.heldFin, bits);
    }
    timers.ofConnection(end, world, bits);
    tcb.fate = Fate.of(bits.number(tcb.fate.ordinal(), fateWidth));
    tcb.passedClosing = remembersClosing && bits.flag(tcb.passedClosing);
    tcb.openedByOldSyn = remembersOldSyn && side == Side.SERVER && bits.flag(tcb.openedByOldSyn);
    tcb.incarnation = incarnationWidth == 0 ? 0 : bits.number(tcb.incarnation, incarnationWidth);
    if (usesStamps) {
      tcb.timestamps = bits.flag(tcb.timestamps);
      boolean older = bits.isAgeing() && clockTicks[topology.clockOf(end.peer())];
      tcb.tsRecent = bits.number(older ? Timestamps.tick(tcb.tsRecent) : tcb.tsRecent, stampWidth);
    }
    if (side == Side.SERVER && returnsToTimeWait) {
      tcb.returnSndNxt = sequences.number(side, tcb.returnSndNxt, bits);
      tcb.returnRcvNxt = sequences.number(side.other(), tcb.returnRcvNxt, bits);
      tcb.returnIncarnation =
          incarnationWidth == 0 ? 0 : bits.number(tcb.returnIncarnation, incarnationWidth);
    }

    tcb.listenedTo = remembersListener && bits.flag(tcb.listenedTo);
    past(tcb.past, side, bits);

    App app = world.app(end);
    app.position = bits.number(app.position, positionWidth);
    app.accepted = bits.number(app.accepted, Bits.widthFor(octetsOf[side.ordinal()]));
    app.delivered = bits.number(app.delivered, deliveredWidth(side.other()));
    app.endOfFile = bits.flag(app.endOfFile);
    app.error = UserError.of(bits.number(app.error.ordinal(), ERROR_WIDTH));
    app.brokenPipe = breaksPipes && bits.flag(app.brokenPipe);
    app.session = side == Side.SERVER ? 0 : bits.number(app.session, sessionWidth);
    timers.ofApplication(app, bits);
  }

  /** Of the number of octets of that sender that its peer was given. */
  private int deliveredWidth(Side sender) {
    return octetsOf[sender.ordinal()] == 0 ? 0 : Bits.widthFor(sequences.deliveredMax(sender));
  }

  private void past(PastConnection past, Side side, Bits bits) {
    if (!remembersPast) {
      past.begin(1); // if anybody asks, it is the only one
      return;
    }
    past.connection = bits.number(past.connection, openedWidth);
    past.peerWentOn = bits.flag(past.peerWentOn);
    past.peerFate = Fate.of(bits.number(fateWidth == 0 ? 0 : past.peerFate.ordinal(), fateWidth));
    past.peerAccepted =
        bits.number(past.peerAccepted, Bits.widthFor(octetsOf[side.other().ordinal()]));
    past.peerDelivered = bits.number(past.peerDelivered, deliveredWidth(side));
    past.peerTold = bits.flag(past.peerTold);
  }
}
