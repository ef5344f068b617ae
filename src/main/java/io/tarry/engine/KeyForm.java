package io.tarry.engine;

/**
 * A form of keys whose upper and lower half have no more than so many bits each: the two are put
 * side by side and mixed, which gives a number of as many bits as both together. Keys are mostly
 * two small numbers, see {@link StateKeys}, so such a number is much shorter than a key.
 *
 * <p>Mixing is a bijection that spreads numbers which differ in few bits over the whole range, its
 * high bits above all. Since nothing is lost, a table that stores the mixed number stores the key,
 * and finds its place without mixing it again when it grows.
 *
 * <p>A mixed key stands at the left of its word, so that the bits that say where it goes are the
 * leading ones in every form.
 */
final class KeyForm {

  /** The one that takes all keys. */
  static final KeyForm WHOLE = new KeyForm(Integer.SIZE, Integer.SIZE);

  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private final int highBits;
  private final int lowBits;
  private final int width;
  private final int half;
  private final int highShift;
  private final int leftShift;
  private final long lowMask;
  private final long outside;
  private final long atTheLeft;
  private final long seed;

  /** The form of keys whose halves have no more than so many bits: 0 to 32 each. */
  KeyForm(int highBits, int lowBits) {
    this.highBits = highBits;
    this.lowBits = lowBits;
    width = highBits + lowBits;
    half = (width + 1) / 2; // so that shifting by it once more leaves nothing
    highShift = Long.SIZE - highBits;
    leftShift = Long.SIZE - width;
    lowMask = mask(lowBits);
    outside = ~(mask(highBits) << Integer.SIZE | lowMask);
    atTheLeft = -1L << leftShift;
    seed = KeyMixing.SEED & atTheLeft;
  }

  /** How many bits a mixed key has. */
  int width() {
    return width;
  }

  int highBits() {
    return highBits;
  }

  int lowBits() {
    return lowBits;
  }

  /** How many bytes hold what follows so many leading bits of a mixed key. */
  int bytesAfter(int prefixBits) {
    return (width - prefixBits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Whether this form is for such a key. */
  boolean fits(long key) {
    return (key & outside) == 0;
  }

  /** Mixes a key that fits. */
  long mix(long key) {
    long number = (key >>> Integer.SIZE) << highShift | (key & lowMask) << leftShift;
    long mixed = (number ^ seed) * KeyMixing.FIRST;
    return ((mixed ^ (mixed >>> half)) & atTheLeft) * KeyMixing.SECOND;
  }

  /** The key that was mixed into this. */
  long unmix(long mixedKey) {
    long mixed = mixedKey * KeyMixing.SECOND_INVERSE;
    long number = ((mixed ^ (mixed >>> half)) & atTheLeft) * KeyMixing.FIRST_INVERSE ^ seed;
    return (number >>> highShift) << Integer.SIZE | ((number >>> leftShift) & lowMask);
  }

  private static long mask(int bits) {
    return LOW_HALF >>> (Integer.SIZE - bits);
  }
}
