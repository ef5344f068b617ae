package io.tarry.engine;

import io.tarry.engine.options.Granularity;
import java.util.function.Supplier;

/** Searches by so many threads, and divided so finely. */
public record Divided(Granularity grain, int threads) implements SearchSetup {

  private static final Granularity REMEMBERING =
      new Granularity(
          Granularity.USUAL.statesAThread(),
          Granularity.USUAL.keysABlock(),
          Granularity.USUAL.keysUndivided(),
          Granularity.USUAL.groupsToShare(),
          0,
          Granularity.USUAL.statesATriedOne());

  /** By so many threads, which remember steps from the first state on, as if it were large. */
  public static <M extends Model> Search<M> remembering(Search<M> search, int threads) {
    return search.dividedInto(REMEMBERING).using(threads);
  }

  @Override
  public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
    return search.dividedInto(grain).using(threads);
  }
}
