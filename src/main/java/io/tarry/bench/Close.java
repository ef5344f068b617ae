package io.tarry.bench;

import io.tarry.engine.Model;

/**
 * Independent connections, each of which both ends may close at any time over a network that loses,
 * duplicates and delays: the bench model "close N".
 *
 * <p>A connection is 12 bits of the one word, so what it can do is looked up in {@link CloseRules}.
 */
public final class Close implements Model {

  /** As many connections as a word has room for. */
  public static final int CONNECTIONS_MAX = Long.SIZE / CloseRules.BITS;

  private final int connections;
  private final long[] next = new long[1];

  /**
   * Makes the model.
   *
   * @param connections how many, from 1 to {@link #CONNECTIONS_MAX}
   */
  public Close(int connections) {
    if (connections < 1 || connections > CONNECTIONS_MAX) {
      throw new IllegalArgumentException(
          "connections must be 1 to " + CONNECTIONS_MAX + ", was " + connections);
    }
    this.connections = connections;
  }

  /** Whether both ends of each connection are closed. */
  public boolean isAllClosed(long[] state) {
    for (int connection = 0; connection < connections; connection++) {
      if (!CloseRules.isClosed((int) (state[0] >>> (CloseRules.BITS * connection)))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  public void initialStates(Sink sink) {
    next[0] = 0;
    sink.offer(INITIAL, next);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    long all = state[0];
    for (int connection = 0; connection < connections; connection++) {
      int shift = CloseRules.BITS * connection;
      int firstAction = CloseRules.ACTIONS * connection;
      for (int step : CloseRules.steps((int) (all >>> shift))) {
        next[0] = all ^ (long) CloseRules.difference(step) << shift;
        sink.offer(firstAction + CloseRules.action(step), next);
      }
    }
  }
}
