package io.tarry.check;

import com.google.common.base.Suppliers;
import io.tarry.engine.Cluster;
import io.tarry.engine.Covering;
import io.tarry.engine.Finding;
import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import io.tarry.engine.Symmetry;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Tcp;
import io.tarry.tcp.rules.WrongTcp;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.symmetry.Part;
import io.tarry.tcp.symmetry.WorldSymmetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks one case of a scenario: one search that decides all its properties. */
public final class Check {

  /** The most states of a graph that a reader can still walk through. */
  private static final long WHOLE_GRAPH_MAX = 2_000;

  private final Manner manner;
  private final Optional<Elsewhere> elsewhere;
  private final Optional<WrongTcp> wrong;

  /** How it searches. */
  private record Manner(
      Limits limits,
      Progress progress,
      int threads,
      SearchSetup setup,
      boolean reduced,
      boolean fewestFaults) {}

  private Check(Manner manner, Optional<Elsewhere> elsewhere, Optional<WrongTcp> wrong) {
    this.manner = manner;
    this.elsewhere = elsewhere;
    this.wrong = wrong;
  }

  private Check in(Manner newManner) {
    return new Check(newManner, elsewhere, wrong);
  }

  /** A check without limits, by one thread, that reports no progress. */
  public static Check whole() {
    return new Check(
        new Manner(Limits.none(), Progress.silent(), 1, SearchSetup.PLAIN, false, false),
        Optional.empty(),
        Optional.empty());
  }

  /** A copy with these limits. */
  public Check within(Limits newLimits) {
    return in(
        new Manner(
            newLimits,
            manner.progress,
            manner.threads,
            manner.setup,
            manner.reduced,
            manner.fewestFaults));
  }

  /** A copy for each of so many checks at once, which share the memory of its limits. */
  public Check sharedBy(int checks) {
    return within(manner.limits.sharedBy(checks));
  }

  /** A copy that reports its progress. */
  public Check reportingTo(Progress newProgress) {
    return in(
        new Manner(
            manner.limits,
            newProgress,
            manner.threads,
            manner.setup,
            manner.reduced,
            manner.fewestFaults));
  }

  /** A copy that uses this many threads, 1 or more; the results are the same for any number. */
  public Check using(int newThreads) {
    return in(
        new Manner(
            manner.limits,
            manner.progress,
            newThreads,
            manner.setup,
            manner.reduced,
            manner.fewestFaults));
  }

  /** A copy whose search is set up like this, which overrides earlier choices. */
  public Check setUp(SearchSetup newSetup) {
    return in(
        new Manner(
            manner.limits,
            manner.progress,
            manner.threads,
            newSetup,
            manner.reduced,
            manner.fewestFaults));
  }

  /**
   * A copy that takes only one of several states that differ only in which of several
   * interchangeable connections, processes or clients is which. Verdicts and the lengths of runs
   * stay the same; claims about whole runs cannot be decided.
   */
  public Check reduced() {
    return in(
        new Manner(
            manner.limits,
            manner.progress,
            manner.threads,
            manner.setup,
            true,
            manner.fewestFaults));
  }

  /**
   * A copy that shows, of each property, a run with the fewest faults of the network, and of those
   * a shortest one. It searches the world again with at most 0, 1, 2, ... faults; verdicts stay the
   * same, except that such a search may find what a limit kept from the one without a bound. Claims
   * about whole runs have no such run: where faults have an end, what comes after them is the same.
   */
  public Check withFewestFaults() {
    return in(
        new Manner(
            manner.limits, manner.progress, manner.threads, manner.setup, manner.reduced, true));
  }

  /**
   * A copy whose searches are those of a cluster, within the limits of this check; threads and
   * set-up do not matter to it. Nothing of what it finds is different.
   *
   * @param texts of each scenario, what its file says, since the other machines have to read it
   * @param untilDecided whether a search ends as soon as all is decided
   */
  public Check on(Cluster cluster, Function<Scenario, String> texts, boolean untilDecided) {
    Elsewhere other = new Elsewhere(cluster, texts, untilDecided);
    return new Check(manner, Optional.of(other), wrong);
  }

  /** A copy whose hosts have that wrong TCP; it keeps no graph, and no cluster can do it. */
  public Check withWrong(WrongTcp tcp) {
    return new Check(manner, elsewhere, Optional.of(tcp));
  }

  private record Elsewhere(
      Cluster cluster, Function<Scenario, String> texts, boolean untilDecided) {}

  /** Checks every property that the case names. */
  public CaseResult of(Scenario scenario, Scenario.Case checked) {
    return of(scenario, checked, checked.expectations());
  }

  /** Checks these properties of the case. */
  public CaseResult of(
      Scenario scenario, Scenario.Case checked, List<Scenario.Expectation> expectations) {
    return tell(find(scenario, checked, expectations));
  }

  /**
   * What the searches of a case have found, in words of states.
   *
   * @param fewestFaults of each claim, what is known of a run with the fewest faults, if asked for
   */
  record Found(
      Scenario scenario,
      Scenario.Case checked,
      List<Scenario.Expectation> expectations,
      SearchResult result,
      Map<String, FaultSearches.Known> fewestFaults,
      Duration time) {}

  /** Searches, and decodes nothing. */
  Found find(Scenario scenario, Scenario.Case checked, List<Scenario.Expectation> expectations) {
    if (elsewhere.isPresent() && wrong.isPresent()) {
      throw new IllegalStateException("a cluster knows the right rules alone");
    }
    Settings settings = settings(checked, expectations);
    List<Claim> claims = claims(expectations);
    Set<Part> toldApart = toldApart(claims);
    String name = nameOf(scenario, checked);
    long start = System.nanoTime();
    SearchResult result =
        elsewhere.isPresent()
            ? searched(elsewhere.get(), scenario, checked, settings, claims)
            : manner
                .setup
                .apply(search(settings, toldApart), subject(name, settings, toldApart))
                .run(claims.stream().map(Claim::property).toList());
    Map<String, FaultSearches.Known> known =
        manner.fewestFaults
            ? FaultSearches.of(
                settings,
                claims,
                result,
                (world, left) ->
                    elsewhere.isPresent()
                        ? searched(elsewhere.get(), scenario, checked, world, left)
                        : withFaults(name, world, toldApart, left))
            : Map.of();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Found(scenario, checked, expectations, result, known, time);
  }

  /** Decodes what this check has found. */
  CaseResult tell(Found found) {
    Scenario scenario = found.scenario();
    Scenario.Case checked = found.checked();
    List<Scenario.Expectation> expectations = found.expectations();
    SearchResult result = found.result();
    Settings settings = settings(checked, expectations);
    List<Claim> claims = claims(expectations);
    Set<Part> toldApart = toldApart(claims);
    Map<String, Trace> runs = new LinkedHashMap<>();
    List<PropertyResult> properties = new ArrayList<>();
    StoryTeller teller = new StoryTeller(settings, tcp(), checked.stacks());
    for (Scenario.Expectation expectation : expectations) {
      Claim claim = expectation.claim();
      Optional<FaultSearches.Known> fewest =
          Optional.ofNullable(found.fewestFaults().get(claim.id()));
      Optional<Finding> better = fewest.flatMap(FaultSearches.Known::finding);
      Finding finding = better.orElseGet(() -> result.finding(claim.id()));
      Settings world = better.isPresent() ? fewest.orElseThrow().world() : settings;
      StoryTeller ofWorld =
          better.isPresent() ? new StoryTeller(world, tcp(), checked.stacks()) : teller;
      finding.trace().ifPresent(trace -> runs.put(claim.id(), plain(settings, world, trace)));
      properties.add(
          new PropertyResult(
              claim,
              finding.verdict(),
              expectation.verdict(),
              met(claim, finding),
              story(ofWorld, world, claim, finding, scenario.properties().contains(claim)),
              fewest.map(FaultSearches.Known::fewest)));
    }
    return new CaseResult(
        scenario,
        checked.name(),
        settings.time().counting(),
        new CaseResult.SearchSummary(
            result.statistics(),
            result.stoppedBy(),
            result.omissionProbability(),
            symmetries(settings, toldApart).isPresent(),
            found.time()),
        properties,
        Suppliers.memoize(() ->
            settings.time().real() || wrong.isPresent()
                ? Optional.empty() // the states of dense time are sets of states of the world
                : Optional.of(graph(settings, checked, claims, result, runs))));
  }

  private Tcp tcp() {
    return wrong.map(WrongTcp::tcp).orElseGet(Tcp::right);
  }

  private Search<TcpModel> search(Settings settings, Set<Part> toldApart) {
    Search<TcpModel> search =
        Search.<TcpModel>of(() -> new TcpModel(settings, tcp()))
            .within(manner.limits)
            .reportingTo(manner.progress)
            .using(manner.threads);
    Optional<Covering> covering =
        settings.time().real() ? new TcpModel(settings, tcp()).covering() : Optional.empty();
    if (covering.isPresent()) {
      search = search.leavingOutCovered(covering.get());
    }
    Optional<Supplier<Symmetry>> symmetries = symmetries(settings, toldApart);
    return symmetries.isPresent() ? search.reducedBy(symmetries.get()) : search;
  }

  /** A search on a cluster; one whose faults are bounded has only claims to decide. */
  private SearchResult searched(
      Elsewhere other,
      Scenario scenario,
      Scenario.Case checked,
      Settings world,
      List<Claim> claims) {
    RemoteCase asked =
        new RemoteCase(
            scenario.file(),
            other.texts.apply(scenario),
            checked.name(),
            claims.stream().map(Claim::id).toList(),
            world.ghosts(),
            world.network().faults());
    boolean ends = other.untilDecided || world.network().countsFaults();
    return other.cluster.search(
        asked.models(), asked.properties(), manner.limits, ends, manner.progress);
  }

  /** A search of a world whose faults are bounded. */
  private SearchResult withFaults(
      String name, Settings world, Set<Part> toldApart, List<Claim> claims) {
    int most = world.network().faults();
    Subject subject = subject(name + ", at most " + most + " faults", world, toldApart);
    return manner
        .setup
        .apply(search(world, toldApart).untilDecided(), subject)
        .run(claims.stream().map(Claim::property).toList());
  }

  private static Trace plain(Settings settings, Settings world, Trace run) {
    boolean counted = world.network().countsFaults() && !world.time().real();
    return counted ? RunWithoutFaultCounts.of(settings, world, run) : run;
  }

  /** The whole graph of a small world; of a larger one, the states on its runs. */
  private StateGraph graph(
      Settings settings,
      Scenario.Case checked,
      List<Claim> claims,
      SearchResult result,
      Map<String, Trace> runs) {
    GraphWalk walk = new GraphWalk(settings, checked.stacks(), claims);
    boolean small =
        result.stoppedBy().isEmpty()
            && !manner.reduced
            && result.statistics().states() <= WHOLE_GRAPH_MAX;
    return small ? walk.whole(runs) : walk.along(runs);
  }

  private Optional<Supplier<Symmetry>> symmetries(Settings settings, Set<Part> toldApart) {
    return manner.reduced ? WorldSymmetry.of(settings, toldApart) : Optional.empty();
  }

  private static Set<Part> toldApart(List<Claim> claims) {
    Set<Part> toldApart = EnumSet.noneOf(Part.class);
    claims.forEach(claim -> toldApart.addAll(claim.needs().toldApart()));
    return toldApart;
  }

  /** A name for the search of a case that no other case of the same file has. */
  public static String nameOf(Scenario scenario, Scenario.Case checked) {
    String file = scenario.file(); // not a Path: this system may not accept such a name
    return file.substring(file.lastIndexOf('/') + 1) + ", " + checked.name();
  }

  /** What is searched, except for the properties, which the engine adds itself. */
  private Subject subject(String name, Settings settings, Set<Part> toldApart) {
    SortedMap<String, String> parts = NamedSettings.of(settings);
    parts.put("parts told apart", toldApart.toString());
    wrong.ifPresent(tcp -> parts.put("wrong TCP", tcp.id()));
    return new Subject(name, parts);
  }

  private Optional<Story> story(
      StoryTeller teller, Settings world, Claim claim, Finding finding, boolean ofFile) {
    Endings endings = new Endings(world, tcp());
    boolean broken = finding.verdict() == Verdict.VIOLATED;
    return finding
        .trace()
        .map(trace ->
            teller.tell(
                trace,
                broken ? Story.Kind.COUNTEREXAMPLE : Story.Kind.WITNESS,
                broken
                    ? endings.of(claim, trace)
                    : met(claim, finding).orElse(claim.leastDanger()).shows(),
                endings.about(claim, trace, broken, ofFile)));
  }

  private static Optional<Danger> met(Claim claim, Finding finding) {
    return finding.verdict() == Verdict.HOLDS ? claim.met(finding.witness()) : Optional.empty();
  }

  private static List<Claim> claims(List<Scenario.Expectation> expectations) {
    return expectations.stream().map(Scenario.Expectation::claim).toList();
  }

  private static Settings settings(Scenario.Case checked, List<Scenario.Expectation> expectations) {
    return checked.settings().remembering(ghosts(claims(expectations).stream()));
  }

  /** What the world of that case had to remember. */
  static Set<Settings.Ghost> ghosts(CaseResult result) {
    return ghosts(result.properties().stream().map(PropertyResult::claim));
  }

  private static Set<Settings.Ghost> ghosts(Stream<Claim> claims) {
    Set<Settings.Ghost> ghosts = EnumSet.noneOf(Settings.Ghost.class);
    claims.forEach(claim -> ghosts.addAll(claim.needs().ghosts()));
    return ghosts;
  }
}
