package io.tarry.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How a search is done: all but what is searched for, and where.
 *
 * @param compact whether states may be taken for one that are not (hash compaction)
 * @param symmetries makes one a thread
 * @param isCancelled asked often; the search ends at a yes
 * @param spillFolder where levels go that there is no memory for, if they may go anywhere
 * @param checkpoint where the search is saved, if it is
 */
record Manner(
    Limits limits,
    Progress progress,
    int threads,
    Grain grain,
    boolean compact,
    Supplier<Symmetry> symmetries,
    BooleanSupplier isCancelled,
    Optional<Path> spillFolder,
    Optional<Checkpoint> checkpoint) {

  static final Manner USUAL =
      new Manner(
          Limits.none(),
          Progress.silent(),
          1,
          Grain.USUAL,
          false,
          () -> Symmetry.NONE,
          () -> false,
          Optional.empty(),
          Optional.empty());

  Manner with(Limits newLimits) {
    return new Manner(
        newLimits,
        progress,
        threads,
        grain,
        compact,
        symmetries,
        isCancelled,
        spillFolder,
        checkpoint);
  }

  Manner with(Progress newProgress) {
    return new Manner(
        limits,
        newProgress,
        threads,
        grain,
        compact,
        symmetries,
        isCancelled,
        spillFolder,
        checkpoint);
  }

  Manner withThreads(int newThreads) {
    return new Manner(
        limits,
        progress,
        newThreads,
        grain,
        compact,
        symmetries,
        isCancelled,
        spillFolder,
        checkpoint);
  }

  Manner with(Grain newGrain) {
    return new Manner(
        limits,
        progress,
        threads,
        newGrain,
        compact,
        symmetries,
        isCancelled,
        spillFolder,
        checkpoint);
  }

  Manner with(BooleanSupplier newIsCancelled) {
    return new Manner(
        limits,
        progress,
        threads,
        grain,
        compact,
        symmetries,
        newIsCancelled,
        spillFolder,
        checkpoint);
  }

  Manner compacted() {
    return new Manner(
        limits, progress, threads, grain, true, symmetries, isCancelled, spillFolder, checkpoint);
  }

  Manner reducedBy(Supplier<Symmetry> newSymmetries) {
    return new Manner(
        limits,
        progress,
        threads,
        grain,
        compact,
        newSymmetries,
        isCancelled,
        spillFolder,
        checkpoint);
  }

  Manner withSpillFolder(Path newSpillFolder) {
    return new Manner(
        limits,
        progress,
        threads,
        grain,
        compact,
        symmetries,
        isCancelled,
        Optional.of(newSpillFolder),
        checkpoint);
  }

  Manner with(Checkpoint newCheckpoint) {
    return new Manner(
        limits,
        progress,
        threads,
        grain,
        compact,
        symmetries,
        isCancelled,
        spillFolder,
        Optional.of(newCheckpoint));
  }
}
