package io.tarry.model;

/**
 * Remembers which instances of a step are enabled in a state, by those bits of the state that its
 * guard has looked at: it looks at few of them, and these take few values. One bit an instance.
 *
 * <p>An entry stays right when further bits come to be looked at: it fits states alone in which
 * those are 0, and what its guard looked at is in it.
 */
final class GuardCache {

  private static final int ENTRIES = 1 << 12;
  private static final int TRIAL = 1 << 14;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd, and its bits are well mixed

  private final FieldModel model;
  private final Step step;
  private final int words;
  private final long[] lookedAt; // the bits that the guard has looked at so far; they only grow
  private final long[]
      entries; // of each the bits looked at, word by word, and the enabled instances
  private final boolean[] isTaken;
  private int asked;
  private int known;

  GuardCache(FieldModel model, Step step) {
    this.model = model;
    this.step = step;
    words = model.words.length;
    lookedAt = new long[words];
    entries = new long[ENTRIES * (words + 1)];
    isTaken = new boolean[ENTRIES];
  }

  /** Whether the instances of a step fit a word, and there are several to remember. */
  static boolean canRemember(Step step) {
    return step.count() > 1 && step.count() <= Long.SIZE;
  }

  /** Whether enough was known of late; when it is not, remembering costs more than it saves. */
  boolean pays() {
    if (asked < TRIAL) {
      return true;
    }
    boolean pays = known > TRIAL / 4 * 3;
    asked = 0;
    known = 0;
    return pays;
  }

  /** The instances that are enabled in this state, which the model is in. */
  long enabled(long[] state) {
    asked++;
    int entry = entry(state);
    int at = entry * (words + 1);
    if (isTaken[entry] && isOf(at, state)) {
      known++;
      return entries[at + words];
    }
    long enabled = found();
    remember(state, enabled);
    return enabled;
  }

  private int entry(long[] state) {
    long hash = 0;
    for (int i = 0; i < words; i++) {
      hash = (hash ^ (state[i] & lookedAt[i])) * SPREAD;
    }
    return (int) (hash >>> 40) & (ENTRIES - 1);
  }

  private boolean isOf(int at, long[] state) {
    for (int i = 0; i < words; i++) {
      if (entries[at + i] != (state[i] & lookedAt[i])) {
        return false;
      }
    }
    return true;
  }

  private long found() {
    model.lookedAt = lookedAt;
    try {
      long enabled = 0;
      for (int one = step.next(0); one >= 0; one = step.next(one + 1)) {
        enabled |= 1L << one;
      }
      return enabled;
    } finally {
      model.lookedAt = null;
    }
  }

  private void remember(long[] state, long enabled) {
    int entry = entry(state);
    int at = entry * (words + 1);
    isTaken[entry] = true;
    for (int i = 0; i < words; i++) {
      entries[at + i] = state[i] & lookedAt[i];
    }
    entries[at + words] = enabled;
  }
}
