package io.tarry.jqwik;

import io.tarry.scenario.Applications;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Lets jqwik draw parameters that are worlds or parts of them. */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class WorldsProvider implements ArbitraryProvider {

  private static final Map<Class<?>, Supplier<Arbitrary<?>>> ARBITRARIES =
      Map.of(
          DrawnWorld.class, Worlds::worlds,
          FaultBudget.class, Worlds::faults,
          Timers.class, Worlds::timers,
          HostSettings.class, Worlds::hosts,
          Switches.class, Worlds::switches,
          Sysctls.class, Worlds::sysctls,
          Applications.class, Worlds::applications,
          Nat.class, Worlds::nats,
          Numbers.class, Worlds::numbers);

  /** For jqwik, which makes one. */
  public WorldsProvider() {}

  @Override
  public boolean canProvideFor(TypeUsage type) {
    return ARBITRARIES.containsKey(type.getRawType());
  }

  @Override
  public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
    return Set.of(Objects.requireNonNull(ARBITRARIES.get(type.getRawType())).get());
  }
}
