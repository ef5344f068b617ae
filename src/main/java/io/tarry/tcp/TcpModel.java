package io.tarry.tcp;

import io.tarry.engine.Covering;
import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.StateKeys;
import io.tarry.engine.StepMarks;
import io.tarry.engine.Symmetry;
import io.tarry.tcp.realtime.TimePassage;
import io.tarry.tcp.realtime.Zones;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.steps.ApplicationSteps;
import io.tarry.tcp.steps.Capacity;
import io.tarry.tcp.steps.Clock;
import io.tarry.tcp.steps.Expirations;
import io.tarry.tcp.steps.Network;
import io.tarry.tcp.steps.RememberedSteps;
import io.tarry.tcp.steps.Successor;
import io.tarry.tcp.symmetry.WorldSymmetry;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.World;
import java.util.Optional;

/**
 * The world as a model for the engine. While a step is being offered, {@link #before()}, {@link
 * #after()} and {@link #step()} show it unpacked.
 */
public final class TcpModel implements Model {

  private final TcpModels shared;
  private final Layout layout;
  private final TimePassage passage;
  private final Successor successor;
  private final ApplicationSteps applications;
  private final Network network;
  private final Expirations expirations;
  private final Clock clock;

  /**
   * Makes the model of a world with these settings.
   *
   * @throws IllegalArgumentException if it is larger than {@link Capacity} allows
   */
  public TcpModel(Settings settings) {
    this(settings, TcpRules.right());
  }

  /** Makes the model of a world whose hosts follow these rules. */
  public TcpModel(Settings settings, TcpRules tcp) {
    this(new TcpModels(settings, tcp));
  }

  /** The same, in which time passes otherwise. */
  TcpModel(Settings settings, TcpRules tcp, TimePassage.Kind passages) {
    this(new TcpModels(settings, tcp, passages));
  }

  /** One of the models of that world. */
  TcpModel(TcpModels shared) {
    this.shared = shared;
    layout = shared.layout();
    passage = shared.passage(layout);
    successor =
        new Successor(
            shared.settings, shared.numbers, shared.stamps, shared.ghosts, layout, passage);
    applications = new ApplicationSteps(shared.settings, shared.tcp, successor);
    network = new Network(shared.tcp, successor);
    expirations = new Expirations(shared.settings, shared.tcp, successor);
    clock = new Clock(shared.settings, layout, successor, expirations);
  }

  @Override
  public int controlWords() {
    return layout.controlWords();
  }

  @Override
  public Optional<KeySteps> keySteps(StateKeys keys, StepMarks marks, Optional<Symmetry> symmetry) {
    boolean ofWorlds = symmetry.map(WorldSymmetry.class::isInstance).orElse(true);
    return ofWorlds && RememberedSteps.areOf(shared.settings)
        ? Optional.of(
            new RememberedSteps(
                shared.settings,
                shared.stamps,
                layout,
                successor,
                applications,
                network,
                expirations,
                clock,
                keys,
                marks,
                symmetry.map(WorldSymmetry.class::cast)))
        : Optional.empty();
  }

  @Override
  public boolean haveChannelsBeenShown() {
    return successor.hasShownTheFlight();
  }

  /** Which states need not be looked at beside others; nothing where time is not real. */
  public Optional<Covering> covering() {
    return passage instanceof Zones zones ? Optional.of(zones.covering()) : Optional.empty();
  }

  /** The settings of this world. */
  public Settings settings() {
    return shared.settings;
  }

  /** The world before the step. */
  public World before() {
    return successor.before;
  }

  /** The world after the step. */
  public World after() {
    return successor.after;
  }

  /** What happened in it. */
  public Step step() {
    return successor.step;
  }

  /** A world of these settings as a state, without what dense time adds to it. */
  public long[] packed(World world) {
    long[] packed = new long[words()];
    layout.pack(world, packed);
    return packed;
  }

  /** From how many local ports that client could connect to the server's first port. */
  public int freePorts(World world, int client) {
    return shared.tcp.opening().freePorts(shared.settings, world, client);
  }

  @Override
  public int words() {
    return layout.words() + passage.words();
  }

  @Override
  public void initialStates(Sink sink) {
    long[] packed = new long[words()];
    World world = shared.beginning.world();
    passage.beginAnew();
    passage.settle(world);
    layout.pack(world, packed);
    passage.pack(packed);
    if (shared.settings.start() == Settings.Start.HALF_CLOSED) {
      // Up to here all went well, however wrong the TCP is that goes on from here.
      packed = HalfClosedStart.run(shared.asRight().get(), packed);
    }
    show(packed);
    sink.offer(INITIAL, packed);
  }

  @Override
  public void show(long[] state) {
    successor.beginFrom(state);
    successor.begin(Action.Kind.BEGIN, End.CLIENT, Segment.NONE);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    successor.beginFrom(state);
    applications.offer(sink);
    network.offer(sink);
    expirations.offer(sink);
    clock.offer(state, sink);
  }
}
