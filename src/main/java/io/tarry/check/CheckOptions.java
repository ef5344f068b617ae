package io.tarry.check;

import io.tarry.engine.Cluster;
import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchSetup;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.rules.WrongTcp;
import java.util.Optional;
import java.util.function.Function;

/** How cases are checked, whichever they are. Never changes once it is made. */
final class CheckOptions implements Cloneable {

  /** No limits, one thread, no progress. */
  static final CheckOptions USUAL = new CheckOptions();

  private Limits limits = Limits.none();
  private Progress progress = Progress.silent();
  private int threads = 1;
  private SearchSetup setup = SearchSetup.PLAIN;
  private boolean reduced;
  private boolean fewestFaults;
  private Optional<ClusterSearches> cluster = Optional.empty();
  private Optional<WrongTcp> wrong = Optional.empty();

  /**
   * The searches of a cluster.
   *
   * @param texts of each scenario, what its file says
   * @param untilDecided whether a search ends as soon as all is decided
   */
  record ClusterSearches(Cluster cluster, Function<Scenario, String> texts, boolean untilDecided) {}

  private CheckOptions() {}

  Limits limits() {
    return limits;
  }

  Progress progress() {
    return progress;
  }

  int threads() {
    return threads;
  }

  SearchSetup setup() {
    return setup;
  }

  /** Whether to take only one of several states that differ in which of like parts is which. */
  boolean reduced() {
    return reduced;
  }

  /** Whether to look for runs with the fewest faults of the network. */
  boolean fewestFaults() {
    return fewestFaults;
  }

  /** What searches in place of this machine, if something does. */
  Optional<ClusterSearches> cluster() {
    return cluster;
  }

  Optional<WrongTcp> wrong() {
    return wrong;
  }

  /** The rules that hosts follow. */
  TcpRules tcp() {
    return wrong.map(WrongTcp::tcp).orElseGet(TcpRules::right);
  }

  CheckOptions with(Limits newLimits) {
    CheckOptions changed = copy();
    changed.limits = newLimits;
    return changed;
  }

  CheckOptions with(Progress newProgress) {
    CheckOptions changed = copy();
    changed.progress = newProgress;
    return changed;
  }

  CheckOptions withThreads(int newThreads) {
    CheckOptions changed = copy();
    changed.threads = newThreads;
    return changed;
  }

  CheckOptions withSetup(SearchSetup newSetup) {
    CheckOptions changed = copy();
    changed.setup = newSetup;
    return changed;
  }

  CheckOptions inReducedSpace() {
    CheckOptions changed = copy();
    changed.reduced = true;
    return changed;
  }

  CheckOptions withFewestFaults() {
    CheckOptions changed = copy();
    changed.fewestFaults = true;
    return changed;
  }

  CheckOptions with(ClusterSearches newCluster) {
    CheckOptions changed = copy();
    changed.cluster = Optional.of(newCluster);
    return changed;
  }

  CheckOptions with(WrongTcp newWrong) {
    CheckOptions changed = copy();
    changed.wrong = Optional.of(newWrong);
    return changed;
  }

  private CheckOptions copy() {
    try {
      return (CheckOptions) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("it is Cloneable", impossible);
    }
  }
}
