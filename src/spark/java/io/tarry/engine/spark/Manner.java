package io.tarry.engine.spark;

import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How a search is done: all but what is searched for, and where.
 *
 * @param folder where what an executor knows is written now and then, if it is
 */
record Manner(
    Limits limits,
    boolean untilDecided,
    Progress progress,
    BooleanSupplier isCancelled,
    Optional<URI> folder) {

  static final Manner USUAL =
      new Manner(Limits.none(), false, Progress.silent(), () -> false, Optional.empty());

  Manner within(Limits bounds) {
    return new Manner(bounds, untilDecided, progress, isCancelled, folder);
  }

  Manner endingOnceDecided() {
    return new Manner(limits, true, progress, isCancelled, folder);
  }

  Manner reportingTo(Progress listener) {
    return new Manner(limits, untilDecided, listener, isCancelled, folder);
  }

  Manner until(BooleanSupplier cancelled) {
    return new Manner(limits, untilDecided, progress, cancelled, folder);
  }

  Manner writingTo(URI shared) {
    return new Manner(limits, untilDecided, progress, isCancelled, Optional.of(shared));
  }
}
