package io.tarry.tcp;

/**
 * Fields of a packed state, one after the other. Writing and reading go through the same calls in
 * the same order, so that {@link Layout} names each field once: a writer stores what it is given
 * and hands it back, a reader ignores what it is given and hands back what is stored.
 *
 * <p>The first field is the most significant, so that states compare by their first fields first.
 *
 * <p>One class for both, since calls that go to one class alone are compiled in line: a search
 * spends half its time here.
 */
final class Bits {

  private static final int WORD = Long.SIZE;

  private final boolean writing;
  private long[] words = {};
  private int position;

  private Bits(boolean writing) {
    this.writing = writing;
  }

  /** Stores; the words it works on must be zero before. */
  static Bits writer() {
    return new Bits(true);
  }

  /** Reads. */
  static Bits reader() {
    return new Bits(false);
  }

  Bits on(long[] newWords) {
    words = newWords;
    position = 0;
    return this;
  }

  boolean isReading() {
    return !writing;
  }

  /** The place of the next field, in bits. */
  int position() {
    return position;
  }

  /** The next field, {@code width} bits wide, from 0 to 31; one of width 0 is always 0. */
  int number(int value, int width) {
    int word = position / WORD;
    int bit = position % WORD;
    position += width;
    if (writing) {
      write(value, width, word, bit);
      return value;
    }
    return read(width, word, bit);
  }

  boolean flag(boolean value) {
    return number(value ? 1 : 0, 1) != 0;
  }

  private void write(int value, int width, int word, int bit) {
    if (value >>> width != 0) {
      // A field that overflows would make two states one and a verdict wrong.
      throw new IllegalStateException(value + " does not fit " + width + " bits");
    }
    if (width > 0) {
      int left = WORD - bit - width; // bits of the word below the field, if it fits
      if (left >= 0) {
        words[word] |= (long) value << left;
      } else {
        words[word] |= (long) value >>> -left;
        words[word + 1] |= (long) value << (WORD + left);
      }
    }
  }

  private int read(int width, int word, int bit) {
    if (width == 0) {
      return 0;
    }
    int left = WORD - bit - width;
    long read =
        left >= 0 ? words[word] >>> left : words[word] << -left | words[word + 1] >>> (WORD + left);
    return (int) read & ((1 << width) - 1);
  }

  /** How many bits a number from 0 to {@code max} needs. */
  static int widthFor(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }
}
