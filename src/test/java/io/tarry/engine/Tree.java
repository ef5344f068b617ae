package io.tarry.engine;

/** A tree of which each level has twice as many states as the one before: endless. */
final class Tree implements Model {

  private final long[] next = new long[1];

  @Override
  public int words() {
    return 1;
  }

  @Override
  public void initialStates(Sink sink) {
    next[0] = 1;
    sink.offer(INITIAL, next);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    for (int child = 0; child < 2; child++) {
      next[0] = 2 * state[0] + child;
      sink.offer(child, next);
    }
  }
}
