package io.tarry.tcp;

import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.StateKeys;
import io.tarry.engine.StepMarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of a world, remembered. What the hosts do with a segment, or by themselves, follows from
 * their control (all but the segments on their way), and from very little of the flight, its {@link
 * Contexts}; it does not follow from what the network may still lose or copy. So it is worked out
 * once by the ordinary rules, in a world that has just that, and looked up from then on.
 */
final class RememberedSteps implements KeySteps {

  private static final int MISSES_TO_TRY = 1 << 12;
  private static final int LOOK_UPS_A_MISS = 4; // below that, working out anew is as quick
  private static final int BUDGETS_MAX = 1 << 12;
  private static final int[] NOTHING = {};

  private final Settings.Network limits;
  private final Layout layout;
  private final Successor successor;
  private final Applications applications;
  private final Network network;
  private final Expirations expirations;
  private final Clock clock;
  private final StateKeys keys;
  private final StepMarks marks;

  private final Flights flights;
  private final Contexts contexts;
  private final World scratch;
  private final long[] words;
  private final long[] state;
  private final int copiesKinds;
  private final int lossesKinds;

  private final Map<Words, Core> cores = new HashMap<>();
  private Control[] controls = new Control[64]; // by number
  private long lookUps;
  private long misses;

  /** A state's control without what the network may still do. */
  private static final class Core {
    private final long[] words;
    private final Control[] controls; // by what the network has done
    private Reaction[][] own = {}; // by context
    private Reaction[][][] arrivals = {}; // by context and segment

    Core(long[] words, int budgets) {
      this.words = words;
      controls = new Control[budgets];
    }
  }

  /** A state's control. */
  private record Control(int number, Core core, int losses, int copies) {}

  /** The words of a core, to find it by. */
  private record Words(long[] words) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Words that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(words);
    }
  }

  /**
   * What comes of something.
   *
   * @param action its number; the place of a segment that moves is 0 in it
   * @param next what the control becomes; null if the step goes beyond a limit
   * @param sent the segments that are sent and not lost at once
   */
  private record Reaction(
      int action, Action.Kind kind, Core next, int[] sent, int marks, String beyond) {}

  RememberedSteps(
      Settings settings,
      Layout layout,
      Successor successor,
      Applications applications,
      Network network,
      Expirations expirations,
      Clock clock,
      StateKeys keys,
      StepMarks marks) {
    this.layout = layout;
    this.successor = successor;
    this.applications = applications;
    this.network = network;
    this.expirations = expirations;
    this.clock = clock;
    this.keys = keys;
    this.marks = marks;
    limits = settings.network();
    scratch = new World(settings);
    Topology topology = scratch.topology();
    flights = new Flights(settings, topology, layout, keys);
    contexts = new Contexts(settings, topology, flights, layout.usesStamps());
    words = new long[layout.controlWords()];
    state = new long[layout.words()];
    lossesKinds = kinds(limits.lose());
    copiesKinds = kinds(limits.duplicate());
  }

  /** Whether the steps of such a world can be remembered. */
  static boolean areOf(Settings settings, Topology topology) {
    boolean slowClocks = false;
    for (int i = 0; i < topology.clocks(); i++) {
      slowClocks |= topology.tickOf(i) > 1; // what they are asked depends on the whole flight
    }
    long budgets = (long) kinds(settings.network().lose()) * kinds(settings.network().duplicate());
    return !slowClocks
        && settings.network().room() <= Flights.ROOM_MAX
        && budgets <= BUDGETS_MAX;
  }

  private static int kinds(int budget) {
    return budget == Settings.UNLIMITED ? 1 : budget + 1;
  }

  @Override
  public boolean pays() {
    return !flights.isFull() && (misses < MISSES_TO_TRY || misses * LOOK_UPS_A_MISS < lookUps);
  }

  @Override
  public boolean successors(long key, Sink sink) {
    Control control = control((int) (key >>> 32));
    int flight = (int) key;
    flights.read(flight);
    for (Reaction own : own(control.core, contexts.ofAll())) {
      int action = own.action;
      if (!flights.hasRoom(0, own.sent.length)) {
        sink.beyond(action, Successor.ROOM);
      } else if (own.next == null) {
        sink.beyond(action, own.beyond);
      } else {
        int nextFlight =
            own.kind == Action.Kind.TICK
                ? flights.aged()
                : own.sent.length == 0 ? flight : flights.changed(-1, own.sent);
        Control next = control(own.next, control.losses, control.copies);
        sink.offer(action, StateKeys.key(next.number, nextFlight), own.marks);
      }
    }
    for (int i = 0; i < flights.count; i++) {
      if (flights.mayMove(i)) {
        move(control, flight, i, sink);
      }
    }
    return !flights.isFull();
  }

  private void move(Control control, int flight, int place, Sink sink) {
    int without = -1; // the flight without it, once it is known
    for (Reaction one : arrivals(control.core, contexts.without(place), flights.read[place])) {
      int losses = control.losses;
      int copies = control.copies;
      boolean stays = false;
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
        stays = true;
      }
      int action = one.action + place;
      if (!flights.hasRoom(stays ? 0 : 1, one.sent.length)) {
        sink.beyond(action, Successor.ROOM);
      } else if (one.next == null) {
        sink.beyond(action, one.beyond);
      } else {
        int nextFlight;
        if (one.sent.length > 0) {
          nextFlight = flights.changed(stays ? -1 : place, one.sent);
        } else if (stays) {
          nextFlight = flight;
        } else {
          without = without < 0 ? flights.changed(place, NOTHING) : without;
          nextFlight = without;
        }
        Control next = control(one.next, losses, copies);
        sink.offer(action, StateKeys.key(next.number, nextFlight), one.marks);
      }
    }
  }

  private static int spend(int budget) {
    return budget == Settings.UNLIMITED ? budget : budget - 1;
  }

  // ---- Controls

  private Control control(int number) {
    Control known = number < controls.length ? controls[number] : null;
    return known != null ? known : newControl(number);
  }

  private Control newControl(int number) {
    keys.control(number, words);
    layout.unpackControl(words, scratch);
    int losses = scratch.flight.lossesLeft;
    int copies = scratch.flight.copiesLeft;
    Core core = coreOf(scratch);
    return control(core, losses, copies);
  }

  /** The control of that core, where the network may still do so much. */
  private Control control(Core core, int losses, int copies) {
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
    layout.packControl(scratch, words);
    Control control = new Control(keys.controlOf(words), core, losses, copies);
    core.controls[budgets] = control;
    if (control.number >= controls.length) {
      controls = Arrays.copyOf(controls, Math.max(control.number + 1, 2 * controls.length));
    }
    controls[control.number] = control;
    return control;
  }

  /** The core of a world, which is changed. */
  private Core coreOf(World world) {
    world.flight.lossesLeft = limits.lose();
    world.flight.copiesLeft = limits.duplicate();
    layout.packControl(world, words);
    Core known = cores.get(new Words(words));
    if (known == null) {
      known = new Core(words.clone(), lossesKinds * copiesKinds);
      cores.put(new Words(known.words), known);
    }
    return known;
  }

  // ---- Reactions

  private Reaction[] own(Core core, int context) {
    lookUps++;
    if (context < core.own.length && core.own[context] != null) {
      return core.own[context];
    }
    misses++;
    if (context >= core.own.length) {
      core.own = Arrays.copyOf(core.own, context + 1);
    }
    become(core, context, Segment.NONE);
    var recorder = new Recorder();
    applications.offer(recorder);
    expirations.offer(recorder);
    clock.offer(state, recorder);
    core.own[context] = recorder.reactions();
    return core.own[context];
  }

  private Reaction[] arrivals(Core core, int context, int segment) {
    lookUps++;
    if (context < core.arrivals.length
        && segment < core.arrivals[context].length
        && core.arrivals[context][segment] != null) {
      return core.arrivals[context][segment];
    }
    return newArrivals(core, context, segment);
  }

  private Reaction[] newArrivals(Core core, int context, int segment) {
    misses++;
    if (context >= core.arrivals.length) {
      int had = core.arrivals.length;
      core.arrivals = Arrays.copyOf(core.arrivals, context + 1);
      Arrays.fill(core.arrivals, had, context + 1, new Reaction[0][]);
    }
    if (segment >= core.arrivals[context].length) {
      core.arrivals[context] = Arrays.copyOf(core.arrivals[context], segment + 1);
    }
    Segment moved = new Segment(flights.code(segment));
    become(core, context, moved);
    Flight flight = successor.before.flight;
    int place = 0;
    while (flight.get(place).code() != moved.code()) {
      place++;
    }
    var recorder = new Recorder();
    network.move(place, recorder);
    core.arrivals[context][segment] = recorder.reactions();
    return core.arrivals[context][segment];
  }

  /** Makes the world before the step one of that core and context, and of that segment. */
  private void become(Core core, int context, Segment moved) {
    World world = successor.before;
    layout.unpackControl(core.words, world);
    world.flight.clear();
    for (Segment segment : contexts.get(context)) {
      world.flight.add(segment);
    }
    if (moved.exists()) {
      world.flight.add(moved);
    }
    layout.pack(world, state);
  }

  /** Keeps what the model offers. */
  private final class Recorder implements Model.Sink {

    private final List<Reaction> reactions = new ArrayList<>();

    @Override
    public void offer(int action, long[] packed) {
      int mark = marks.of(state, action, packed);
      reactions.add(reaction(action, coreOf(successor.after), mark, ""));
    }

    @Override
    public void beyond(int action, String limit) {
      reactions.add(reaction(action, null, 0, limit));
    }

    private Reaction reaction(int action, Core next, int mark, String limit) {
      Step step = successor.step;
      int[] sent = new int[step.sentCount()];
      int count = 0;
      for (int i = 0; i < sent.length; i++) {
        if (!step.sentLost(i)) {
          sent[count++] = flights.segment(step.sent(i).code());
        }
      }
      Action.Kind kind = step.kind();
      boolean moves =
          kind == Action.Kind.DELIVER
              || kind == Action.Kind.DELIVER_COPY
              || kind == Action.Kind.LOSE;
      int number = moves ? Action.withoutPlace(action) : action;
      return new Reaction(number, kind, next, Arrays.copyOf(sent, count), mark, limit);
    }

    Reaction[] reactions() {
      return reactions.toArray(Reaction[]::new);
    }
  }
}
