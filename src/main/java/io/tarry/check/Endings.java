package io.tarry.check;

import io.tarry.engine.LeavingStep;
import io.tarry.engine.Property;
import io.tarry.engine.Trace;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.Settings;

/** What to say about the end of a counterexample. */
final class Endings {

  private final Settings settings;
  private final TcpRules tcp;

  /** Makes it for runs in one world, whose hosts follow these rules. */
  Endings(Settings settings, TcpRules tcp) {
    this.settings = settings;
    this.tcp = tcp;
  }

  /**
   * What breaks the claim. If the claim is about runs and the run ends, it is broken because no
   * step follows, not by the last step.
   */
  String of(Claim claim, Trace trace) {
    if (!claim.property().kind().isAboutRuns() || trace.loopStart().isPresent()) {
      return claim.breach();
    }
    return claim.breach()
        + (goesOn(trace) ? "; it may stay so for ever" : "; no step is possible any more");
  }

  /**
   * What the end of a run is. Most claims of the catalogue are about what a step does; claims about
   * what is reachable, and claims of the scenario's own, may be about a state of the world.
   */
  Causes.About about(Claim claim, Trace trace, boolean broken, boolean ofScenario) {
    Property.Kind kind = claim.property().kind();
    boolean standstill = kind == Property.Kind.NO_STUCK_STATE || kind.isAboutRuns();
    if (broken && standstill && trace.loopStart().isEmpty() && !goesOn(trace)) {
      return Causes.About.STANDSTILL;
    }
    return ofScenario || kind == Property.Kind.REACHABLE
        ? Causes.About.STATES
        : Causes.About.LAST_STEP;
  }

  private boolean goesOn(Trace trace) {
    return LeavingStep.isThere(new TcpModel(settings, tcp), trace.last());
  }
}
