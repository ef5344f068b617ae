package io.tarry.engine.options;

import io.tarry.engine.Checkpoint;
import io.tarry.engine.Covering;
import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import io.tarry.engine.Symmetry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How a search is done: all but what is searched for, and where. Never changes once it is made. */
public final class SearchOptions implements Cloneable {

  /** After this many states, a search checks whether there is a reason to stop. */
  public static final int PULSE_STATES = 2048;

  public static final SearchOptions USUAL = new SearchOptions();

  private Limits limits = Limits.none();
  private Progress progress = Progress.silent();
  private int threads = 1;
  private Granularity grain = Granularity.USUAL;
  private boolean compact;
  private boolean remembersSteps = true;
  private boolean endsOnceDecided;
  private boolean endsOnceViolated;
  private Optional<Supplier<Symmetry>> symmetries = Optional.empty();
  private Optional<Covering> covering = Optional.empty();
  private BooleanSupplier isCancelled = () -> false;
  private Optional<Path> spillFolder = Optional.empty();
  private Optional<Checkpoint> checkpoint = Optional.empty();

  private SearchOptions() {}

  public Limits limits() {
    return limits;
  }

  public Progress progress() {
    return progress;
  }

  public int threads() {
    return threads;
  }

  public Granularity grain() {
    return grain;
  }

  /** Whether states may be taken for one that are not (hash compaction). */
  public boolean compact() {
    return compact;
  }

  /** Whether steps that come again may be looked up instead of worked out. */
  public boolean remembersSteps() {
    return remembersSteps;
  }

  /** Whether to end as soon as every property is decided, though there are more states. */
  public boolean endsOnceDecided() {
    return endsOnceDecided;
  }

  /** Whether to end as soon as a single step has violated a property. */
  public boolean endsOnceViolated() {
    return endsOnceViolated;
  }

  /** Makes one a thread, if one state of each orbit is to do. */
  public Optional<Supplier<Symmetry>> symmetries() {
    return symmetries;
  }

  /** Which states need not be looked at beside others, if not all are to be. */
  public Optional<Covering> covering() {
    return covering;
  }

  /**
   * Asked often; the search ends at a yes. It ends for a thread that is interrupted, too, and
   * leaves the interrupt to whoever looks at it later.
   */
  public boolean isCancelled() {
    return Thread.currentThread().isInterrupted() || isCancelled.getAsBoolean();
  }

  /** Where levels go that there is no memory for, if they may go anywhere. */
  public Optional<Path> spillFolder() {
    return spillFolder;
  }

  /** Where the search is saved, if it is. */
  public Optional<Checkpoint> checkpoint() {
    return checkpoint;
  }

  public SearchOptions with(Limits newLimits) {
    SearchOptions changed = copy();
    changed.limits = newLimits;
    return changed;
  }

  public SearchOptions with(Progress newProgress) {
    SearchOptions changed = copy();
    changed.progress = newProgress;
    return changed;
  }

  public SearchOptions withThreads(int newThreads) {
    SearchOptions changed = copy();
    changed.threads = newThreads;
    return changed;
  }

  public SearchOptions with(Granularity newGrain) {
    SearchOptions changed = copy();
    changed.grain = newGrain;
    return changed;
  }

  public SearchOptions with(BooleanSupplier newIsCancelled) {
    SearchOptions changed = copy();
    changed.isCancelled = newIsCancelled;
    return changed;
  }

  public SearchOptions workingOutEachStep() {
    SearchOptions changed = copy();
    changed.remembersSteps = false;
    return changed;
  }

  public SearchOptions endingOnceDecided() {
    SearchOptions changed = copy();
    changed.endsOnceDecided = true;
    return changed;
  }

  public SearchOptions endingOnceViolated() {
    SearchOptions changed = copy();
    changed.endsOnceViolated = true;
    return changed;
  }

  public SearchOptions compacted() {
    SearchOptions changed = copy();
    changed.compact = true;
    return changed;
  }

  public SearchOptions reducedBy(Supplier<Symmetry> newSymmetries) {
    SearchOptions changed = copy();
    changed.symmetries = Optional.of(newSymmetries);
    return changed;
  }

  public SearchOptions with(Covering newCovering) {
    SearchOptions changed = copy();
    changed.covering = Optional.of(newCovering);
    return changed;
  }

  public SearchOptions withSpillFolder(Path newSpillFolder) {
    SearchOptions changed = copy();
    changed.spillFolder = Optional.of(newSpillFolder);
    return changed;
  }

  public SearchOptions with(Checkpoint newCheckpoint) {
    SearchOptions changed = copy();
    changed.checkpoint = Optional.of(newCheckpoint);
    return changed;
  }

  private SearchOptions copy() {
    try {
      return (SearchOptions) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("it is Cloneable", impossible);
    }
  }
}
