package io.tarry.check;

import io.tarry.engine.Trace;
import io.tarry.property.Claim;
import io.tarry.tcp.Settings;
import io.tarry.tcp.TcpModel;

/** What to say of the end of a counterexample. */
final class Endings {

  private final Settings settings;

  /** Of runs in one world. */
  Endings(Settings settings) {
    this.settings = settings;
  }

  /**
   * What breaks the claim. Of a claim about runs, the last step of one that ends breaks nothing;
   * that it is the last does.
   */
  String of(Claim claim, Trace trace) {
    if (!claim.property().kind().isAboutRuns() || trace.loopStart().isPresent()) {
      return claim.breach();
    }
    return claim.breach()
        + (WayOn.isThere(new TcpModel(settings), trace.last())
            ? ", and there it may stay for ever"
            : ", and no step is possible any more");
  }
}
