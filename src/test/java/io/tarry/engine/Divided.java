package io.tarry.engine;

import io.tarry.engine.options.Granularity;
import java.util.function.Supplier;

/** Searches by so many threads, and divided so finely. */
public record Divided(Granularity grain, int threads) implements SearchSetup {
  @Override
  public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
    return search.dividedInto(grain).using(threads);
  }
}
