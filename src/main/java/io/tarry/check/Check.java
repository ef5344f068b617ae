package io.tarry.check;

import io.tarry.engine.Cluster;
import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchSetup;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.rules.WrongTcp;
import java.util.List;
import java.util.function.Function;

/** Checks one case of a scenario: one search that decides all its properties. */
public final class Check {

  private final CheckOptions options;

  private Check(CheckOptions options) {
    this.options = options;
  }

  /** A check without limits, by one thread, that reports no progress. */
  public static Check whole() {
    return new Check(CheckOptions.USUAL);
  }

  /** A copy with these limits. */
  public Check within(Limits limits) {
    return new Check(options.with(limits));
  }

  /** A copy for each of this many checks at once, which share the memory of its limits. */
  public Check sharedBy(int checks) {
    return within(options.limits().sharedBy(checks));
  }

  /** A copy that reports its progress. */
  public Check reportingTo(Progress progress) {
    return new Check(options.with(progress));
  }

  /** A copy that uses this many threads, 1 or more; the results are the same for any number. */
  public Check using(int threads) {
    return new Check(options.withThreads(threads));
  }

  /** A copy whose search is set up like this, which overrides earlier choices. */
  public Check setUp(SearchSetup setup) {
    return new Check(options.withSetup(setup));
  }

  /**
   * A copy that takes only one of several states that differ only in which of several
   * interchangeable connections, processes or clients is which. Verdicts and the lengths of runs
   * stay the same; claims about whole runs cannot be decided.
   */
  public Check reduced() {
    return new Check(options.inReducedSpace());
  }

  /**
   * A copy that shows, of each property, a run with the fewest faults of the network, and of those
   * a shortest one. It searches the world again with at most 0, 1, 2, ... faults; verdicts stay the
   * same, except that such a search may find what a limit kept from the one without a bound. Claims
   * about whole runs have no such run: where faults have an end, what comes after them is the same.
   */
  public Check withFewestFaults() {
    return new Check(options.withFewestFaults());
  }

  /**
   * A copy whose searches are those of a cluster, within the limits of this check; threads and
   * set-up do not matter to it. Nothing of what it finds is different.
   *
   * @param texts of each scenario, what its file says, since the other machines have to read it
   * @param untilDecided whether a search ends as soon as all is decided
   */
  public Check on(Cluster cluster, Function<Scenario, String> texts, boolean untilDecided) {
    return new Check(options.with(new CheckOptions.ClusterSearches(cluster, texts, untilDecided)));
  }

  /** A copy whose hosts have that wrong TCP; it keeps no graph, and no cluster can do it. */
  public Check withWrong(WrongTcp tcp) {
    return new Check(options.with(tcp));
  }

  /** Checks every property that the case names. */
  public CaseResult of(Scenario scenario, Scenario.Case checked) {
    return of(scenario, checked, checked.expectations());
  }

  /** Checks these properties of the case. */
  public CaseResult of(
      Scenario scenario, Scenario.Case checked, List<Scenario.Expectation> expectations) {
    return decode(search(new AskedCase(scenario, checked, expectations)));
  }

  /** Searches, and decodes nothing. */
  CaseSearch.Found search(AskedCase asked) {
    return new CaseSearch(asked, options).find();
  }

  /** Decodes what this check has found. */
  CaseResult decode(CaseSearch.Found found) {
    return new CaseDecoder(found, options).decode();
  }

  /** A name for the search of a case that no other case of the same file has. */
  public static String nameOf(Scenario scenario, Scenario.Case checked) {
    return new AskedCase(scenario, checked, List.of()).name();
  }
}
