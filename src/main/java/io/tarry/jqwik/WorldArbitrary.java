package io.tarry.jqwik;

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

  WorldArbitrary() {
    this(FAULTS_MAX, Worlds.STACKS);
  }

  private WorldArbitrary(int faultsMax, List<String> stacks) {
    this.faultsMax = faultsMax;
    this.stacks = stacks;
  }

  /** The same with at most so many losses and copies together. */
  public WorldArbitrary withFaults(int max) {
    return new WorldArbitrary(max, stacks);
  }

  /** The same with hosts of these stacks alone, the plainest first. */
  public WorldArbitrary withStacks(String... names) {
    return new WorldArbitrary(faultsMax, List.of(names));
  }

  @Override
  protected Arbitrary<DrawnWorld> arbitrary() {
    Arbitrary<HostSettings> hosts = Worlds.hosts(stacks);
    return Combinators.combine(
            Worlds.applications(),
            Worlds.faults(faultsMax),
            Worlds.timers(),
            hosts,
            hosts,
            Worlds.nats())
        .as(DrawnWorld::new)
        .filter(MISSES_MAX, DrawnWorld::isGood);
  }
}
