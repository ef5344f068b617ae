package io.tarry.engine;

/**
 * Numbers the controls and the channels of a model's states, see {@link Model#controlWords}. The
 * key of a state has the number of its control in its upper half and that of its channels in its
 * lower one, so two states have one key exactly when they are equal.
 *
 * <p>Numbers are the same for all threads of a search, and depend on which thread was the first.
 */
public interface StateKeys {

  /** The number of a control, given now if it had none. */
  int controlOf(long[] control);

  /** The number of channels, given now if they had none. */
  int channelsOf(long[] channels);

  /** Finds the control of that number. */
  void control(int number, long[] into);

  /** Finds the channels of that number. */
  void channels(int number, long[] into);

  /**
   * Counts memory that is about to be taken to remember steps; false if too little would be left
   * for states, so that no more should be remembered.
   */
  boolean take(long bytes);

  /** Gives all of it back. */
  void giveBack();

  /** The key of a state. */
  static long key(int control, int channels) {
    return ((long) control << 32) | (channels & 0xFFFF_FFFFL);
  }
}
