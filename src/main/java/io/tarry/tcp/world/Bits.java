package io.tarry.tcp.world;

/**
 * Fields of a packed state, one after the other. Writing and reading go through the same calls in
 * the same order, so that {@link Layout} names each field once: a writer stores what it is given
 * and hands it back, a reader ignores what it is given and hands back what is stored. An ager is a
 * writer to which {@link Layout} gives each field as it will be one tick later.
 *
 * <p>The first field is the most significant, so that states compare by their first fields first.
 *
 * <p>Writing and reading are one class, since the JIT compiler inlines calls that have only one
 * possible receiver, and a search spends half its time here.
 */
public final class Bits {

  private static final int WORD = Long.SIZE;
  private static final int PLACE_BITS = 16;
  private static final int PLACE_MASK = (1 << PLACE_BITS) - 1;

  private final boolean writing;
  private final boolean ageing;
  private long[] words = {};

  /**
   * The word that the next field begins in: the part already written, or all that is to be read.
   */
  private long word;

  private int index;

  /** How many bits of that word are left. */
  private int left = WORD;

  private Bits(boolean writing, boolean ageing) {
    this.writing = writing;
    this.ageing = ageing;
  }

  /** Stores fields; {@link #end} stores the last word. */
  static Bits writer() {
    return new Bits(true, false);
  }

  /** Reads fields. */
  static Bits reader() {
    return new Bits(false, false);
  }

  /** Stores the state as it will be one tick later. */
  static Bits ager() {
    return new Bits(true, true);
  }

  Bits on(long[] newWords) {
    words = newWords;
    index = 0;
    word = writing ? 0 : words[0];
    left = WORD;
    return this;
  }

  /**
   * Writes over existing words, whose bits from {@code from} to {@code to} are cleared first. At
   * least one bit follows them.
   */
  Bits over(long[] newWords, int from, int to) {
    clear(newWords, from, to);
    return at(newWords, from);
  }

  /** Goes to a place in words that are read. */
  Bits at(long[] newWords, int from) {
    words = newWords;
    index = from / WORD;
    word = words[index];
    left = WORD - from % WORD;
    return this;
  }

  private static void clear(long[] words, int from, int to) {
    for (int i = from / WORD; i * WORD < to; i++) {
      words[i] &= outside(i, from, to);
    }
  }

  /** Sets the bits from one to another. */
  static void set(long[] words, int from, int to) {
    for (int i = from / WORD; i * WORD < to; i++) {
      words[i] |= ~outside(i, from, to);
    }
  }

  /** Whether two states have the same bits from {@code from} to {@code to}. */
  static boolean areEqual(long[] one, long[] other, int from, int to) {
    for (int i = from / WORD; i * WORD < to; i++) {
      if (((one[i] ^ other[i]) & ~outside(i, from, to)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** A mask of the bits of a word outside of {@code from} to {@code to}; bit 0 is the highest. */
  private static long outside(int word, int from, int to) {
    int first = Math.max(from - word * WORD, 0);
    int last = Math.min(to - word * WORD, WORD);
    return (first == 0 ? 0 : -1L << (WORD - first)) | (last == WORD ? 0 : -1L >>> last);
  }

  void end() {
    if (writing) {
      words[index] = word;
    }
  }

  /** Lets the next field begin at the next word. */
  void align() {
    if (left < WORD) {
      if (writing) {
        words[index] = word;
      }
      index++;
      word = writing ? 0 : words[index];
      left = WORD;
    }
  }

  boolean isReading() {
    return !writing;
  }

  boolean isAgeing() {
    return ageing;
  }

  /** The place of the next field, in bits. */
  int position() {
    return index * WORD + WORD - left;
  }

  /**
   * The next field, {@code width} bits wide, where {@code width} is 0 to 31; a field of width 0 is
   * always 0.
   */
  int number(int value, int width) {
    left -= width;
    if (writing) {
      write(value, width);
      return value;
    }
    return read(width);
  }

  /** A place among some values, and how wide the field is that holds it. */
  static int placeAndWidth(int place, int width) {
    return width << PLACE_BITS | place;
  }

  /**
   * Several fields, one after the other, as {@link #number} for each. Written out, with the word at
   * hand in local variables, since a search spends much of its time here.
   *
   * @param values where they are written from, or read into
   * @param fields of each, its place in the values and its width
   * @param bases what is subtracted from a value that is not 0 before it is written
   */
  void numbers(int[] values, int[] fields, int[] bases, int from, int to) {
    if (writing) {
      write(values, fields, bases, from, to);
    } else {
      read(values, fields, bases, from, to);
    }
  }

  private void write(int[] values, int[] fields, int[] bases, int from, int to) {
    long begun = word;
    int unused = left;
    for (int i = from; i < to; i++) {
      int width = fields[i] >>> PLACE_BITS;
      int value = values[fields[i] & PLACE_MASK];
      int number = value == 0 ? 0 : value - bases[i];
      if (number >>> width != 0) {
        throw overflow(number, width);
      }
      unused -= width;
      if (unused >= 0) {
        begun |= (long) number << unused;
      } else {
        words[index++] = begun | (long) number >>> -unused;
        unused += WORD;
        begun = words[index] | (long) number << unused;
      }
    }
    word = begun;
    left = unused;
  }

  private void read(int[] values, int[] fields, int[] bases, int from, int to) {
    long whole = word;
    int unread = left;
    for (int i = from; i < to; i++) {
      int width = fields[i] >>> PLACE_BITS;
      unread -= width;
      long read = whole >>> unread;
      if (unread < 0) {
        long begun = whole << -unread;
        whole = words[++index];
        unread += WORD;
        read = begun | whole >>> unread;
      }
      int number = (int) read & ((1 << width) - 1);
      values[fields[i] & PLACE_MASK] = number == 0 ? 0 : number + bases[i];
    }
    word = whole;
    left = unread;
  }

  boolean flag(boolean value) {
    return number(value ? 1 : 0, 1) != 0;
  }

  private void write(int value, int width) {
    if (value >>> width != 0) {
      throw overflow(value, width);
    }
    if (left >= 0) {
      word |= (long) value << left;
    } else {
      words[index++] = word | (long) value >>> -left;
      left += WORD;
      word = words[index] | (long) value << left;
    }
  }

  /** A field that overflows would merge two states, and make a verdict wrong. */
  private static IllegalStateException overflow(int value, int width) {
    return new IllegalStateException(value + " does not fit " + width + " bits");
  }

  private int read(int width) {
    long read = word >>> left;
    if (left < 0) {
      long begun = word << -left;
      word = words[++index];
      left += WORD;
      read = begun | word >>> left;
    }
    return (int) read & ((1 << width) - 1);
  }

  /** How many bits a number from 0 to {@code max} needs. */
  static int widthFor(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }
}
