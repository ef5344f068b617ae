package io.tarry.check;

import io.tarry.engine.Covering;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Subject;
import io.tarry.engine.Symmetry;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TcpModels;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.symmetry.Part;
import io.tarry.tcp.symmetry.WorldSymmetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The searches of one case, by this machine or by a cluster. */
final class CaseSearch {

  private final AskedCase asked;
  private final CheckOptions options;
  private final Set<Part> toldApart;

  CaseSearch(AskedCase asked, CheckOptions options) {
    this.asked = asked;
    this.options = options;
    toldApart = asked.toldApart();
  }

  /**
   * What the searches of a case have found, not yet decoded.
   *
   * @param reduced whether like states were taken for one
   * @param fewestFaults of each claim, what is known of a run with the fewest faults, if asked for
   */
  record Found(
      AskedCase asked,
      SearchResult result,
      boolean reduced,
      Map<String, FaultSearches.Known> fewestFaults,
      Duration time) {}

  /** Searches, and decodes nothing. */
  Found find() {
    if (options.cluster().isPresent() && options.wrong().isPresent()) {
      throw new IllegalStateException("a cluster knows the right rules alone");
    }
    Settings settings = asked.settings();
    List<Claim> claims = asked.claims();
    long start = System.nanoTime();
    SearchResult result =
        options.cluster().isPresent()
            ? onCluster(options.cluster().get(), settings, claims)
            : options
                .setup()
                .apply(search(settings), () -> subject(asked.name(), settings))
                .run(properties(claims));
    Map<String, FaultSearches.Known> known =
        options.fewestFaults()
            ? FaultSearches.of(settings, claims, result, this::withBoundedFaults)
            : Map.of();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Found(asked, result, symmetries(settings).isPresent(), known, time);
  }

  private SearchResult withBoundedFaults(Settings world, List<Claim> claims) {
    if (options.cluster().isPresent()) {
      return onCluster(options.cluster().get(), world, claims);
    }
    String name = asked.name() + ", at most " + world.network().faults() + " faults";
    return options
        .setup()
        .apply(search(world).untilDecided(), () -> subject(name, world))
        .run(properties(claims));
  }

  private Search<TcpModel> search(Settings world) {
    TcpModels models = new TcpModels(world, options.tcp());
    Search<TcpModel> search =
        Search.<TcpModel>of(models)
            .within(options.limits())
            .reportingTo(options.progress())
            .using(options.threads());
    Optional<Covering> covering = world.time().real() ? models.get().covering() : Optional.empty();
    if (covering.isPresent()) {
      search = search.leavingOutCovered(covering.get());
    }
    Optional<Supplier<Symmetry>> symmetries = symmetries(world);
    return symmetries.isPresent() ? search.reducedBy(symmetries.get()) : search;
  }

  /** A search on a cluster; one whose faults are bounded has only claims to decide. */
  private SearchResult onCluster(
      CheckOptions.ClusterSearches other, Settings world, List<Claim> claims) {
    RemoteCase remote =
        new RemoteCase(
            asked.scenario().file(),
            other.texts().apply(asked.scenario()),
            asked.checked().name(),
            claims.stream().map(Claim::id).toList(),
            world.ghosts(),
            world.network().faults());
    boolean ends = other.untilDecided() || world.network().countsFaults();
    return other
        .cluster()
        .search(remote.models(), remote.properties(), options.limits(), ends, options.progress());
  }

  private static List<Property<TcpModel>> properties(List<Claim> claims) {
    return claims.stream().map(Claim::property).toList();
  }

  private Optional<Supplier<Symmetry>> symmetries(Settings world) {
    return options.reduced() ? WorldSymmetry.of(world, toldApart) : Optional.empty();
  }

  /** What is searched, except for the properties, which the engine adds itself. */
  private Subject subject(String name, Settings world) {
    SortedMap<String, String> parts = NamedSettings.of(world);
    parts.put("parts told apart", toldApart.toString());
    options.wrong().ifPresent(tcp -> parts.put("wrong TCP", tcp.id()));
    return new Subject(name, parts);
  }
}
