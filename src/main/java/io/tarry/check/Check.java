package io.tarry.check;

import com.google.common.base.Suppliers;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks one case of a scenario: one search that decides all its properties. */
public final class Check {

  /** The most states of a graph that a reader can still walk through. */
  private static final long WHOLE_GRAPH_MAX = 2_000;

  private final Limits limits;
  private final Progress progress;
  private final int threads;
  private final SearchSetup setup;
  private final boolean reduced;

  private Check(Limits limits, Progress progress, int threads, SearchSetup setup, boolean reduced) {
    this.limits = limits;
    this.progress = progress;
    this.threads = threads;
    this.setup = setup;
    this.reduced = reduced;
  }

  /** A check without limits, by one thread, that reports no progress. */
  public static Check whole() {
    return new Check(Limits.none(), Progress.silent(), 1, SearchSetup.PLAIN, false);
  }

  /** A copy with these limits. */
  public Check within(Limits newLimits) {
    return new Check(newLimits, progress, threads, setup, reduced);
  }

  /** A copy for each of so many checks at once, which share the memory of its limits. */
  public Check sharedBy(int checks) {
    return within(limits.sharedBy(checks));
  }

  /** A copy that reports its progress. */
  public Check reportingTo(Progress newProgress) {
    return new Check(limits, newProgress, threads, setup, reduced);
  }

  /** A copy that uses this many threads, 1 or more; the results are the same for any number. */
  public Check using(int newThreads) {
    return new Check(limits, progress, newThreads, setup, reduced);
  }

  /** A copy whose search is set up like this, which overrides earlier choices. */
  public Check setUp(SearchSetup newSetup) {
    return new Check(limits, progress, threads, newSetup, reduced);
  }

  /**
   * A copy that takes only one of several states that differ only in which of several
   * interchangeable connections, processes or clients is which. Verdicts and the lengths of runs
   * stay the same; claims about whole runs cannot be decided.
   */
  public Check reduced() {
    return new Check(limits, progress, threads, setup, true);
  }

  /** Checks every property that the case names. */
  public CaseResult of(Scenario scenario, Scenario.Case checked) {
    return of(scenario, checked, checked.expectations());
  }

  /** Checks these properties of the case. */
  public CaseResult of(
      Scenario scenario, Scenario.Case checked, List<Scenario.Expectation> expectations) {
    Settings settings = checked.settings().remembering(ghosts(expectations));
    Optional<Supplier<Symmetry>> symmetries = symmetries(settings, expectations);
    long start = System.nanoTime();
    Search<TcpModel> search =
        Search.<TcpModel>of(() -> new TcpModel(settings))
            .within(limits)
            .reportingTo(progress)
            .using(threads);
    Optional<Covering> covering = new TcpModel(settings).covering();
    if (covering.isPresent()) {
      search = search.leavingOutCovered(covering.get());
    }
    if (symmetries.isPresent()) {
      search = search.reducedBy(symmetries.get());
    }
    SearchResult result =
        setup
            .apply(search, subject(scenario, checked, settings, toldApart(expectations)))
            .run(expectations.stream().map(e -> e.claim().property()).toList());
    Duration time = Duration.ofNanos(System.nanoTime() - start);

    StoryTeller teller = new StoryTeller(settings, checked.stacks());
    Endings endings = new Endings(settings);
    List<PropertyResult> properties = new ArrayList<>();
    for (Scenario.Expectation expectation : expectations) {
      Claim claim = expectation.claim();
      Finding finding = result.finding(claim.id());
      properties.add(
          new PropertyResult(
              claim,
              finding.verdict(),
              expectation.verdict(),
              met(claim, finding),
              story(teller, endings, claim, finding, scenario.properties().contains(claim))));
    }
    return new CaseResult(
        scenario,
        checked.name(),
        settings.time().counting(),
        new CaseResult.SearchSummary(
            result.statistics(),
            result.stoppedBy(),
            result.omissionProbability(),
            symmetries.isPresent(),
            time),
        properties,
        Suppliers.memoize(() ->
            settings.time().real()
                ? Optional.empty() // its states are sets of states of the world
                : Optional.of(graph(settings, checked, expectations, result))));
  }

  /** The whole graph of a small world; of a larger one, the states on its runs. */
  private StateGraph graph(
      Settings settings,
      Scenario.Case checked,
      List<Scenario.Expectation> expectations,
      SearchResult result) {
    List<Claim> claims = expectations.stream().map(Scenario.Expectation::claim).toList();
    Map<String, Trace> runs = new LinkedHashMap<>();
    for (Claim claim : claims) {
      result.finding(claim.id()).trace().ifPresent(trace -> runs.put(claim.id(), trace));
    }
    GraphWalk walk = new GraphWalk(settings, checked.stacks(), claims);
    boolean small =
        result.stoppedBy().isEmpty() && !reduced && result.statistics().states() <= WHOLE_GRAPH_MAX;
    return small ? walk.whole(runs) : walk.along(runs);
  }

  private Optional<Supplier<Symmetry>> symmetries(
      Settings settings, List<Scenario.Expectation> expectations) {
    return reduced ? WorldSymmetry.of(settings, toldApart(expectations)) : Optional.empty();
  }

  private static Set<Part> toldApart(List<Scenario.Expectation> expectations) {
    Set<Part> toldApart = EnumSet.noneOf(Part.class);
    expectations.forEach(expectation -> toldApart.addAll(expectation.claim().needs().toldApart()));
    return toldApart;
  }

  /** A name for the search of a case that no other case of the same file has. */
  public static String nameOf(Scenario scenario, Scenario.Case checked) {
    String file = scenario.file(); // not a Path: this system may not accept such a name
    return file.substring(file.lastIndexOf('/') + 1) + ", " + checked.name();
  }

  /** What is searched, except for the properties, which the engine adds itself. */
  private static Subject subject(
      Scenario scenario, Scenario.Case checked, Settings settings, Set<Part> toldApart) {
    SortedMap<String, String> parts = SettingParts.of(settings);
    parts.put("parts told apart", toldApart.toString());
    return new Subject(nameOf(scenario, checked), parts);
  }

  private static Optional<Story> story(
      StoryTeller teller, Endings endings, Claim claim, Finding finding, boolean ofFile) {
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

  private static Set<Settings.Ghost> ghosts(List<Scenario.Expectation> expectations) {
    return ghosts(expectations.stream().map(Scenario.Expectation::claim));
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
