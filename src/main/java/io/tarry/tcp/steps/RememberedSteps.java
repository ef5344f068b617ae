package io.tarry.tcp.steps;

import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.StateKeys;
import io.tarry.engine.StepMarks;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.symmetry.WorldSymmetry;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a world, remembered. What the hosts do with a segment, or by themselves, follows
 * from their control (all but the segments on their way), and with a clock from whether a segment
 * has to arrive now; it does not follow from what the network may still lose or copy. So it is
 * worked out once by the ordinary rules, in a world that has just that, and looked up from then on.
 * Where a segment concerns nothing but the end that it arrives at, even that follows from what
 * other controls did with it, see {@link LocalReactions}. Which timestamps the world can forget
 * then follows from the {@link StampProfiles} of its flight, and is remembered by itself.
 */
public final class RememberedSteps implements KeySteps {

  private static final int BUDGETS_MAX = 1 << 12;
  private static final int REACTION_BYTES = 48; // with its place in a table, about

  private final int msl;
  private final boolean usesStamps;
  private final Successor successor;
  private final ApplicationSteps applications;
  private final Network network;
  private final Expirations expirations;
  private final Clock clock;
  private final StepMarks marks;

  private final StampProfiles profiles;
  private final FlightTable table;
  private final FlightCursor flights;
  private final SegmentNumbers segments;
  private final FlightChanges changes;
  private final @Nullable RememberedOrbits orbits;
  private final ControlTable controls;
  private final LocalReactions locals;
  private final Trial trial = new Trial();

  public RememberedSteps(
      Settings settings,
      Timestamps stamps,
      Layout layout,
      Successor successor,
      ApplicationSteps applications,
      Network network,
      Expirations expirations,
      Clock clock,
      StateKeys keys,
      StepMarks marks,
      Optional<WorldSymmetry> symmetry) {
    this.successor = successor;
    this.applications = applications;
    this.network = network;
    this.expirations = expirations;
    this.clock = clock;
    this.marks = marks;
    msl = settings.time().msl();
    usesStamps = layout.usesStamps();
    Topology topology = successor.before.topology();
    table =
        keys.shared(
            FlightTable.class,
            () -> new FlightTable(settings, topology, stamps, keys::takeForShared));
    profiles = table.profiles();
    segments = table.segments();
    flights = new FlightCursor(settings, topology, layout, keys, table);
    changes = new FlightChanges(flights);
    controls = new ControlTable(settings, stamps, layout, keys, profiles);
    locals = new LocalReactions(controls);
    int channelWords = layout.words() - layout.controlWords();
    orbits =
        symmetry.map(one -> new RememberedOrbits(one, flights, keys, channelWords)).orElse(null);
  }

  /** Whether the steps of such a world can be remembered. */
  public static boolean areOf(Settings settings) {
    return !settings.time().real()
        && !settings.network().countsFaults()
        && settings.network().room() <= FlightTable.ROOM_MAX
        && ControlTable.budgets(settings.network()) <= BUDGETS_MAX;
  }

  @Override
  public boolean pays() {
    return trial.succeeds();
  }

  @Override
  public void tryAgain() {
    trial.beginAnew();
  }

  @Override
  public boolean isFull() {
    return segments.isFull() || table.lacksMemory() || controls.lacksMemory();
  }

  @Override
  public boolean successors(long key, Sink sink) {
    Control from = controls.of(StateKeys.control(key));
    long flight = flights.read(StateKeys.channels(key));
    if (segments.isFull()) {
      return false; // another segment may stand for one of that flight
    }
    for (Reaction own : own(from.core(), FlightTable.urgency(flight))) {
      if (isBeyond(own, own.action, 0, sink)) {
        continue;
      }
      long next = own.kind == Action.Kind.TICK ? flights.aged() : changes.of(-1, own.sent);
      offer(from, flight, own, own.action, from.losses(), from.copies(), next, sink);
    }
    for (int i = 0; i < flights.count; i++) {
      if (flights.mayMove(i)) {
        move(from, flight, i, sink);
      }
    }
    return !segments.isFull();
  }

  private void move(Control from, long flight, int place, Sink sink) {
    for (Reaction one : arrivals(from.core(), flights.read[place])) {
      int losses = from.losses();
      int copies = from.copies();
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
      long next = changes.of(leaves ? place : -1, one.sent);
      offer(from, flight, one, action, losses, copies, next, sink);
    }
  }

  private boolean isBeyond(Reaction reaction, int action, int left, Sink sink) {
    boolean fits = flights.hasRoom(left, reaction.sent.segments.length);
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
    ControlCore raw = Objects.requireNonNull(reaction.next);
    if (!usesStamps) {
      offer(from, flight, reaction, action, losses, copies, nextFlight, raw, sink);
      return;
    }
    int asked = from.core().asked | profiles.asked(FlightTable.profile(flight));
    for (ControlCore core : controls.settled(raw, FlightTable.profile(nextFlight), asked)) {
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
      ControlCore nextCore,
      Sink sink) {
    if (reaction.kind == Action.Kind.TICK && nextCore == from.core() && nextFlight == flight) {
      return; // a tick that changes nothing is none
    }
    ControlCore core = nextCore;
    long flightThen = nextFlight;
    if (orbits != null) {
      RememberedOrbits.Plan plan = plan(nextCore);
      core = Objects.requireNonNull(nextCore.representative);
      flightThen = orbits.flight(plan, nextFlight);
    }
    if (segments.isFull()) {
      return; // another segment may stand for one of that flight
    }
    Control next = controls.of(core, losses, copies);
    sink.offer(
        action, StateKeys.key(next.number(), FlightTable.number(flightThen)), reaction.marks);
  }

  private RememberedOrbits.Plan plan(ControlCore core) {
    if (core.plan == null) {
      core.plan = Objects.requireNonNull(orbits).planOf(core.words);
      core.representative = controls.coreOf(core.plan.control());
    }
    return core.plan;
  }

  // ---- Reactions

  private Reaction[] own(ControlCore core, int urgency) {
    trial.lookUps++;
    Reaction[] known = core.own[urgency];
    return known != null ? known : newOwn(core, urgency);
  }

  private Reaction[] newOwn(ControlCore core, int urgency) {
    trial.misses++;
    Flight flight = become(core);
    if (urgency != FlightTable.EMPTY) {
      int age = urgency == FlightTable.FORCED ? msl : 0;
      flight.add(Segment.of(End.CLIENT, 0, 0, Segment.ACK, 0, false, age));
    }
    core.own[urgency] =
        record(
                core,
                recorder -> {
                  applications.offer(recorder);
                  expirations.offer(recorder);
                  clock.offerUnsettled(recorder);
                })
            .made();
    return core.own[urgency];
  }

  private Reaction[] arrivals(ControlCore core, int segment) {
    trial.lookUps++;
    Reaction[] known = segment < core.arrivals.length ? core.arrivals[segment] : null;
    return known != null ? known : newArrivals(core, segment);
  }

  private Reaction[] newArrivals(ControlCore core, int segment) {
    if (segment >= core.arrivals.length) {
      core.arrivals = Arrays.copyOf(core.arrivals, segment + 1);
    }
    int end = segments.of(segment).from().peer().number();
    Reaction[] made = locals.of(core, end, segment);
    if (made == null) {
      trial.misses++;
      become(core).add(segments.of(segment));
      Recorder recorder = record(core, some -> network.move(0, some));
      made = recorder.made();
      if (locals.isUnknown(core, end, segment)) {
        locals.add(core, end, segment, made, recorder.looksAt(end));
      }
    }
    core.arrivals[segment] = made;
    return made;
  }

  /** Makes the world before the step one of that core; its flight, which is empty. */
  private Flight become(ControlCore core) {
    successor.beginFromControl(core.words);
    successor.before.flight.clear();
    return successor.before.flight;
  }

  private Recorder record(ControlCore core, Consumer<Recorder> offers) {
    var recorder = new Recorder(core);
    successor.leaveUnsettled(true);
    successor.lookAtNone();
    offers.accept(recorder);
    successor.leaveUnsettled(false);
    controls.take((long) REACTION_BYTES * recorder.reactions.size());
    return recorder;
  }

  /** Keeps what the model offers. */
  private final class Recorder implements Model.Sink {

    private final ControlCore core;
    private final List<Reaction> reactions = new ArrayList<>();
    private long looked; // the ends that a step, or a property that judges it, looked at

    Recorder(ControlCore core) {
      this.core = core;
    }

    Reaction[] made() {
      return reactions.toArray(Reaction[]::new);
    }

    /** Whether that end is the only one that was looked at, if any was. */
    boolean looksAt(int end) {
      return (looked & ~(1L << end)) == 0;
    }

    @Override
    public void offer(int action, long[] packed) {
      int mark = marks.of(successor.state(), action, packed);
      looked |= successor.lookedAt();
      reactions.add(reaction(action, next(), mark, ""));
      successor.lookAtNone(); // packing looked at all
    }

    /** The control as the rules left it. */
    private ControlCore next() {
      Action.Kind kind = successor.step.kind();
      if (kind == Action.Kind.LOSE) {
        return core; // the hosts do not see it
      }
      if (kind == Action.Kind.DELIVER_COPY) {
        return Objects.requireNonNull(reactions.get(reactions.size() - 1).next); // as if it arrived
      }
      return controls.coreOfChanged(successor.before, core, successor.after);
    }

    @Override
    public void beyond(int action, String limit) {
      looked |= successor.lookedAt();
      reactions.add(reaction(action, null, 0, limit));
    }

    private Reaction reaction(int action, @Nullable ControlCore next, int mark, String limit) {
      Step step = successor.step;
      int[] sent = new int[step.sentCount()];
      int count = 0;
      for (int i = 0; i < sent.length; i++) {
        if (!step.sentLost(i)) {
          sent[count++] = segments.number(step.sent(i).code());
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
      SentSegments segments = changes.sent(Arrays.copyOf(sent, count));
      return new Reaction(number, step.kind(), next, segments, mark, limit);
    }
  }
}
