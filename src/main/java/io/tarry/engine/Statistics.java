package io.tarry.engine;

/**
 * The size of a search.
 *
 * @param states distinct states stored, initial ones included
 * @param initialStates how many of them are initial
 * @param transitions every successor computed, duplicates and steps to the same state included
 * @param depth the number of steps on the longest shortest path from an initial state
 * @param peakBytes the most memory that all search structures held at once (states, table)
 */
public record Statistics(
    long states, long initialStates, long transitions, int depth, long peakBytes) {

  /** How many bytes the search structures took for each state, at the peak. */
  public double bytesPerState() {
    return states == 0 ? 0 : (double) peakBytes / states;
  }
}
