package io.tarry.tcp;

import java.util.Arrays;

/**
 * Where each field of a {@link World} lies in the words of a state, and how wide it is. The only
 * class that knows the bits.
 */
final class Layout {

  private static final int STATE_WIDTH = Bits.widthFor(TcpState.values().length - 1);
  private static final int FATE_WIDTH = Bits.widthFor(Fate.values().length - 1);
  private static final int ERROR_WIDTH = Bits.widthFor(UserError.values().length - 1);
  private static final int FLAGS_WIDTH = 4;
  private static final int COUNTED_WORDS_MAX = 64; // far more than any world needs

  private final Settings settings;
  private final int[] octetsOf;
  private final int[] sequenceWidthOf;
  private final int textWidth;
  private final int ageWidth;
  private final int retransmissionWidth;
  private final int words;

  private final int fateWidth;
  private final boolean remembersClosing;
  private final int[] surelyLost = new int[SegmentKind.ALL.size()];

  private final Bits writer = Bits.writer();
  private final Bits reader = Bits.reader();

  Layout(Settings settings) {
    this.settings = settings;
    octetsOf = new int[] {octets(End.CLIENT), octets(End.SERVER)};
    // 0, and the numbers from ISS to the one after SYN, octets and FIN
    sequenceWidthOf = new int[] {Bits.widthFor(octetsOf[0] + 3), Bits.widthFor(octetsOf[1] + 3)};
    textWidth = Bits.widthFor(Math.max(octetsOf[0], octetsOf[1]));
    ageWidth = Bits.widthFor(settings.time().ticks() ? settings.time().msl() : 0);
    retransmissionWidth = remembers(Settings.Ghost.RETRANSMISSION) ? 1 : 0;
    fateWidth = remembers(Settings.Ghost.FATE) ? FATE_WIDTH : 0;
    remembersClosing = remembers(Settings.Ghost.PASSED_CLOSING);
    for (SegmentKind kind : SegmentKind.ALL) {
      surelyLost[kind.number()] = settings.network().surelyLost().getOrDefault(kind, 0);
    }
    words = countWords();
  }

  private int octets(End end) {
    return settings.host(end).script().octetsSent();
  }

  private boolean remembers(Settings.Ghost ghost) {
    return settings.ghosts().contains(ghost);
  }

  int words() {
    return words;
  }

  void pack(World world, long[] state) {
    Arrays.fill(state, 0);
    fields(world, writer.on(state), world.flight().count());
  }

  void unpack(long[] state, World world) {
    fields(world, reader.on(state), 0);
  }

  private int countWords() {
    World full = new World(settings);
    full.flight().fill(settings.network());
    Bits counter = Bits.writer().on(new long[COUNTED_WORDS_MAX]);
    for (int i = 0; i < settings.network().room(); i++) {
      full.flight().add(Segment.of(End.CLIENT, 0, 0, 0, 0, false, 0));
    }
    fields(full, counter, full.flight().count());
    return Math.max(1, (counter.position() + Long.SIZE - 1) / Long.SIZE);
  }

  private void fields(World world, Bits bits, int flying) {
    // First, so that of several shortest runs the one with the fewest faults is shown.
    faults(world.flight(), bits);
    end(End.CLIENT, world, bits);
    end(End.SERVER, world, bits);
    flight(world.flight(), bits, flying);
  }

  private void end(End end, World world, Bits bits) {
    Tcb tcb = world.tcb(end);
    tcb.state = TcpState.of(bits.number(tcb.state.ordinal(), STATE_WIDTH));
    tcb.passive = bits.flag(tcb.passive);
    tcb.sndUna = sequence(end, tcb.sndUna, bits);
    tcb.sndNxt = sequence(end, tcb.sndNxt, bits);
    tcb.sndEnd = sequence(end, tcb.sndEnd, bits);
    tcb.rcvNxt = sequence(end.peer(), tcb.rcvNxt, bits);
    tcb.segmentEnds = bits.number(tcb.segmentEnds, octetsOf[end.number()]);
    tcb.finQueued = bits.flag(tcb.finQueued);
    tcb.orphan = bits.flag(tcb.orphan);
    int peersOctets = octetsOf[end.peer().number()];
    if (peersOctets > 0) { // without octets there is no gap to hold anything beyond
      tcb.heldOctets = bits.number(tcb.heldOctets, peersOctets + 1);
      tcb.heldFin = sequence(end.peer(), tcb.heldFin, bits);
    }
    timers(tcb, settings.host(end).stack(), bits);
    tcb.fate = Fate.of(bits.number(tcb.fate.ordinal(), fateWidth));
    tcb.passedClosing = remembersClosing && bits.flag(tcb.passedClosing);

    App app = world.app(end);
    int scriptLength = settings.host(end).script().instructions().size();
    app.position = bits.number(app.position, Bits.widthFor(scriptLength));
    app.accepted = bits.number(app.accepted, Bits.widthFor(octetsOf[end.number()]));
    // One more than there are, so that a TCP that delivers an octet twice is seen doing it.
    app.delivered = bits.number(app.delivered, Bits.widthFor(2 * peersOctets));
    app.endOfFile = bits.flag(app.endOfFile);
    app.error = UserError.of(bits.number(app.error.ordinal(), ERROR_WIDTH));
  }

  private void timers(Tcb tcb, Stack stack, Bits bits) {
    Settings.Time time = settings.time();
    int backOffs = time.backOff() ? time.retransmissions() : 0;
    tcb.retransmissions = bits.number(tcb.retransmissions, Bits.widthFor(time.retransmissions()));
    tcb.retransmissionTimer = timer(tcb.retransmissionTimer, time.rto() << backOffs, bits);
    tcb.timeWaitTimer = timer(tcb.timeWaitTimer, time.timeWait(), bits);
    if (stack.finWait2Timer()) {
      tcb.finWait2Timer = timer(tcb.finWait2Timer, time.finWait2(), bits);
    }
  }

  private int timer(int timer, int ticksMax, Bits bits) {
    int max = settings.time().ticks() ? Timer.DUE + ticksMax : Timer.DUE;
    return bits.number(timer, Bits.widthFor(max));
  }

  /** A number of the octets that {@code sender} sends: 0, or its distance from ISS, plus 1. */
  private int sequence(End sender, int number, Bits bits) {
    int relative = number == 0 ? 0 : number - sender.iss() + 1;
    int read = bits.number(relative, sequenceWidthOf[sender.number()]);
    return read == 0 ? 0 : read - 1 + sender.iss();
  }

  private void flight(Flight flight, Bits bits, int flying) {
    int count = bits.number(flying, Bits.widthFor(settings.network().room()));
    if (bits.isReading()) {
      flight.clear();
    }
    for (int i = 0; i < count; i++) {
      Segment old = i < flight.count() ? flight.get(i) : Segment.BLANK;
      Segment segment = segment(old, bits);
      if (bits.isReading()) {
        flight.append(segment);
      }
    }
  }

  private void faults(Flight flight, Bits bits) {
    Settings.Network network = settings.network();
    flight.lossesLeft = budget(flight.lossesLeft, network.lose(), bits);
    flight.copiesLeft = budget(flight.copiesLeft, network.duplicate(), bits);
    for (int kind = 0; kind < surelyLost.length; kind++) {
      flight.surelyLostLeft[kind] = budget(flight.surelyLostLeft[kind], surelyLost[kind], bits);
    }
  }

  /** What is left of a budget, written as what has been used. */
  private int budget(int left, int whole, Bits bits) {
    return whole == Settings.UNLIMITED
        ? whole
        : whole - bits.number(whole - left, Bits.widthFor(whole));
  }

  private Segment segment(Segment old, Bits bits) {
    End from = End.of(bits.number(old.from().number(), 1));
    int flags = bits.number(old.flags(), FLAGS_WIDTH);
    int text = bits.number(old.textLength(), textWidth);
    int seq = sequence(from, old.seq(), bits);
    int ack = sequence(from.peer(), old.ack(), bits);
    int age = bits.number(old.age(), ageWidth);
    boolean again = bits.number(old.retransmission() ? 1 : 0, retransmissionWidth) != 0;
    return Segment.of(from, seq, ack, flags, text, again, age);
  }
}
