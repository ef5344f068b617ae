package io.tarry.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How a search is done: all but what is searched for, and where. Never changes once it is made. */
final class Manner implements Cloneable {

  static final Manner USUAL = new Manner();

  private Limits limits = Limits.none();
  private Progress progress = Progress.silent();
  private int threads = 1;
  private Grain grain = Grain.USUAL;
  private boolean compact;
  private boolean remembersSteps = true;
  private Optional<Supplier<Symmetry>> symmetries = Optional.empty();
  private BooleanSupplier isCancelled = () -> false;
  private Optional<Path> spillFolder = Optional.empty();
  private Optional<Checkpoint> checkpoint = Optional.empty();

  private Manner() {}

  Limits limits() {
    return limits;
  }

  Progress progress() {
    return progress;
  }

  int threads() {
    return threads;
  }

  Grain grain() {
    return grain;
  }

  /** Whether states may be taken for one that are not (hash compaction). */
  boolean compact() {
    return compact;
  }

  /** Whether steps that come again may be looked up instead of worked out. */
  boolean remembersSteps() {
    return remembersSteps;
  }

  /** Makes one a thread, if one state of each orbit is to do. */
  Optional<Supplier<Symmetry>> symmetries() {
    return symmetries;
  }

  /**
   * Asked often; the search ends at a yes. It ends for a thread that is interrupted, too, and
   * leaves the interrupt to whoever looks at it later.
   */
  boolean isCancelled() {
    return Thread.currentThread().isInterrupted() || isCancelled.getAsBoolean();
  }

  /** Where levels go that there is no memory for, if they may go anywhere. */
  Optional<Path> spillFolder() {
    return spillFolder;
  }

  /** Where the search is saved, if it is. */
  Optional<Checkpoint> checkpoint() {
    return checkpoint;
  }

  Manner with(Limits newLimits) {
    Manner changed = copy();
    changed.limits = newLimits;
    return changed;
  }

  Manner with(Progress newProgress) {
    Manner changed = copy();
    changed.progress = newProgress;
    return changed;
  }

  Manner withThreads(int newThreads) {
    Manner changed = copy();
    changed.threads = newThreads;
    return changed;
  }

  Manner with(Grain newGrain) {
    Manner changed = copy();
    changed.grain = newGrain;
    return changed;
  }

  Manner with(BooleanSupplier newIsCancelled) {
    Manner changed = copy();
    changed.isCancelled = newIsCancelled;
    return changed;
  }

  Manner workingOutEachStep() {
    Manner changed = copy();
    changed.remembersSteps = false;
    return changed;
  }

  Manner compacted() {
    Manner changed = copy();
    changed.compact = true;
    return changed;
  }

  Manner reducedBy(Supplier<Symmetry> newSymmetries) {
    Manner changed = copy();
    changed.symmetries = Optional.of(newSymmetries);
    return changed;
  }

  Manner withSpillFolder(Path newSpillFolder) {
    Manner changed = copy();
    changed.spillFolder = Optional.of(newSpillFolder);
    return changed;
  }

  Manner with(Checkpoint newCheckpoint) {
    Manner changed = copy();
    changed.checkpoint = Optional.of(newCheckpoint);
    return changed;
  }

  private Manner copy() {
    try {
      return (Manner) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("it is Cloneable", impossible);
    }
  }
}
