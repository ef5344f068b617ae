package io.tarry.model;

/**
 * In which ways a step may be taken in a state, remembered by those bits of the state that its
 * guards have looked at: a step looks at few of them, and these take few values. One bit a way.
 *
 * <p>An entry stays right when further bits come to be looked at: it fits states alone in which
 * those are 0, and what its guards looked at is in it.
 */
final class Ways {

  private static final int ENTRIES = 1 << 12;
  private static final int TRIAL = 1 << 14;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd, and its bits are well mixed

  private final FieldModel model;
  private final Step step;
  private final int words;
  private final long[] lookedAt; // the bits that guards have looked at so far; they only grow
  private final long[] entries; // of each the bits looked at, word by word, and the ways
  private final boolean[] isTaken;
  private int asked;
  private int known;

  Ways(FieldModel model, Step step) {
    this.model = model;
    this.step = step;
    words = model.words.length;
    lookedAt = new long[words];
    entries = new long[ENTRIES * (words + 1)];
    isTaken = new boolean[ENTRIES];
  }

  /** Whether the ways of a step fit a word, and there are several to remember. */
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

  /** The ways that are possible in this state, which the model is in. */
  long in(long[] state) {
    asked++;
    int entry = entry(state);
    int at = entry * (words + 1);
    if (isTaken[entry] && isOf(at, state)) {
      known++;
      return entries[at + words];
    }
    long ways = found();
    remember(state, ways);
    return ways;
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
      long ways = 0;
      for (int way = step.next(0); way >= 0; way = step.next(way + 1)) {
        ways |= 1L << way;
      }
      return ways;
    } finally {
      model.lookedAt = null;
    }
  }

  private void remember(long[] state, long ways) {
    int entry = entry(state);
    int at = entry * (words + 1);
    isTaken[entry] = true;
    for (int i = 0; i < words; i++) {
      entries[at + i] = state[i] & lookedAt[i];
    }
    entries[at + words] = ways;
  }
}
