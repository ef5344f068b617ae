package io.tarry.tcp;

import io.tarry.tcp.realtime.TimePassage;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.steps.Capacity;
import io.tarry.tcp.steps.InitialWorld;
import io.tarry.tcp.world.Ghosts;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Timestamps;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes models of one world, each for one thread. What never changes they share: to work it out for
 * each of them takes about as long as to search one of the smallest worlds.
 */
public final class TcpModels implements Supplier<TcpModel> {

  final Settings settings;
  final TcpRules tcp;
  private final TimePassage.Kind passages;
  private final Topology topology;
  final InitialSequenceNumbers numbers;
  final Timestamps stamps;
  final Ghosts ghosts;
  final InitialWorld beginning;
  private final Layout layout;

  /**
   * Makes models of a world with these settings, whose hosts follow these rules.
   *
   * @throws IllegalArgumentException if it is larger than {@link Capacity} allows
   */
  public TcpModels(Settings settings, TcpRules tcp) {
    this(settings, tcp, TimePassage::usual);
  }

  /** The same, in which time passes otherwise. */
  TcpModels(Settings settings, TcpRules tcp, TimePassage.Kind passages) {
    List<Capacity.Excess> excesses = Capacity.exceededBy(settings);
    if (!excesses.isEmpty()) {
      throw new IllegalArgumentException("the world is too large: " + excesses);
    }
    this.settings = settings;
    this.tcp = tcp;
    this.passages = passages;
    topology = new Topology(settings);
    numbers = new InitialSequenceNumbers(settings, topology, tcp.numbersAfterFin());
    stamps = new Timestamps(settings, topology);
    ghosts = new Ghosts(settings);
    beginning = new InitialWorld(settings, numbers, stamps, ghosts);
    layout = new Layout(settings, topology, numbers);
  }

  /** Another model of the world. */
  @Override
  public TcpModel get() {
    return new TcpModel(this);
  }

  /** Makes models of the same world whose hosts follow the right rules. */
  TcpModels asRight() {
    return new TcpModels(settings, tcp.asRight(), passages);
  }

  /** How time passes in one model. */
  TimePassage passage(Layout ofModel) {
    return passages.of(settings, topology.ends(), ofModel.words(), ofModel.longestTimer());
  }

  /** A layout for one model. */
  Layout layout() {
    return layout.forAnotherThread();
  }
}
