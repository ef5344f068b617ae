package io.tarry.tcp.steps;

/**
 * Segments that a step sends, by their numbers in {@link FlightTable}; the same ones are one
 * object.
 */
final class SentSegments {

  /** From 0; that one is nothing. */
  final int number;

  final int[] segments;

  SentSegments(int number, int[] segments) {
    this.number = number;
    this.segments = segments;
  }

  boolean isNothing() {
    return segments.length == 0;
  }
}
