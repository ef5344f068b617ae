package io.tarry.tcp;

import io.tarry.engine.Model.Sink;

/**
 * The step that is worked out now: what begins with the world before it, is done to the world after
 * it, and is offered to the engine.
 */
final class Successor {

  /** The limit that is met where there is no room for a segment. */
  static final String ROOM = "network.room";

  final World before;
  final World after;
  final Step step = new Step();

  private final Topology topology;
  private final Stamps stamps;
  private final Layout layout;
  private final Ghosts ghosts;
  private final Endpoint[] endpoints;
  private final long[] packed;

  Successor(Settings settings, Numbers numbers, Stamps stamps, Ghosts ghosts, Layout layout) {
    this.stamps = stamps;
    this.ghosts = ghosts;
    this.layout = layout;
    before = new World(settings);
    after = new World(settings);
    topology = after.topology();
    endpoints =
        after.ends().stream()
            .map(end -> new Endpoint(end, after, step, settings, stamps, numbers))
            .toArray(Endpoint[]::new);
    packed = new long[layout.words()];
  }

  void begin(Action.Kind kind, End at, Segment moved) {
    after.copyFrom(before);
    step.begin(kind, at, moved);
  }

  /** That end in the world after the step. */
  Endpoint endpoint(End end) {
    return endpoints[end.number()].asInWorld();
  }

  void offer(Action.Kind kind, int place, Sink sink) {
    offer(kind, place, 0, sink);
  }

  /** Offers the step, or says which limit of the model it goes beyond. */
  void offer(Action.Kind kind, int place, int choice, Sink sink) {
    int action = Action.code(kind, place, choice);
    if (after.flight.overflowed()) {
      sink.beyond(action, ROOM);
    } else if (!step.beyond().isEmpty()) {
      sink.beyond(action, step.beyond());
    } else {
      ghosts.remember(before, after, step.moved());
      layout.pack(after, packed);
      offerInEachPhase(action, topology.clocks() - 1, sink);
    }
  }

  /**
   * A host may have started at any moment, so a clock whose timestamps are compared from now on may
   * be anywhere within its tick. (What nobody compares is packed as at the beginning of its tick.)
   */
  private void offerInEachPhase(int action, int clock, Sink sink) {
    if (clock < 0) {
      sink.offer(action, packed);
    } else if (!stamps.isAskedFromNow(clock, before, after)) {
      offerInEachPhase(action, clock - 1, sink);
    } else {
      for (int phase = 0; phase < topology.tickOf(clock); phase++) {
        after.clockPhase[clock] = phase;
        layout.pack(after, packed);
        offerInEachPhase(action, clock - 1, sink);
      }
    }
  }
}
