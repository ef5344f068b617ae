package io.tarry.model;

/** Some neighbouring bits of one word of a state. */
record Slot(int word, int shift, int width) {

  long get(long[] words) {
    return words[word] >>> shift & mask();
  }

  void set(long[] words, long value) {
    words[word] = words[word] & ~(mask() << shift) | value << shift;
  }

  private long mask() {
    return width == Long.SIZE ? -1L : (1L << width) - 1;
  }
}
