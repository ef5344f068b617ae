package io.tarry.tcp.steps;

import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.StateKeys;
import io.tarry.engine.StepMarks;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.symmetry.WorldSymmetry;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a world, remembered. What the hosts do with a segment, or by themselves, follows
 * from their control (all but the segments on their way), and with a clock from whether a segment
 * has to arrive now; it does not follow from what the network may still lose or copy. So it is
 * worked out once by the ordinary rules, in a world that has just that, and looked up from then on.
 * Which timestamps the world can forget then follows from the {@link Profiles} of its flight, and
 * is remembered by itself.
 */
public final class RememberedSteps implements KeySteps {

  private static final int MISSES_TO_SEE = 1 << 11;
  private static final int MISSES_TO_TRY = 1 << 14;
  private static final int LOOK_UPS_A_MISS = 3; // below that, working out anew is as quick
  private static final int BUDGETS_MAX = 1 << 12;
  private static final int HASTES = Flights.FORCED + 1;
  private static final int ASKED_BITS = 3; // clocks: there are two clients and a server at most

  // What such an object takes with what it holds and with its place in a table, about.
  private static final int CORE_BYTES = 200;
  private static final int REACTION_BYTES = 48;
  private static final int SETTLED_BYTES = 60;

  private static final int[] NOTHING = {};

  private final Settings.Network limits;
  private final int msl;
  private final boolean usesStamps;
  private final Timestamps stamps;
  private final Layout layout;
  private final Successor successor;
  private final Applications applications;
  private final Network network;
  private final Expirations expirations;
  private final Clock clock;
  private final StateKeys keys;
  private final StepMarks marks;

  private final Profiles profiles;
  private final Flights flights;
  private final @Nullable RememberedOrbits orbits;
  private final World scratch;
  private final World settling;
  private final long[] control;
  private final int copiesKinds;
  private final int lossesKinds;

  private final Map<LongBuffer, Core> cores = new HashMap<>();
  private Control[] controls = new Control[64]; // by number
  private final LongMap<Core[]> settled = new LongMap<>();
  private boolean lacksMemory;
  private long lookUps;
  private long misses;

  /** A state's control without what the network may still do. */
  static final class Core {
    private final int number; // from 1
    private final long[] words;
    private final int asked; // the slow clocks that are asked because of what hosts remember
    private final Control[] controls; // by what the network may still do
    private final Reaction[][] own = new Reaction[HASTES][];
    private Reaction[][] arrivals = {}; // by segment
    private RememberedOrbits.@Nullable Plan plan;
    private @Nullable Core representative;

    Core(int number, long[] words, int asked, int budgets) {
      this.number = number;
      this.words = words;
      this.asked = asked;
      controls = new Control[budgets];
    }
  }

  /** A state's control. */
  private record Control(int number, Core core, int losses, int copies) {}

  public RememberedSteps(
      Settings settings,
      Timestamps stamps,
      Layout layout,
      Successor successor,
      Applications applications,
      Network network,
      Expirations expirations,
      Clock clock,
      StateKeys keys,
      StepMarks marks,
      Optional<WorldSymmetry> symmetry) {
    this.stamps = stamps;
    this.layout = layout;
    this.successor = successor;
    this.applications = applications;
    this.network = network;
    this.expirations = expirations;
    this.clock = clock;
    this.keys = keys;
    this.marks = marks;
    limits = settings.network();
    msl = settings.time().msl();
    usesStamps = layout.usesStamps();
    scratch = new World(settings);
    settling = new World(settings);
    profiles = new Profiles(settings, stamps);
    flights = new Flights(settings, scratch.topology(), layout, keys, profiles);
    control = new long[layout.controlWords()];
    int channelWords = layout.words() - layout.controlWords();
    orbits =
        symmetry.map(one -> new RememberedOrbits(one, flights, keys, channelWords)).orElse(null);
    lossesKinds = kinds(limits.lose());
    copiesKinds = kinds(limits.duplicate());
  }

  /** Whether the steps of such a world can be remembered. */
  public static boolean areOf(Settings settings) {
    long budgets = (long) kinds(settings.network().lose()) * kinds(settings.network().duplicate());
    return !settings.time().real()
        && settings.network().room() <= Flights.ROOM_MAX
        && budgets <= BUDGETS_MAX;
  }

  private static int kinds(int budget) {
    return budget == Settings.UNLIMITED ? 1 : budget + 1;
  }

  @Override
  public boolean pays() {
    return !flights.isFull() && !flights.lacksMemory() && !lacksMemory && isUseful();
  }

  /**
   * Whether enough comes again. At first little does; where almost nothing does, that is seen soon.
   */
  private boolean isUseful() {
    boolean none = misses > MISSES_TO_SEE && misses * 4 > lookUps * 3;
    boolean few = misses > MISSES_TO_TRY && misses * LOOK_UPS_A_MISS > lookUps;
    return !none && !few;
  }

  @Override
  public boolean successors(long key, Sink sink) {
    Control from = controlOf((int) (key >>> 32));
    long flight = flights.read((int) key);
    for (Reaction own : own(from.core, Flights.haste(flight))) {
      if (isBeyond(own, own.action, 0, sink)) {
        continue;
      }
      long next = flight;
      if (own.kind == Action.Kind.TICK) {
        next = flights.aged();
      } else if (own.sent.length > 0) {
        next = flights.changed(-1, own.sent);
      }
      offer(from, flight, own, own.action, from.losses, from.copies, next, sink);
    }
    for (int i = 0; i < flights.count; i++) {
      if (flights.mayMove(i)) {
        move(from, flight, i, sink);
      }
    }
    return !flights.isFull();
  }

  private void move(Control from, long flight, int place, Sink sink) {
    long without = 0; // the flight without it, once it is known
    for (Reaction one : arrivals(from.core, flights.read[place])) {
      int losses = from.losses;
      int copies = from.copies;
      boolean leaves = true;
      if (one.kind == Action.Kind.LOSE) {
        if (losses == 0) {
          continue;
        }
        losses = spend(losses);
      } else if (one.kind == Action.Kind.DELIVER_COPY) {
        if (copies == 0) {
          continue;
        }
        copies = spend(copies);
        leaves = false;
      }
      int action = one.action + place;
      if (isBeyond(one, action, leaves ? 1 : 0, sink)) {
        continue;
      }
      long next = flight;
      if (one.sent.length > 0) {
        next = flights.changed(leaves ? place : -1, one.sent);
      } else if (leaves) {
        without = without == 0 ? flights.changed(place, NOTHING) : without;
        next = without;
      }
      offer(from, flight, one, action, losses, copies, next, sink);
    }
  }

  private boolean isBeyond(Reaction reaction, int action, int left, Sink sink) {
    boolean fits = flights.hasRoom(left, reaction.sent.length);
    if (fits && reaction.next != null) {
      return false;
    }
    sink.beyond(action, fits ? reaction.beyond : Successor.ROOM);
    return true;
  }

  private static int spend(int budget) {
    return budget == Settings.UNLIMITED ? budget : budget - 1;
  }

  private void offer(
      Control from,
      long flight,
      Reaction reaction,
      int action,
      int losses,
      int copies,
      long nextFlight,
      Sink sink) {
    Core raw = Objects.requireNonNull(reaction.next);
    if (!usesStamps) {
      offer(from, flight, reaction, action, losses, copies, nextFlight, raw, sink);
      return;
    }
    int asked = from.core.asked | profiles.asked(Flights.profile(flight));
    for (Core core : settled(raw, Flights.profile(nextFlight), asked)) {
      offer(from, flight, reaction, action, losses, copies, nextFlight, core, sink);
    }
  }

  private void offer(
      Control from,
      long flight,
      Reaction reaction,
      int action,
      int losses,
      int copies,
      long nextFlight,
      Core nextCore,
      Sink sink) {
    if (reaction.kind == Action.Kind.TICK && nextCore == from.core && nextFlight == flight) {
      return; // a tick that changes nothing is none
    }
    Core core = nextCore;
    long flightThen = nextFlight;
    if (orbits != null) {
      RememberedOrbits.Plan plan = plan(nextCore);
      core = Objects.requireNonNull(nextCore.representative);
      flightThen = orbits.flight(plan, nextFlight);
    }
    if (flights.isFull()) {
      return; // another segment may stand for one of that flight
    }
    Control next = controlOf(core, losses, copies);
    sink.offer(action, StateKeys.key(next.number, Flights.number(flightThen)), reaction.marks);
  }

  private RememberedOrbits.Plan plan(Core core) {
    if (core.plan == null) {
      core.plan = Objects.requireNonNull(orbits).planOf(core.words);
      core.representative = coreOf(core.plan.control());
    }
    return core.plan;
  }

  // ---- Controls

  private Control controlOf(int number) {
    Control known = number < controls.length ? controls[number] : null;
    return known != null ? known : newControl(number);
  }

  private Control newControl(int number) {
    keys.control(number, control);
    layout.unpackControl(control, scratch);
    int losses = scratch.flight.lossesLeft;
    int copies = scratch.flight.copiesLeft;
    return controlOf(coreOf(scratch), losses, copies);
  }

  /** The control of that core, where the network may still do so much. */
  private Control controlOf(Core core, int losses, int copies) {
    int budgets =
        (losses == Settings.UNLIMITED ? 0 : losses) * copiesKinds
            + (copies == Settings.UNLIMITED ? 0 : copies);
    Control known = core.controls[budgets];
    return known != null ? known : newControl(core, losses, copies, budgets);
  }

  private Control newControl(Core core, int losses, int copies, int budgets) {
    layout.unpackControl(core.words, scratch);
    scratch.flight.lossesLeft = losses;
    scratch.flight.copiesLeft = copies;
    layout.packControl(scratch, control);
    Control made = new Control(keys.controlOf(control), core, losses, copies);
    core.controls[budgets] = made;
    if (made.number >= controls.length) {
      controls = Arrays.copyOf(controls, Math.max(made.number + 1, 2 * controls.length));
    }
    controls[made.number] = made;
    return made;
  }

  /** The core of a world, of which what the network may still do is changed. */
  private Core coreOf(World world) {
    world.flight.lossesLeft = limits.lose();
    world.flight.copiesLeft = limits.duplicate();
    layout.packControl(world, control);
    return coreOf(control);
  }

  private Core coreOf(long[] words) {
    Core known = cores.get(LongBuffer.wrap(words));
    return known != null ? known : newCore(words.clone());
  }

  private Core newCore(long[] words) {
    layout.unpackControl(words, scratch);
    int asked = stamps.asked(scratch); // its flight is empty
    Core core = new Core(cores.size() + 1, words, asked, lossesKinds * copiesKinds);
    take(
        CORE_BYTES
            + (long) Long.BYTES * words.length
            + (long) Integer.BYTES * core.controls.length);
    cores.put(LongBuffer.wrap(words), core);
    return core;
  }

  /** What becomes of a core as the rules leave it, when it forgets what it can. */
  private Core[] settled(Core raw, int profile, int askedBefore) {
    long key = ((long) raw.number << 32) | ((long) profile << ASKED_BITS) | askedBefore;
    Core[] known = settled.get(key);
    return known != null ? known : newSettled(key, raw, profile, askedBefore);
  }

  private Core[] newSettled(long key, Core raw, int profile, int askedBefore) {
    List<Core> all = new ArrayList<>();
    layout.unpackControl(raw.words, settling);
    profiles.put(profile, settling.flight);
    stamps.forget(settling);
    stamps.inEachPhase(askedBefore, settling, () -> all.add(coreOf(settling)));
    Core[] made = all.toArray(Core[]::new);
    settled.add(key, made);
    take(SETTLED_BYTES);
    return made;
  }

  private void take(long bytes) {
    lacksMemory |= !keys.take(bytes);
  }

  // ---- Reactions

  private Reaction[] own(Core core, int haste) {
    lookUps++;
    Reaction[] known = core.own[haste];
    return known != null ? known : newOwn(core, haste);
  }

  private Reaction[] newOwn(Core core, int haste) {
    misses++;
    Flight flight = become(core);
    if (haste != Flights.EMPTY) {
      int age = haste == Flights.FORCED ? msl : 0;
      flight.add(Segment.of(End.CLIENT, 0, 0, Segment.ACK, 0, false, age));
    }
    core.own[haste] =
        record(recorder -> {
          applications.offer(recorder);
          expirations.offer(recorder);
          clock.offerUnsettled(recorder);
        });
    return core.own[haste];
  }

  private Reaction[] arrivals(Core core, int segment) {
    lookUps++;
    Reaction[] known = segment < core.arrivals.length ? core.arrivals[segment] : null;
    return known != null ? known : newArrivals(core, segment);
  }

  private Reaction[] newArrivals(Core core, int segment) {
    misses++;
    if (segment >= core.arrivals.length) {
      core.arrivals = Arrays.copyOf(core.arrivals, segment + 1);
    }
    become(core).add(new Segment(flights.code(segment)));
    core.arrivals[segment] = record(recorder -> network.move(0, recorder));
    return core.arrivals[segment];
  }

  /** Makes the world before the step one of that core; its flight, which is empty. */
  private Flight become(Core core) {
    layout.unpackControl(core.words, successor.before);
    successor.before.flight.clear();
    return successor.before.flight;
  }

  private Reaction[] record(Consumer<Recorder> offers) {
    var recorder = new Recorder();
    successor.beginFromBefore();
    successor.leaveUnsettled(true);
    offers.accept(recorder);
    successor.leaveUnsettled(false);
    take((long) REACTION_BYTES * recorder.reactions.size());
    return recorder.reactions.toArray(Reaction[]::new);
  }

  /** Keeps what the model offers. */
  private final class Recorder implements Model.Sink {

    private final List<Reaction> reactions = new ArrayList<>();

    @Override
    public void offer(int action, long[] packed) {
      int mark = marks.of(successor.state(), action, packed);
      reactions.add(reaction(action, coreOf(successor.after), mark, ""));
    }

    @Override
    public void beyond(int action, String limit) {
      reactions.add(reaction(action, null, 0, limit));
    }

    private Reaction reaction(int action, @Nullable Core next, int mark, String limit) {
      Step step = successor.step;
      int[] sent = new int[step.sentCount()];
      int count = 0;
      for (int i = 0; i < sent.length; i++) {
        if (!step.sentLost(i)) {
          sent[count++] = flights.segment(step.sent(i).code());
        }
      }
      int number =
          switch (step.kind()) {
            case DELIVER, DELIVER_COPY, LOSE -> Action.withoutPlace(action);
            case BEGIN,
                CALL,
                RETRANSMISSION_TIMEOUT,
                FIN_WAIT_2_TIMEOUT,
                TIME_WAIT_TIMEOUT,
                TICK,
                PATIENCE_TIMEOUT,
                REFUSED_CALL,
                LISTENER_CALL ->
                action;
          };
      int[] segments = count == 0 ? NOTHING : Arrays.copyOf(sent, count);
      return new Reaction(number, step.kind(), next, segments, mark, limit);
    }
  }
}
