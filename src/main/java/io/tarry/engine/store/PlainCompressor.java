package io.tarry.engine.store;

/** For states of one word, which are their own keys. */
final class PlainCompressor implements StateCompressor {

  private long unfolded;

  @Override
  public void unfold(long key, long[] into) {
    unfolded = key;
    into[0] = key;
  }

  @Override
  public long fold(long[] state) {
    return state[0];
  }

  @Override
  public boolean isUnfolded(long[] state) {
    return state[0] == unfolded;
  }
}
