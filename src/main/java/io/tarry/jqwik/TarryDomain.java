package io.tarry.jqwik;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.SampleReportingFormat;
import net.jqwik.api.configurators.ArbitraryConfigurator;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.providers.ArbitraryProvider;

/**
 * For {@code @Domain(TarryDomain.class)}: worlds and their parts, besides all that jqwik draws by
 * itself.
 */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class TarryDomain implements DomainContext {

  /** For jqwik, which makes one. */
  public TarryDomain() {}

  @Override
  public Collection<ArbitraryProvider> getArbitraryProviders() {
    return with(new WorldsProvider(), DomainContext.global().getArbitraryProviders());
  }

  @Override
  public Collection<ArbitraryConfigurator> getArbitraryConfigurators() {
    return with(new WorldsConfigurator(), DomainContext.global().getArbitraryConfigurators());
  }

  @Override
  public Collection<SampleReportingFormat> getReportingFormats() {
    return with(new ScenarioFormat(), DomainContext.global().getReportingFormats());
  }

  /** Each once, also where the global domain has it already. */
  private static <T> List<T> with(T own, Collection<T> global) {
    List<T> all = new ArrayList<>(global);
    if (all.stream().noneMatch(one -> one.getClass() == own.getClass())) {
      all.add(own);
    }
    return all;
  }
}
