package io.tarry.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How a search is done: all but what is searched for, and where.
 *
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
          () -> Symmetry.NONE,
          () -> false,
          Optional.empty(),
          Optional.empty());

  Manner with(Limits newLimits) {
    return new Manner(
        newLimits, progress, threads, grain, symmetries, isCancelled, spillFolder, checkpoint);
  }

  Manner with(Progress newProgress) {
    return new Manner(
        limits, newProgress, threads, grain, symmetries, isCancelled, spillFolder, checkpoint);
  }

  Manner withThreads(int newThreads) {
    return new Manner(
        limits, progress, newThreads, grain, symmetries, isCancelled, spillFolder, checkpoint);
  }

  Manner with(Grain newGrain) {
    return new Manner(
        limits, progress, threads, newGrain, symmetries, isCancelled, spillFolder, checkpoint);
  }

  Manner with(BooleanSupplier newIsCancelled) {
    return new Manner(
        limits, progress, threads, grain, symmetries, newIsCancelled, spillFolder, checkpoint);
  }

  Manner reducedBy(Supplier<Symmetry> newSymmetries) {
    return new Manner(
        limits, progress, threads, grain, newSymmetries, isCancelled, spillFolder, checkpoint);
  }

  Manner withSpillFolder(Path newSpillFolder) {
    return new Manner(
        limits, progress, threads, grain, symmetries, isCancelled, Optional.of(newSpillFolder), checkpoint);
  }

  Manner with(Checkpoint newCheckpoint) {
    return new Manner(
        limits, progress, threads, grain, symmetries, isCancelled, spillFolder, Optional.of(newCheckpoint));
  }
}
