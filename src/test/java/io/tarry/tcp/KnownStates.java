package io.tarry.tcp;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A set of packed states. */
public final class KnownStates {

  private final Set<Key> keys = new HashSet<>();

  /** Adds a state, which must not be changed any more; false if it is there already. */
  public boolean add(long[] state) {
    return keys.add(new Key(state));
  }

  private static final class Key {

    private final long[] state;

    Key(long[] state) {
      this.state = state;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(state, key.state);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(state);
    }
  }
}
