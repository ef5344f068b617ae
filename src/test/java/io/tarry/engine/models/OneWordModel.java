package io.tarry.engine.models;

import io.tarry.engine.Model;

/** A model whose states fit one word. */
abstract class OneWordModel implements Model {

  private final long[] next = new long[1];

  @Override
  public final int words() {
    return 1;
  }

  @Override
  public final void successors(long[] state, Sink sink) {
    successors(state[0], sink);
  }

  abstract void successors(long state, Sink sink);

  final void offer(Sink sink, int action, long state) {
    next[0] = state;
    sink.offer(action, next);
  }
}
