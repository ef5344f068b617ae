package io.tarry.tcp.world;

/**
 * The bits of a packed state, numbered from the most significant one of its first word, so that
 * states compare by what comes first in them.
 */
final class Bits {

  private Bits() {}

  /**
   * Turns those bits at a place over that are set in a pattern.
   *
   * @param width of the pattern, 0 to 64
   */
  static void flip(long[] words, int position, int width, long pattern) {
    int index = position / Long.SIZE;
    int behind = Long.SIZE - position % Long.SIZE - width;
    if (behind >= 0) {
      words[index] ^= pattern << behind;
    } else {
      words[index] ^= pattern >>> -behind;
      words[index + 1] ^= pattern << behind;
    }
  }

  /** Reads so many bits, 1 to 64. */
  static long read(long[] words, int position, int width) {
    int index = position / Long.SIZE;
    int behind = Long.SIZE - position % Long.SIZE - width;
    long read =
        behind >= 0
            ? words[index] >>> behind
            : words[index] << -behind | words[index + 1] >>> behind;
    return read & -1L >>> -width;
  }

  /** Clears the bits from one to another. */
  static void clear(long[] words, int from, int to) {
    for (int i = from / Long.SIZE; i * Long.SIZE < to; i++) {
      words[i] &= outside(i, from, to);
    }
  }

  /** Sets the bits from one to another. */
  static void set(long[] words, int from, int to) {
    for (int i = from / Long.SIZE; i * Long.SIZE < to; i++) {
      words[i] |= ~outside(i, from, to);
    }
  }

  /** Whether two states have the same bits from {@code from} to {@code to}. */
  static boolean areEqual(long[] one, long[] other, int from, int to) {
    for (int i = from / Long.SIZE; i * Long.SIZE < to; i++) {
      if (((one[i] ^ other[i]) & ~outside(i, from, to)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** A mask of the bits of a word outside of {@code from} to {@code to}; bit 0 is the highest. */
  private static long outside(int word, int from, int to) {
    int first = Math.max(from - word * Long.SIZE, 0);
    int last = Math.min(to - word * Long.SIZE, Long.SIZE);
    return (first == 0 ? 0 : -1L << (Long.SIZE - first)) | (last == Long.SIZE ? 0 : -1L >>> last);
  }

  /** How many bits a number from 0 to {@code max} needs. */
  static int widthFor(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  /** The same number; one that overflows its field would merge two states. */
  static int requireWidth(int number, int width) {
    if (number >>> width != 0) {
      throw new IllegalStateException(number + " does not fit " + width + " bits");
    }
    return number;
  }
}
