package io.tarry.report.drawing;

import java.nio.charset.StandardCharsets;

/**
 * How wide GraphViz takes a text to be where it has no fonts: it adds up the octets of its UTF-8,
 * as if each were a letter of Arial. A text that is wider than its node by this has another place.
 */
final class TextEstimate {

  private static final double UNITS = 10_000;

  private static final int FIRST = ' ';

  /** The widths of the octets from space on, in ten-thousandths of the size. */
  private static final int[] WIDTHS = {
    2779, 2779, 3549, 5559, 5559, 8889, 6669, 2209, 3329, 3329, 3889, 5839, 2779, 3329, 2779,
        2779, //
    5559, 5559, 5559, 5559, 5559, 5559, 5559, 5559, 5559, 5559, 2779, 2779, 5839, 5839, 5839,
        5559, //
    10149, 6669, 6669, 7219, 7219, 6669, 6109, 7779, 7219, 2779, 5000, 6669, 5559, 8329, 7219,
        7779, //
    6669, 7779, 7219, 6669, 6109, 7219, 6669, 9439, 6669, 6669, 6109, 2779, 2779, 2779, 4689,
        5559, //
    2219, 5559, 5559, 5000, 5559, 5559, 2779, 5559, 5559, 2219, 2219, 5000, 2219, 8329, 5559,
        5559, //
    5559, 5559, 3329, 5000, 2779, 5559, 5000, 7219, 5000, 5000, 5000, 3339, 2599, 3339, 5839,
        2779, //
    2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779,
        2779, //
    2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779,
        2779, //
    2779, 3329, 5559, 5559, 1669, 5559, 5559, 5559, 5559, 1909, 3329, 5559, 3329, 3329, 5000,
        5000, //
    2779, 5559, 5559, 5559, 2779, 2779, 5369, 3499, 2219, 3329, 3329, 5559, 10000, 10000, 2779,
        6109, //
    2779, 3329, 3329, 3329, 3329, 3329, 3329, 3329, 3329, 2779, 3329, 3329, 2779, 3329, 3329,
        3329, //
    10000, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779, 2779,
        2779, //
    2779, 10000, 2779, 3699, 2779, 2779, 2779, 2779, 5559, 7779, 10000, 3649, 2779, 2779, 2779,
        2779, //
    2779, 8889, 2779, 2779, 2779, 2779, 2779, 2779, 2219, 6109, 9439, 6109, 2779, 2779, 2779, 2779
  };

  private TextEstimate() {}

  /** The width of a text without control characters, in points. */
  static double width(String text, double size) {
    double sum = 0;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      sum += WIDTHS[Byte.toUnsignedInt(octet) - FIRST] / UNITS;
    }
    return sum * size;
  }
}
