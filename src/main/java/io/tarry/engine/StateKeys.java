package io.tarry.engine;

import java.util.function.Supplier;

/**
 * Numbers the controls and the channels of a model's states, see {@link Model#controlWords}. The
 * key of a state has the number of its channels in its upper half and that of its control in its
 * lower one, so two states have one key exactly when they are equal, and in the order of their keys
 * those with the same channels come together.
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

  /** Gives all of it back; this thread no longer uses what is shared. */
  void giveBack();

  /**
   * What the threads that remember steps use together, made by the first one that asks.
   *
   * @param maker makes something that is safe for several threads
   */
  <T> T shared(Class<T> type, Supplier<T> maker);

  /** As {@link #take}, for what is shared; given back when the last thread has left it. */
  boolean takeForShared(long bytes);

  /** The key of a state. */
  static long key(int control, int channels) {
    return ((long) channels << 32) | (control & 0xFFFF_FFFFL);
  }

  /** The number of the control in a key. */
  static int control(long key) {
    return (int) key;
  }

  /** The number of the channels in a key. */
  static int channels(long key) {
    return (int) (key >>> 32);
  }
}
