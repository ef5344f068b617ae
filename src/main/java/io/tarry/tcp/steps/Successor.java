package io.tarry.tcp.steps;

import io.tarry.engine.Model.Sink;
import io.tarry.tcp.realtime.TimePassage;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Ghosts;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;

/**
 * The step that is being worked out: it begins with the world before, changes the world after, and
 * is then offered to the engine.
 */
public final class Successor {

  /** The limit that is met when there is no room for a segment. */
  static final String ROOM = "network.room";

  public final World before;
  public final World after;
  public final Step step = new Step();

  private final Timestamps stamps;
  private final Layout layout;
  private final TimePassage passage;
  private final Ghosts ghosts;
  private final Endpoint[] endpoints;
  private final long[] packed;

  /** The packed world before the step, once there is one. */
  private final long[] state;

  private boolean isBefore;
  private boolean unsettled;

  public Successor(
      Settings settings,
      InitialSequenceNumbers numbers,
      Timestamps stamps,
      Ghosts ghosts,
      Layout layout,
      TimePassage passage) {
    this.stamps = stamps;
    this.ghosts = ghosts;
    this.layout = layout;
    this.passage = passage;
    before = new World(settings);
    after = new World(settings);
    endpoints =
        after.ends().stream()
            .map(end -> new Endpoint(end, after, step, settings, stamps, numbers))
            .toArray(Endpoint[]::new);
    packed = new long[layout.words() + passage.words()];
    state = new long[packed.length];
  }

  /** Whether a claim has looked at the segments in flight since this was last called. */
  public boolean hasShownTheFlight() {
    boolean shown = before.flightWasShown || after.flightWasShown;
    before.flightWasShown = false;
    after.flightWasShown = false;
    return shown;
  }

  /** Unpacks this state: the steps begin with it. */
  public void beginFrom(long[] newState) {
    if (isBefore) {
      layout.unpackChanged(state, newState, before);
      after.touchAllOf(before);
    } else {
      layout.unpack(newState, before);
      after.touchAll();
    }
    keep(newState);
    passage.beginFrom(before, newState);
  }

  /** Whether the network may hand over that segment next. */
  boolean mayMove(int index) {
    return passage.mayMove(before.flight, index);
  }

  /**
   * The same of a control: the caller then puts the segments in flight into the world before the
   * step.
   */
  void beginFromControl(long[] control) {
    if (isBefore) {
      layout.unpackControlChanged(state, control, before);
      after.touchAllOf(before);
    } else {
      layout.unpackControl(control, before);
      after.touchAll();
    }
    System.arraycopy(control, 0, state, 0, control.length);
    isBefore = true;
    after.becomeAgain(before);
    before.touchNone();
  }

  /** From now on, who looks at which end is seen. */
  void lookAtNone() {
    before.lookAtNone();
    after.lookAtNone();
  }

  /** The ends that somebody has looked at since: a bit each. */
  long lookedAt() {
    return before.lookedAt() | after.lookedAt();
  }

  /** The packed world before the step; not a copy. */
  long[] state() {
    return state;
  }

  private void keep(long[] newState) {
    System.arraycopy(newState, 0, state, 0, state.length);
    isBefore = true;
    after.becomeAgain(before);
    before.touchNone();
  }

  public void begin(Action.Kind kind, End at, Segment moved) {
    after.becomeAgain(before);
    step.begin(kind, at, moved);
  }

  /** The end in the world after the step. */
  Endpoint endpoint(End end) {
    return endpoints[end.number()].asInWorld();
  }

  void offer(Action.Kind kind, int place, Sink sink) {
    offer(kind, place, 0, sink);
  }

  /** Offers the step, or reports the limit of the model that it goes beyond. */
  void offer(Action.Kind kind, int place, int choice, Sink sink) {
    int action = Action.code(kind, place, choice);
    if (!passage.allows(before, step)) {
      return;
    }
    if (after.flight.overflowed()) {
      sink.beyond(action, ROOM);
    } else if (!step.beyond().isEmpty()) {
      sink.beyond(action, step.beyond());
    } else {
      ghosts.remember(before, after, step.moved());
      if (unsettled) {
        sink.offer(action, packed);
      } else if (layout.usesStamps()) {
        int asked = stamps.asked(before);
        stamps.forget(after);
        stamps.inEachPhase(asked, after, () -> pack(action, sink));
      } else {
        pack(action, sink);
      }
    }
  }

  private void pack(int action, Sink sink) {
    passage.settle(after);
    layout.packChanged(before, state, after, packed);
    passage.pack(packed);
    sink.offer(action, packed);
  }

  /**
   * From now on, whether the world after a step is offered as the rules left it: with all
   * timestamps, and with each clock as it was. Its packed form is then meaningless.
   */
  void leaveUnsettled(boolean yes) {
    unsettled = yes;
  }
}
