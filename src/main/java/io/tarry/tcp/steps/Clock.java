package io.tarry.tcp.steps;

import io.tarry.engine.Model.Sink;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import java.util.Arrays;

/** The clock of the world, which advances by one tick at a time. */
public final class Clock {

  private static final int TICK = Action.code(Action.Kind.TICK, 0, 0);

  private final Settings settings;
  private final Layout layout;
  private final Successor successor;
  private final Expirations expirations;
  private final long[] aged;

  public Clock(Settings settings, Layout layout, Successor successor, Expirations expirations) {
    this.settings = settings;
    this.layout = layout;
    this.successor = successor;
    this.expirations = expirations;
    aged = new long[layout.words()];
  }

  /** Offers a tick, unless something has to happen first or the tick would change nothing. */
  public void offer(long[] state, Sink sink) {
    if (!settings.time().ticks() || expirations.somethingIsForced()) {
      return;
    }
    successor.begin(Action.Kind.TICK, End.CLIENT, Segment.NONE);
    layout.age(successor.after);
    layout.forget(successor.after);
    layout.packChanged(successor.before, state, successor.after, aged);
    if (!Arrays.equals(aged, state)) {
      sink.offer(TICK, aged);
    }
  }

  /** Offers a tick, unless something has to happen first; see {@link Successor#leaveUnsettled}. */
  void offerUnsettled(Sink sink) {
    if (settings.time().ticks() && !expirations.somethingIsForced()) {
      successor.begin(Action.Kind.TICK, End.CLIENT, Segment.NONE);
      layout.age(successor.after);
      sink.offer(TICK, aged);
    }
  }
}
