package io.tarry.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a search is done: all but what is searched for, and where.
 *
 * @param isCancelled asked often; the search ends at a yes
 * @param spillFolder where levels go that there is no memory for, if they may go anywhere
 * @param checkpoint where the search is saved, if it is
 */
record Manner(
    Limits limits,
    Progress progress,
    int threads,
    Grain grain,
    BooleanSupplier isCancelled,
    Optional<Path> spillFolder,
    Optional<Checkpoint> checkpoint) {

  static final Manner USUAL =
      new Manner(
          Limits.none(),
          Progress.silent(),
          1,
          Grain.USUAL,
          () -> false,
          Optional.empty(),
          Optional.empty());

  Manner with(Limits newLimits) {
    return new Manner(
        newLimits, progress, threads, grain, isCancelled, spillFolder, checkpoint);
  }

  Manner with(Progress newProgress) {
    return new Manner(
        limits, newProgress, threads, grain, isCancelled, spillFolder, checkpoint);
  }

  Manner withThreads(int newThreads) {
    return new Manner(
        limits, progress, newThreads, grain, isCancelled, spillFolder, checkpoint);
  }

  Manner with(Grain newGrain) {
    return new Manner(
        limits, progress, threads, newGrain, isCancelled, spillFolder, checkpoint);
  }

  Manner with(BooleanSupplier newIsCancelled) {
    return new Manner(
        limits, progress, threads, grain, newIsCancelled, spillFolder, checkpoint);
  }

  Manner withSpillFolder(Path newSpillFolder) {
    return new Manner(
        limits, progress, threads, grain, isCancelled, Optional.of(newSpillFolder), checkpoint);
  }

  Manner with(Checkpoint newCheckpoint) {
    return new Manner(
        limits, progress, threads, grain, isCancelled, spillFolder, Optional.of(newCheckpoint));
  }
}
