package io.tarry.tcp;

/**
 * Fields of a packed state, one after the other. Writing and reading go through the same calls in the
 * same order, so that {@link Layout} names each field once: a writer stores what it is given and hands
 * it back, a reader ignores what it is given and hands back what is stored.
 */
abstract class Bits {

  private static final int WORD = Long.SIZE;

  /** The words worked on. */
  long[] words = {};

  /** The place of the next field, in bits. */
  int position;

  final Bits on(long[] newWords) {
    words = newWords;
    position = 0;
    return this;
  }

  /** The next field, {@code width} bits wide, from 0 to 64; one of width 0 is always 0. */
  abstract long field(long value, int width);

  final int number(int value, int width) {
    return (int) field(value, width);
  }

  final boolean flag(boolean value) {
    return field(value ? 1 : 0, 1) != 0;
  }

  /** How many bits a number from 0 to {@code max} needs. */
  static int widthFor(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }

  private static long mask(int width) {
    return width == WORD ? -1 : (1L << width) - 1;
  }

  /** Stores; the words must be zero before. */
  static final class Writer extends Bits {
    @Override
    long field(long value, int width) {
      if ((value & ~mask(width)) != 0) {
        // A field that overflows would make two states one and a verdict wrong.
        throw new IllegalStateException(value + " does not fit " + width + " bits");
      }
      if (width > 0) {
        int word = position / WORD;
        int bit = position % WORD;
        words[word] |= value << bit;
        if (bit + width > WORD) {
          words[word + 1] |= value >>> (WORD - bit);
        }
        position += width;
      }
      return value;
    }
  }

  /** Reads. */
  static final class Reader extends Bits {
    @Override
    long field(long value, int width) {
      if (width == 0) {
        return 0;
      }
      int word = position / WORD;
      int bit = position % WORD;
      long read = words[word] >>> bit;
      if (bit + width > WORD) {
        read |= words[word + 1] << (WORD - bit);
      }
      position += width;
      return read & mask(width);
    }
  }

  /** Only counts. */
  static final class Counter extends Bits {
    @Override
    long field(long value, int width) {
      position += width;
      return value;
    }
  }
}
