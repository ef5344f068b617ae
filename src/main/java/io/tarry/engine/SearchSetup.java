package io.tarry.engine;

import java.util.function.Supplier;

/** How searches are to be done, for somebody who starts several of them on behalf of another. */
public interface SearchSetup {

  /** As they are. */
  SearchSetup PLAIN =
      new SearchSetup() {
        @Override
        public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
          return search;
        }
      };

  /**
   * The same search, done in that way.
   *
   * @param subject works out what is searched, see {@link Checkpoint#subject}; only asked where it
   *     has to be known
   */
  <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject);
}
