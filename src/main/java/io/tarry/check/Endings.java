package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.property.Claim;
import io.tarry.tcp.Settings;
import io.tarry.tcp.TcpModel;
import java.util.Arrays;

/** What to say of the end of a counterexample. */
final class Endings {

  private final Settings settings;

  /** Readies sayings about runs in one world. */
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
        + (hasWayOn(trace.last())
            ? ", and there it may stay for ever"
            : ", and no step is possible any more");
  }

  private boolean hasWayOn(long[] state) {
    var wayOn = new WayOn(state);
    new TcpModel(settings).successors(state, wayOn);
    return wayOn.found;
  }

  private static final class WayOn implements Model.Sink {

    private final long[] state;
    private boolean found;

    WayOn(long[] state) {
      this.state = state;
    }

    @Override
    public void offer(int action, long[] next) {
      found = found || !Arrays.equals(next, state);
    }

    @Override
    public void beyond(int action, String limit) {
      found = true;
    }
  }
}
