package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;

/** How each side's sequence numbers are packed into a state. */
final class SequenceFields {

  private final InitialSequenceNumbers numbers;
  private final int[] widthOf = new int[Side.values().length];
  private final int[] placeWidthOf = new int[Side.values().length];

  SequenceFields(Settings settings, InitialSequenceNumbers numbers) {
    this.numbers = numbers;
    for (Side side : Side.values()) {
      // 0, and the numbers from ISS to the one after SYN, bytes and FIN
      widthOf[side.ordinal()] =
          Bits.widthFor(numbers.spanOfPlaces(side) + settings.bytes(side) + 3 + numbers.afterFin());
      placeWidthOf[side.ordinal()] =
          numbers.mayOverlap() ? 0 : Bits.widthFor(numbers.places(side) - 1);
    }
  }

  /** Whether a number other than 0 is packed as its distance from {@link #offset}. */
  boolean isOffset(Side sender) {
    return placeWidthOf[sender.ordinal()] == 0;
  }

  /** One less than the first ISS. */
  int offset(Side sender) {
    return numbers.iss(sender, 0) - 1;
  }

  int width(Side sender) {
    return widthOf[sender.ordinal()];
  }

  /**
   * A sequence number of {@code sender}, packed as 0, or as 1 + its distance from ISS together with
   * the place of that ISS. Where connections may have numbers in common, all count from the first
   * ISS.
   */
  int number(Side sender, int number, Bits bits) {
    int placeWidth = placeWidthOf[sender.ordinal()];
    int place = number == 0 || placeWidth == 0 ? 0 : numbers.place(sender, number);
    int relative = number == 0 ? 0 : number - numbers.iss(sender, place) + 1;
    int readPlace = bits.number(place, placeWidth);
    int read = bits.number(relative, widthOf[sender.ordinal()]);
    return read == 0 ? 0 : read - 1 + numbers.iss(sender, readPlace);
  }
}
