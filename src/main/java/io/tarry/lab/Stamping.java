package io.tarry.lab;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The timestamps of one end. A clock of the run ticks seldom; a kernel's ticks every millisecond.
 * So the receiver is given the run's, and what it echoes is translated back to what the kernel's
 * clock showed when that timestamp was last sent.
 */
final class Stamping {

  /** What a clock that shows 0 in the run shows to the receiver; 0 itself has a meaning. */
  private static final int BASE = 1_000_000;

  private final NavigableMap<Integer, Integer> sent = new TreeMap<>();

  /**
   * Notes what the kernel's clock shows as it sends a segment that has this timestamp in the run.
   */
  void sent(int ofRun, int ofKernel) {
    sent.put(ofRun, ofKernel);
  }

  /** What the receiver is given. */
  static int forReceiver(int ofRun) {
    return BASE + ofRun;
  }

  /** What the end is given that once sent what the other echoes. */
  int echo(int ofReceiver) {
    if (ofReceiver == 0) {
      return 0; // it echoes nothing
    }
    Map.Entry<Integer, Integer> known = sent.floorEntry(ofReceiver - BASE);
    return known == null ? ofReceiver : known.getValue();
  }
}
