package io.tarry.engine;

/**
 * How long the halves of some keys are, in bits; says which form is the best for keys like these.
 */
final class KeyLengths {

  private final int prefixBits;
  private final long[][] counts = new long[Integer.SIZE + 1][Integer.SIZE + 1];
  private long all;

  /**
   * Of no keys yet.
   *
   * @param prefixBits how many leading bits of a mixed key a slot need not keep
   */
  KeyLengths(int prefixBits) {
    this.prefixBits = prefixBits;
  }

  void add(long key) {
    counts[length((int) (key >>> Integer.SIZE))][length((int) key)]++;
    all++;
  }

  /**
   * The form by which the keys take least, if those that it does not fit are kept whole, and if the
   * halves of all get one bit longer: keys to come will be longer than those that are here.
   *
   * @param bytesMin a slot has so many bytes or more
   */
  KeyForm best(int bytesMin) {
    KeyForm best = KeyForm.WHOLE;
    for (int width = prefixBits + Byte.SIZE * bytesMin; width < Long.SIZE; width += Byte.SIZE) {
      KeyForm form = ofWidth(width);
      if (bytes(form, 1) < bytes(best, 1)) {
        best = form;
      }
    }
    return best;
  }

  /** Of those of a width that fit most keys the middle one: both halves may get longer then. */
  private KeyForm ofWidth(int width) {
    int lowBitsMin = Math.max(0, width - Integer.SIZE);
    int lowBitsMax = Math.min(Integer.SIZE, width);
    long most = -1;
    int first = 0;
    int last = 0;
    for (int lowBits = lowBitsMin; lowBits <= lowBitsMax; lowBits++) {
      long fitting = fitting(new KeyForm(width - lowBits, lowBits), 1);
      if (fitting > most) {
        most = fitting;
        first = lowBits;
      }
      if (fitting == most) {
        last = lowBits;
      }
    }
    int lowBits = (first + last + 1) / 2;
    return new KeyForm(width - lowBits, lowBits);
  }

  /** What the keys take in this form, with what is kept whole; without free slots. */
  long bytes(KeyForm form) {
    return bytes(form, 0);
  }

  private long bytes(KeyForm form, int spareBits) {
    long fitting = fitting(form, spareBits);
    return fitting * form.bytesAfter(prefixBits)
        + (all - fitting) * KeyForm.WHOLE.bytesAfter(prefixBits);
  }

  /**
   * How many keys fit, and would if each half had so many bits more, up to all that it can have.
   */
  private long fitting(KeyForm form, int spareBits) {
    long fitting = 0;
    for (int high = 0; high <= Integer.SIZE; high++) {
      for (int low = 0; low <= Integer.SIZE; low++) {
        if (Math.min(Integer.SIZE, high + spareBits) <= form.highBits()
            && Math.min(Integer.SIZE, low + spareBits) <= form.lowBits()) {
          fitting += counts[high][low];
        }
      }
    }
    return fitting;
  }

  private static int length(int half) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(half);
  }
}
