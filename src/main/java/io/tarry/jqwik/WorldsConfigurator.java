package io.tarry.jqwik;

import io.tarry.scenario.Applications;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.configurators.ArbitraryConfigurator;
import net.jqwik.api.providers.TypeUsage;
import org.jspecify.annotations.Nullable;

/**
 * Makes arbitraries do what {@link Faults}, {@link Stacks}, {@link TimeKinds} and {@link
 * Beginnings} say.
 */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class WorldsConfigurator implements ArbitraryConfigurator {

  /** For jqwik, which makes one. */
  public WorldsConfigurator() {}

  @Override
  public <T extends @Nullable Object> Arbitrary<T> configure(
      Arbitrary<T> arbitrary, TypeUsage type) {
    Optional<Faults> faults = type.findAnnotation(Faults.class);
    Optional<Stacks> stacks = type.findAnnotation(Stacks.class);
    Optional<TimeKinds> kinds = type.findAnnotation(TimeKinds.class);
    Optional<Beginnings> beginnings = type.findAnnotation(Beginnings.class);
    Arbitrary<?> configured = arbitrary;
    if (configured instanceof WorldArbitrary worlds) {
      worlds = faults.isPresent() ? worlds.withFaults(faults.get().max()) : worlds;
      worlds = stacks.isPresent() ? worlds.withStacks(stacks.get().value()) : worlds;
      worlds = kinds.isPresent() ? worlds.withTimeKinds(kinds.get().value()) : worlds;
      configured =
          beginnings.isPresent() ? worlds.withBeginnings(beginnings.get().value()) : worlds;
    } else if (faults.isPresent() && type.isOfType(FaultBudget.class)) {
      configured = Worlds.faults(faults.get().max());
    } else if (stacks.isPresent() && type.isOfType(HostSettings.class)) {
      configured = Worlds.hosts(List.of(stacks.get().value()));
    } else if (kinds.isPresent() && type.isOfType(Timers.class)) {
      configured = Worlds.timers(List.of(kinds.get().value()));
    } else if (beginnings.isPresent() && type.isOfType(Applications.class)) {
      configured = Worlds.applications(List.of(beginnings.get().value()));
    }
    return ofSameType(configured);
  }

  @SuppressWarnings("unchecked") // Justification: it draws what the one before drew.
  private static <T extends @Nullable Object> Arbitrary<T> ofSameType(Arbitrary<?> arbitrary) {
    return (Arbitrary<T>) arbitrary;
  }
}
