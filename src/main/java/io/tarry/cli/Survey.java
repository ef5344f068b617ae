package io.tarry.cli;

import io.tarry.check.Check;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import io.tarry.survey.Cells;
import io.tarry.survey.Wrong;

/** How the many checks of a survey are done. */
final class Survey {

  private Survey() {}

  /** Cells side by side, each to where it is decided. */
  static Cells cells(LimitFlags flags) {
    SearchSetup setup =
        new SearchSetup() {
          @Override
          public <M extends Model> Search<M> apply(Search<M> search, Subject subject) {
            return search.within(flags.limits()).until(Interruption::isWanted).untilDecided();
          }
        };
    return new Cells(Check.whole().setUp(setup), flags.threads(), Interruption::isWanted);
  }

  static Refusal refusal(Wrong wrong) {
    return new Refusal(ExitCode.WRONG_INPUT, "tarry: " + wrong.getMessage());
  }
}
