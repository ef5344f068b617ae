package io.tarry.lab;

import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The sequence numbers of one end, and how one kernel counts them. A run has small numbers; a
 * kernel chooses its initial sequence numbers itself. So what a kernel sends is translated to the
 * numbers of the run, and those to what the receiver has seen so far of the sender.
 *
 * <p>Each initial sequence number that the run has begins a stretch of its own. Where they are so
 * far apart in the run that old numbers never fall into a new window, they have to be far apart for
 * the kernel as well, whose windows are larger.
 */
final class SequenceTranslation {

  /** More than any window of a kernel without window scaling. */
  private static final int FAR = 100_000;

  /** More than one connection of a run takes up. */
  private static final int STRETCH = 64;

  private final NavigableSet<Integer> initial;
  private final boolean farApart;
  private int anchor;
  private int anchorOfKernel;
  private boolean fixed;

  /**
   * Makes one in which both count alike.
   *
   * @param initial the initial sequence numbers that the end has in the run
   * @param farApart whether they are far apart
   */
  SequenceTranslation(NavigableSet<Integer> initial, boolean farApart) {
    this.initial = new TreeSet<>(initial);
    this.farApart = farApart;
  }

  /** From now on, this number of the run is that of the kernel. */
  void fix(int ofRun, int ofKernel) {
    anchor = ofRun;
    anchorOfKernel = ofKernel;
    fixed = true;
  }

  /** Whether a number of the kernel is known. */
  boolean isFixed() {
    return fixed;
  }

  /** That number of the run, as the kernel counts. */
  int ofKernel(int ofRun) {
    return anchorOfKernel + (int) (place(ofRun) - place(anchor));
  }

  /** That number of the kernel, as the run counts. */
  int ofRun(int ofKernel) {
    int distance = ofKernel - anchorOfKernel;
    if (!farApart) {
      return anchor + distance;
    }
    return initial.descendingSet().stream()
        .map(first -> first + (int) (distance - (place(first) - place(anchor))))
        .filter(
            number -> Math.abs(number - start(number)) < STRETCH && ofKernel(number) == ofKernel)
        .findFirst()
        .orElse(anchor + distance); // near to no number of the run
  }

  private long place(int ofRun) {
    int start = start(ofRun);
    return farApart ? (long) start * FAR + (ofRun - start) : ofRun;
  }

  /** The initial sequence number that this number counts from. */
  private int start(int ofRun) {
    Integer below = initial.floor(ofRun);
    return below != null ? below : initial.isEmpty() ? 0 : initial.first();
  }
}
