package io.tarry.engine;

import io.tarry.engine.checkpoint.SavedSearch;
import io.tarry.engine.checkpoint.SearchIdentity;
import io.tarry.engine.explore.ConcreteRun;
import io.tarry.engine.explore.Exploration;
import io.tarry.engine.explore.Replay;
import io.tarry.engine.explore.TraceFinder;
import io.tarry.engine.liveness.Liveness;
import io.tarry.engine.liveness.LivenessBudget;
import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.monitor.FailedStep;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.monitor.PropertyDiscoveries;
import io.tarry.engine.monitor.PropertyMonitor;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.threads.WorkerPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Decides properties of a model by looking at every state that it can reach.
 *
 * <pre>{@code
 * SearchResult result =
 *     Search.of(() -> new Hanoi(5))
 *         .within(Limits.none().states(1_000_000))
 *         .run(List.of(Property.reachable("solved", allOnTheLastPeg)));
 * }</pre>
 *
 * <p>One search decides all properties and runs to its end even when one of them is violated, so
 * that its numbers depend on the model alone. It is breadth first, so that runs are as short as
 * possible, and exact: whole states are stored, and no two are ever taken for one. Claims about
 * runs are decided after it, on the graph of all that it saw.
 *
 * <p>A search is a description; it can be run again, and changing it makes another one.
 */
public final class Search<M extends Model> {

  // What the search structures may take of the heap. The rest is for the model, for what the
  // collector needs in order to move things, and for the traces.
  private static final double HEAP_SHARE = 0.75;

  private final Supplier<? extends M> models;
  private final SearchOptions options;

  private Search(Supplier<? extends M> models, SearchOptions options) {
    this.models = models;
    this.options = options;
  }

  /**
   * A search by one thread, without limits of its own, that reports to nobody.
   *
   * @param models makes a new instance of the same model at each call: some for each thread, and
   *     one to replay each trace
   */
  public static <M extends Model> Search<M> of(Supplier<? extends M> models) {
    return new Search<>(models, SearchOptions.USUAL);
  }

  /** The same search within these limits. */
  public Search<M> within(Limits limits) {
    return in(options.with(limits));
  }

  /** The same search, reporting its progress there. */
  public Search<M> reportingTo(Progress progress) {
    return in(options.with(progress));
  }

  /**
   * The same search by this many threads, 1 or more. The numbers, verdicts and traces are the same
   * for any number.
   *
   * @throws IllegalArgumentException if there would be no thread
   */
  public Search<M> using(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a search needs a thread or more, not " + threads);
    }
    return in(options.withThreads(threads));
  }

  /**
   * The same search, which ends soon after this says yes, for somebody who waits no longer: {@link
   * SearchResult#stoppedBy} says "interruption" then. What was decided by then stays decided, and
   * the traces that were recovered by then are there. A thread that is interrupted while it
   * searches ends its search in the same way, and stays interrupted.
   *
   * @param isCancelled asked often, by all threads
   */
  public Search<M> until(BooleanSupplier isCancelled) {
    return in(options.with(isCancelled));
  }

  /**
   * The same search, which moves levels to a file of its own in this folder when memory gets short.
   * The file is gone when the search ends.
   */
  public Search<M> spillingTo(Path folder) {
    return in(options.withSpillFolder(folder));
  }

  /**
   * The same search, which looks at one state of each orbit alone. Its states and transitions are
   * those of the representatives; verdicts are the same, and traces are runs of the model, as short
   * as without, in which each part keeps its identity.
   *
   * @param symmetries makes a new instance of the same symmetry at each call, one for each thread
   */
  public Search<M> reducedBy(Supplier<Symmetry> symmetries) {
    return in(options.reducedBy(symmetries));
  }

  /**
   * The same search, which leaves out each state that is covered by another state it looks at. Its
   * states and transitions are those of the states that remain; verdicts and the lengths of runs
   * are the same.
   */
  public Search<M> leavingOutCovered(Covering covering) {
    return in(options.with(covering));
  }

  /**
   * The same search, which ends after the level in which the last property is decided: each claim
   * is violated, or reached. {@link SearchResult#stoppedBy} says "all is decided" then, verdicts
   * and counterexamples are those of the whole search, and the numbers are smaller. What only the
   * whole space can decide, it searches to the end.
   */
  public Search<M> untilDecided() {
    return in(options.endingOnceDecided());
  }

  /**
   * The same search, which ends after the level in which a first claim is violated: {@link
   * SearchResult#stoppedBy} says "a claim is violated" then. Only a single step can end it so, not
   * what is known of whole runs.
   */
  public Search<M> untilViolated() {
    return in(options.endingOnceViolated());
  }

  /**
   * The same search in less memory, which may miss states: it takes two states for one if 57 bits
   * of their mixed keys agree (hash compaction). So a claim is undecided where the search saw
   * nothing against it: {@link SearchResult#stoppedBy} says "hash compaction", and {@link
   * SearchResult#omissionProbability} how probable it is that a state was missed.
   */
  public Search<M> compacted() {
    return in(options.compacted());
  }

  /**
   * The same search, which has the model work out every step anew, also where it remembers steps.
   * It says the same and takes longer; it is there to compare with.
   */
  public Search<M> workingOutEachStep() {
    return in(options.workingOutEachStep());
  }

  /** The same search, saved there now and then, or going on from what was saved. */
  public Search<M> savedAt(Checkpoint checkpoint) {
    return in(options.with(checkpoint));
  }

  /** The same search with its work divided in another way, which changes nothing that it says. */
  Search<M> dividedInto(Granularity grain) {
    return in(options.with(grain));
  }

  private Search<M> in(SearchOptions newManner) {
    return new Search<>(models, newManner);
  }

  /**
   * Searches. Running out of the memory allowed is no failure: the result says that it was so.
   *
   * @param properties what to decide; with none, the search only counts
   * @throws IllegalArgumentException if two properties have the same name, or if a claim about runs
   *     is asked of a search that is reduced or compacted, whose graph is not that of the model
   * @throws BrokenContract if the model breaks its contract: it has no initial state, offers a
   *     state of the wrong length or a negative action, changes a state that it is given, or is
   *     seen not to be deterministic when a trace is replayed. This, and what the model or a
   *     property throws itself, says where by {@link FailureTrace}
   * @throws java.io.UncheckedIOException if a file cannot be written or read; the message names it
   * @throws CheckpointException if the search cannot use its checkpoint
   */
  public SearchResult run(List<Property<M>> properties) {
    requireDistinctNames(properties);
    requireNothingBesideCovering();
    properties.forEach(this::requireDecidable);
    OutOfMemory.prepare();
    long startNanos = System.nanoTime();
    SearchResult searched;
    try {
      searched = search(properties); // keeps none of the memory that it took
    } catch (RuntimeException | AssertionError failure) {
      throw placed(firstOf(failure, properties));
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      searched = nothingFound(properties); // there was not enough to begin with
    }
    var budget = new LivenessBudget(bytesMax(), options, startNanos);
    return new Liveness<M>(models, budget, options).decide(properties, searched);
  }

  /** As {@link #run(List)}; a property of all models of some wider type will do. */
  @SafeVarargs
  public final SearchResult run(Property<? super M>... properties) {
    List<Property<M>> ofThisModel = new ArrayList<>();
    for (Property<? super M> property : properties) {
      ofThisModel.add(narrowed(property));
    }
    return run(ofThisModel);
  }

  // A property only reads models: one that judges any model of a wider type judges this one.
  @SuppressWarnings("unchecked")
  private Property<M> narrowed(Property<? super M> property) {
    return (Property<M>) property;
  }

  /**
   * Searches again with one thread if several threads searched: it must not matter which of them
   * failed first.
   */
  private Throwable firstOf(Throwable failure, List<Property<M>> properties) {
    if (options.threads() > 1 && FailedStep.of(failure).isPresent()) {
      try {
        Search.<M>of(models).within(options.limits()).search(properties);
      } catch (RuntimeException | AssertionError first) {
        return first;
      }
    }
    return failure;
  }

  /** The same exception, which then says where it was thrown. */
  private RuntimeException placed(Throwable failure) {
    Optional<FailureTrace> place =
        new FailureTraceFinder<M>(models, options.limits()).place(failure);
    if (place.isPresent() && failure instanceof BrokenContract broken) {
      return new BrokenContract(broken, place.get());
    }
    place.ifPresent(failure::addSuppressed);
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /** Decides what single steps decide, and says of a claim about runs what they say of it. */
  private SearchResult search(List<Property<M>> properties) {
    options.progress().begins(Progress.Stage.STATES);
    List<M> oneEach = new ArrayList<>();
    for (int thread = 0; thread < options.threads(); thread++) {
      oneEach.add(models.get());
    }
    try (WorkerPool pool = new WorkerPool(options.threads(), options.grain())) {
      return run(properties, oneEach, pool);
    }
  }

  private SearchResult run(List<Property<M>> properties, List<M> oneEach, WorkerPool pool) {
    int words = ModelContract.requireWordCount(oneEach.get(0).words());
    Supplier<PropertyMonitor<M>> monitors = () -> new PropertyMonitor<>(properties, words);
    Optional<SavedSearch> saved =
        options
            .checkpoint()
            .map(checkpoint ->
                SavedSearch.open(
                    checkpoint,
                    SearchIdentity.of(checkpoint.subject(), properties, options, oneEach.get(0))));
    try (var exploration =
        new Exploration<M>(pool, oneEach, words, monitors, bytesMax(), options, saved)) {
      exploration.run();
      return result(exploration, pool, words);
    } finally {
      saved.ifPresent(SavedSearch::close);
    }
  }

  private SearchResult result(Exploration<M> exploration, WorkerPool pool, int words) {
    boolean whole = exploration.limits().isEmpty();
    PropertyMonitor<M> monitor = exploration.monitor();
    List<Discovery<M>> shown = new ArrayList<>();
    if (!exploration.wasCancelled()) {
      for (PropertyDiscoveries<M> question : monitor.questions()) {
        question.shown(question.verdict(whole)).ifPresent(shown::add);
      }
    }
    if (!shown.isEmpty()) {
      options.progress().begins(Progress.Stage.RUNS_TO_SHOW);
    }
    Map<Discovery<M>, Trace> traces = traces(shown, exploration, pool, words);

    List<Finding> findings = new ArrayList<>();
    for (PropertyDiscoveries<M> question : monitor.questions()) {
      Verdict verdict = question.verdict(whole);
      Optional<Trace> trace =
          question.shown(verdict).flatMap(discovery -> Optional.ofNullable(traces.get(discovery)));
      findings.add(
          new Finding(question.property().name(), verdict, trace, question.witness(verdict)));
    }
    return new SearchResult(
        findings,
        exploration.statistics(),
        exploration.limits(),
        exploration.omissionProbability());
  }

  private Map<Discovery<M>, Trace> traces(
      List<Discovery<M>> shown, Exploration<M> exploration, WorkerPool pool, int words) {
    try {
      Map<Discovery<M>, Trace> traces = new TraceFinder<>(pool, words, exploration).traces(shown);
      options
          .symmetries()
          .map(Supplier::get)
          .ifPresent(symmetry ->
              traces.replaceAll((discovery, orbits) ->
                  new ConcreteRun<>(models.get(), symmetry).of(orbits, discovery)));
      traces.forEach((discovery, trace) -> new Replay<>(models.get(), trace, discovery).check());
      return traces;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      exploration.recoveryLacksMemory();
      return Map.of();
    }
  }

  /** There was too little memory to begin with. */
  private SearchResult nothingFound(List<Property<M>> properties) {
    return new SearchResult(
        properties.stream()
            .map(property -> new Finding(property.name(), Verdict.UNDECIDED, Optional.empty()))
            .toList(),
        new Statistics(0, 0, 0, 0, 0),
        Set.of("memory"),
        0);
  }

  private long bytesMax() {
    long heapBytes = (long) (HEAP_SHARE * Runtime.getRuntime().maxMemory());
    return Math.min(heapBytes, options.limits().memoryBytesMax().orElse(Long.MAX_VALUE));
  }

  private void requireDecidable(Property<M> property) {
    boolean reduced = options.symmetries().isPresent();
    boolean leavesOut = options.covering().isPresent();
    if (property.kind().isAboutRuns() && (reduced || leavesOut || options.compact())) {
      throw new IllegalArgumentException(
          "'"
              + property.name()
              + "' is about runs, and cannot be decided by a search that is "
              + (reduced
                  ? "reduced by symmetry"
                  : leavesOut ? "without states that are covered" : "compacted"));
    }
  }

  private void requireNothingBesideCovering() {
    boolean beside =
        options.symmetries().isPresent() || options.compact() || options.checkpoint().isPresent();
    if (options.covering().isPresent() && beside) {
      throw new IllegalArgumentException(
          "a search that leaves out covered states cannot be reduced, compacted or saved as well");
    }
  }

  private static void requireDistinctNames(List<? extends Property<?>> properties) {
    Set<String> names = new HashSet<>();
    for (Property<?> property : properties) {
      if (!names.add(property.name())) {
        throw new IllegalArgumentException("two properties are named '" + property.name() + "'");
      }
    }
  }
}
