package io.tarry.engine;

/** How searches are to be done, for somebody who starts several of them on behalf of another. */
public interface SearchSetup {

  /** As they are. */
  SearchSetup PLAIN =
      new SearchSetup() {
        @Override
        public <M extends Model> Search<M> apply(Search<M> search, Subject subject) {
          return search;
        }
      };

  /**
   * The same search, done in that way.
   *
   * @param subject what is searched, see {@link Checkpoint#subject}
   */
  <M extends Model> Search<M> apply(Search<M> search, Subject subject);
}
