package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;

/** How sequence numbers stand in the words of a state, of each side's bytes. */
final class SequenceFields {

  private final InitialSequenceNumbers numbers;
  private final int[] widthOf = new int[Side.values().length];
  private final int[] placeWidthOf = new int[Side.values().length];
  private final int[] deliveredMaxOf = new int[Side.values().length];

  SequenceFields(Settings settings, InitialSequenceNumbers numbers) {
    this.numbers = numbers;
    for (Side side : Side.values()) {
      int last = numbers.places(side) - 1;
      int span = numbers.mayOverlap() ? settings.isnApart() * last : 0;
      // 0, and the numbers from ISS to the one after SYN, bytes and FIN
      widthOf[side.ordinal()] = Bits.widthFor(span + settings.octets(side) + 3);
      placeWidthOf[side.ordinal()] = numbers.mayOverlap() ? 0 : Bits.widthFor(last);
      // More than there are, so that a TCP that delivers a byte twice is seen doing it. Where
      // numbers overlap, bytes of all incarnations may follow one another.
      deliveredMaxOf[side.ordinal()] = span + 2 * settings.octets(side);
    }
  }

  /** How many bytes of that sender its peer can be given at most, by a TCP that is wrong. */
  int deliveredMax(Side sender) {
    return deliveredMaxOf[sender.ordinal()];
  }

  /**
   * A number of the bytes that {@code sender} sends: 0, or its distance from ISS, plus 1; and which
   * ISS that is. Where connections may have numbers in common, all count from the first ISS.
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
