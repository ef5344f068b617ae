package io.tarry.engine;

import io.tarry.engine.options.Granularity;
import java.util.function.Supplier;

/** Searches by so many threads, and divided so finely. */
public record Divided(Granularity grain, int threads) implements SearchSetup {

  /** By so many threads, which remember steps from the first state on, as if it were large. */
  public static <M extends Model> Search<M> remembering(Search<M> search, int threads) {
    return remembering(search, threads, 0);
  }

  /** The same, from that many states on. */
  static <M extends Model> Search<M> remembering(Search<M> search, int threads, int states) {
    Granularity usual = Granularity.USUAL;
    return search
        .dividedInto(
            new Granularity(
                usual.statesAThread(),
                usual.keysABlock(),
                usual.keysUndivided(),
                usual.groupsToShare(),
                states,
                usual.statesATriedOne()))
        .using(threads);
  }

  @Override
  public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
    return search.dividedInto(grain).using(threads);
  }
}
