package io.tarry.model;

/**
 * Some neighbouring bits of one word of a state.
 *
 * @param mask as many ones as there are bits
 */
record Slot(int word, int shift, long mask) {

  static Slot of(int word, int shift, int width) {
    return new Slot(word, shift, width == Long.SIZE ? -1L : (1L << width) - 1);
  }

  long get(long[] words) {
    return (words[word] >>> shift) & mask;
  }

  /** Sets all its bits. */
  void noteIn(long[] words) {
    words[word] |= mask << shift;
  }

  void set(long[] words, long value) {
    words[word] = (words[word] & ~(mask << shift)) | (value << shift);
  }
}
