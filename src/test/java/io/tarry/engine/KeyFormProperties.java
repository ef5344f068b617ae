package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeyFormProperties {

  private static final int PREFIX_BITS = 9;

  @Property
  void mixing_loses_nothing_of_a_key_that_fits(
      @ForAll @IntRange(min = 0, max = 32) int highBits,
      @ForAll @IntRange(min = 0, max = 32) int lowBits,
      @ForAll long any) {
    Assume.that(highBits + lowBits > 0);
    var form = new KeyForm(highBits, lowBits);
    long key = any & ones(highBits, lowBits);

    long mixed = form.mix(key);

    assertThat(form.fits(key)).isTrue();
    assertThat(form.unmix(mixed)).isEqualTo(key);
    assertThat(mixed & rightOf(form)).isZero();
  }

  @Property
  void each_number_of_the_form_is_the_mixed_form_of_a_key_that_fits(
      @ForAll @IntRange(min = 0, max = 32) int highBits,
      @ForAll @IntRange(min = 0, max = 32) int lowBits,
      @ForAll long any) {
    Assume.that(highBits + lowBits > 0);
    var form = new KeyForm(highBits, lowBits);
    long mixed = any & ~rightOf(form);

    long key = form.unmix(mixed);

    assertThat(form.fits(key)).isTrue();
    assertThat(form.mix(key)).isEqualTo(mixed);
  }

  @Property
  void fits_no_key_with_a_bit_more(
      @ForAll @IntRange(min = 0, max = 31) int highBits,
      @ForAll @IntRange(min = 0, max = 31) int lowBits) {
    var form = new KeyForm(highBits, lowBits);

    assertThat(form.fits(1L << lowBits)).isFalse();
    assertThat(form.fits(1L << (32 + highBits))).isFalse();
  }

  @Property
  void the_best_form_of_keys_of_one_length_is_as_short_as_may_be_and_has_bits_to_spare(
      @ForAll @IntRange(min = 0, max = 32) int highBits,
      @ForAll @IntRange(min = 0, max = 32) int lowBits,
      @ForAll @IntRange(min = 1, max = 3) int bytesMin) {
    var lengths = new KeyLengths(PREFIX_BITS);
    lengths.add(ones(highBits, lowBits));
    int high = Math.min(32, highBits + 1);
    int low = Math.min(32, lowBits + 1);
    int width = PREFIX_BITS + 8 * bytesMin;
    while (width < high + low) {
      width += 8;
    }

    KeyForm best = lengths.best(bytesMin);

    assertThat(best.width()).isEqualTo(Math.min(64, width));
    assertThat(best.fits(ones(high, low))).isTrue();
    assertThat(lengths.bytes(best)).isEqualTo(Math.min(7, (width - PREFIX_BITS) / 8));
  }

  /** One in ten keys that is long is kept whole, and makes the others no longer. */
  @Property
  void a_few_long_keys_do_not_matter(@ForAll @IntRange(min = 30, max = 32) int lengthOfFew) {
    var lengths = new KeyLengths(PREFIX_BITS);
    for (int i = 0; i < 100; i++) {
      lengths.add(i % 10 == 0 ? ones(lengthOfFew, lengthOfFew) : ones(10, 12));
    }

    KeyForm best = lengths.best(3);

    assertThat(best.width()).isEqualTo(33);
    assertThat(lengths.bytes(best)).isEqualTo(90 * 3 + 10 * 7);
  }

  /** A slot is found by the leading bits, so neighbours must not be neighbours there. */
  @Property(tries = 100)
  void keys_that_differ_in_few_bits_are_spread_evenly(
      @ForAll @IntRange(min = 8, max = 32) int highBits,
      @ForAll @IntRange(min = 8, max = 32) int lowBits) {
    var form = new KeyForm(highBits, lowBits);
    int[] counts = new int[256];
    for (long key = 0; key < 1 << 16; key++) {
      counts[(int) (form.mix((key >>> 8) << 32 | (key & 0xFF)) >>> 56)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(128, 512); // 256 on the average
    }
  }

  private static long ones(int highBits, int lowBits) {
    return ((1L << highBits) - 1) << 32 | ((1L << lowBits) - 1);
  }

  private static long rightOf(KeyForm form) {
    return form.width() == Long.SIZE ? 0 : -1L >>> form.width();
  }
}
