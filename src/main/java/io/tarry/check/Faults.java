package io.tarry.check;

import io.tarry.engine.Trace;
import io.tarry.tcp.rules.Action;

/**
 * What the network does wrong in a run.
 *
 * @param losses how many segments it loses
 * @param copies how many copies it makes
 * @param overtakings how often a segment arrives although one that was sent before it, from the
 *     same host to the same host, is still on its way
 */
public record Faults(int losses, int copies, int overtakings) {

  /** Those of a run that has this many in all. */
  static Faults of(Trace run, int total) {
    int losses = count(run, Action.Kind.LOSE);
    int copies = count(run, Action.Kind.DELIVER_COPY);
    return new Faults(losses, copies, total - losses - copies);
  }

  private static int count(Trace run, Action.Kind kind) {
    return (int) run.actions().stream().filter(action -> Action.of(action).kind() == kind).count();
  }

  /** How many in all. */
  public int total() {
    return losses + copies + overtakings;
  }
}
