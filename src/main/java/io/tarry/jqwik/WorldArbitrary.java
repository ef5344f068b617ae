package io.tarry.jqwik;

import io.tarry.scenario.Beginning;
import io.tarry.tcp.settings.Time.Kind;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.ArbitraryDecorator;

/** Draws whole worlds; what is drawn can be narrowed. */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class WorldArbitrary extends ArbitraryDecorator<DrawnWorld> {

  private static final int FAULTS_MAX = 1;

  /** Not all settings go together: about every second world is no good. */
  private static final int MISSES_MAX = 10_000;

  private final int faultsMax;
  private final List<String> stacks;
  private final List<Kind> kinds;
  private final List<Beginning> beginnings;

  WorldArbitrary() {
    this(FAULTS_MAX, Worlds.STACKS, Worlds.CLOCKS, List.of(Beginning.values()));
  }

  private WorldArbitrary(
      int faultsMax, List<String> stacks, List<Kind> kinds, List<Beginning> beginnings) {
    this.faultsMax = faultsMax;
    this.stacks = stacks;
    this.kinds = kinds;
    this.beginnings = beginnings;
  }

  /** The same with at most this many losses and copies together. */
  public WorldArbitrary withFaults(int max) {
    return new WorldArbitrary(max, stacks, kinds, beginnings);
  }

  /** The same with hosts of these stacks alone, the plainest first. */
  public WorldArbitrary withStacks(String... names) {
    return new WorldArbitrary(faultsMax, List.of(names), kinds, beginnings);
  }

  /** The same with these kinds of time alone, the plainest first. */
  public WorldArbitrary withTimeKinds(Kind... only) {
    return new WorldArbitrary(faultsMax, stacks, List.of(only), beginnings);
  }

  /** The same with runs that begin in these ways alone, the plainest first. */
  public WorldArbitrary withBeginnings(Beginning... some) {
    return new WorldArbitrary(faultsMax, stacks, kinds, List.of(some));
  }

  @Override
  protected Arbitrary<DrawnWorld> arbitrary() {
    Arbitrary<HostSettings> hosts = Worlds.hosts(stacks);
    return Combinators.combine(
            Worlds.applications(beginnings),
            Worlds.faults(faultsMax),
            Worlds.timers(kinds),
            hosts,
            hosts,
            Worlds.nats(),
            Worlds.numbers())
        .as(DrawnWorld::new)
        .filter(MISSES_MAX, DrawnWorld::isGood);
  }
}
