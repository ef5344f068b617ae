package io.tarry.engine.store;

/**
 * A bijection of 64-bit numbers that spreads numbers which differ in few bits over the whole range,
 * its high bits above all. Since nothing is lost, a table that stores the mixed number stores the
 * number, and finds its place without mixing it again when it grows.
 */
final class KeyMixing {

  private static final long SEED = 0x9E3779B97F4A7C15L;
  static final long FIRST = 0xBF58476D1CE4E5B9L;
  static final long SECOND = 0x94D049BB133111EBL;
  static final long FIRST_INVERSE = inverse(FIRST);
  static final long SECOND_INVERSE = inverse(SECOND);

  private KeyMixing() {}

  static long mix(long number) {
    long mixed = (number ^ SEED) * FIRST;
    return (mixed ^ (mixed >>> 32)) * SECOND;
  }

  static long unmix(long mixed) {
    long number = mixed * SECOND_INVERSE;
    return ((number ^ (number >>> 32)) * FIRST_INVERSE) ^ SEED;
  }

  /** The odd number that undoes the multiplication by an odd one, by Newton's iteration. */
  private static long inverse(long odd) {
    long inverse = odd; // right in its 3 low bits; each round doubles their number
    for (int bits = 3; bits < Long.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
