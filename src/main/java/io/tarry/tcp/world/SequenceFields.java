package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import java.util.Arrays;

/**
 * How each side's sequence numbers are packed into a state: as 0, or as 1 + the distance from an
 * ISS, together with the place of that ISS. Where connections may have numbers in common, all count
 * from the first ISS. It is worked out once for each number, since a search packs many.
 */
final class SequenceFields {

  private static final int NONE = -1;

  private final InitialSequenceNumbers numbers;
  private final int[] placeWidthOf = new int[Side.values().length];
  private final int[] widthOf = new int[Side.values().length];
  private final int[][] packedOf = new int[Side.values().length][];
  private final int[][] numberOf = new int[Side.values().length][];

  SequenceFields(Settings settings, InitialSequenceNumbers numbers) {
    this.numbers = numbers;
    for (Side side : Side.values()) {
      int places = numbers.mayOverlap() ? 1 : numbers.places(side);
      // 0, and the numbers from ISS to the one after SYN, bytes and FIN
      int most = numbers.spanOfPlaces(side) + settings.bytes(side) + 3 + numbers.afterFin();
      int distanceWidth = Bits.widthFor(most);
      placeWidthOf[side.ordinal()] = Bits.widthFor(places - 1);
      widthOf[side.ordinal()] = placeWidthOf[side.ordinal()] + distanceWidth;
      packedOf[side.ordinal()] = new int[numbers.iss(side, places - 1) + (1 << distanceWidth) - 1];
      numberOf[side.ordinal()] = new int[1 << widthOf[side.ordinal()]];
      tabulate(side, places, distanceWidth);
    }
  }

  private void tabulate(Side side, int places, int distanceWidth) {
    int[] packed = packedOf[side.ordinal()];
    Arrays.fill(packed, 1, packed.length, NONE);
    for (int place = 0; place < places; place++) {
      int iss = numbers.iss(side, place);
      int beyond = place + 1 < places ? numbers.iss(side, place + 1) : packed.length;
      int last = Math.min(beyond, iss + (1 << distanceWidth) - 1) - 1;
      for (int number = iss; number <= last; number++) {
        packed[number] = place << distanceWidth | (number - iss + 1);
        numberOf[side.ordinal()][packed[number]] = number;
      }
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

  /** What a sequence number that {@code sender} counts is packed as. */
  int code(Side sender, int number) {
    int[] packed = packedOf[sender.ordinal()];
    int code = number < packed.length ? packed[number] : NONE;
    if (code == NONE) { // two states would become one
      throw new IllegalStateException("the " + sender + " has no sequence number " + number);
    }
    return code;
  }

  /** The sequence number that is packed as that. */
  int number(Side sender, int code) {
    return numberOf[sender.ordinal()][code];
  }
}
