package io.tarry.engine.liveness;

import io.tarry.engine.Finding;
import io.tarry.engine.Model;
import io.tarry.engine.OutOfMemory;
import io.tarry.engine.Progress;
import io.tarry.engine.Property;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Statistics;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.engine.options.SearchOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Decides claims about runs, after a search that saw everything.
 *
 * <p>A claim is broken by a run that ends, or goes round for ever, while it still owes a step that
 * meets the claim. As there are finitely many states, there is an endless fair run of that kind if
 * and only if there is one that is a lasso. So the graph of all steps is written down, the states
 * found where a step is owed ({@link StemSearch}), and among them those on fair loops without such
 * a step ({@link FairComponents}). It knows nothing of how the search went about it and takes no
 * more memory and time than the search was allowed.
 */
public final class Liveness<M extends Model> {

  private final Supplier<? extends M> models;
  private final LivenessBudget budget;
  private final SearchOptions options;

  /** Readies decisions within that allowance. */
  public Liveness(Supplier<? extends M> models, LivenessBudget budget, SearchOptions options) {
    this.models = models;
    this.budget = budget;
    this.options = options;
  }

  /**
   * The result of a search with what is still to be said of the claims about runs.
   *
   * @param searched what the search found; of a claim about runs, that it holds as far as single
   *     steps can tell
   * @throws IllegalStateException if the model is seen not to be deterministic
   */
  public SearchResult decide(List<Property<M>> properties, SearchResult searched) {
    List<Finding> findings = new ArrayList<>(searched.findings());
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (properties.get(i).kind().isAboutRuns() && findings.get(i).verdict() == Verdict.HOLDS) {
        open.add(i);
        findings.set(i, new Finding(properties.get(i).name(), Verdict.UNDECIDED, Optional.empty()));
      }
    }
    if (open.isEmpty()) {
      return searched;
    }
    options.progress().begins(Progress.Stage.CLAIMS_ABOUT_RUNS);
    Set<String> limits = new TreeSet<>(searched.limits());
    List<Property<M>> claims = open.stream().map(properties::get).toList();
    var labels = new StepLabels<>(claims, budget);
    unlessLimited(
            limits,
            () ->
                new GraphBuilder<M>(models, labels, budget, options, searched.statistics()).build())
        .ifPresent(steps -> {
          for (int claim = 0; claim < claims.size(); claim++) {
            int place = open.get(claim);
            int own = claim;
            decide(
                    claims.get(claim),
                    searched.findings().get(place),
                    () -> new TransitionGraph<>(steps, labels, own, budget),
                    limits)
                .ifPresent(finding -> findings.set(place, finding));
          }
        });
    return new SearchResult(
        findings,
        withPeak(searched.statistics(), budget.peakBytes()),
        limits,
        searched.omissionProbability());
  }

  /** What is made, unless a limit is reached before: that is one of the limits then. */
  private static <T> Optional<T> unlessLimited(Set<String> limits, Supplier<T> making) {
    try {
      return Optional.of(making.get());
    } catch (LivenessBudget.LimitReached end) {
      limits.add(end.limit());
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      limits.add("memory");
    }
    return Optional.empty();
  }

  /** What is found out about one claim, if no limit is reached before. */
  private Optional<Finding> decide(
      Property<M> property,
      Finding stepsTold,
      Supplier<TransitionGraph<M>> graph,
      Set<String> limits) {
    long taken = budget.bytesTaken();
    Optional<Finding> found =
        unlessLimited(limits, () -> decide(property, stepsTold, graph.get(), limits));
    budget.giveBackTo(taken);
    return found;
  }

  private Finding decide(
      Property<M> property, Finding stepsTold, TransitionGraph<M> graph, Set<String> limits) {
    var refutation = new CounterexampleSearch<>(graph, property, budget);
    if (refutation.succeeds()) {
      // The verdict stands also without a run to show.
      return new Finding(
          property.name(),
          Verdict.VIOLATED,
          unlessLimited(limits, () -> counterexample(refutation, property)));
    }
    if (property.kind() == Property.Kind.LEADS_TO && stepsTold.trace().isEmpty()) {
      return new Finding(
          property.name(), Verdict.HOLDS, unlessLimited(limits, () -> witness(graph, property)));
    }
    return stepsTold;
  }

  private Trace counterexample(CounterexampleSearch<M> refutation, Property<M> property) {
    Trace counterexample = refutation.shortest();
    new RunReplay<>(models.get(), property, counterexample).checkCounterexample();
    return counterexample;
  }

  private Trace witness(TransitionGraph<M> graph, Property<M> property) {
    Trace witness = StemSearch.sincePremise(graph, budget).toGoal().asRun();
    new RunReplay<>(models.get(), property, witness).checkWitness();
    return witness;
  }

  private static Statistics withPeak(Statistics searched, long peakBytes) {
    return new Statistics(
        searched.states(),
        searched.initialStates(),
        searched.transitions(),
        searched.depth(),
        Math.max(searched.peakBytes(), peakBytes));
  }
}
