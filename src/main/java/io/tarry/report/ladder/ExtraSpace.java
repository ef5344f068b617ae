package io.tarry.report.ladder;

/** By how much each step, and each arrow that it sends, is put lower than necessary, in inches. */
final class ExtraSpace {

  private static final double MORE = 0.1;
  private static final double MAX = 0.8;

  private final double[] before;
  private final double[] beforeSending;
  private double beforeParting;
  private int changes;

  /** No extra space, for this many steps. */
  ExtraSpace(int steps) {
    before = new double[steps];
    beforeSending = new double[steps];
  }

  double before(int step) {
    return before[step];
  }

  double beforeSending(int step) {
    return beforeSending[step];
  }

  /** Before what is drawn where two runs part. */
  double beforeParting() {
    return beforeParting;
  }

  /** How often something was lowered so far. */
  int changes() {
    return changes;
  }

  void lowerParting(double by) {
    changes++;
    beforeParting += by;
  }

  /** Lowers a step by that much, whatever it has been lowered before. */
  void lower(int step, double by) {
    changes++;
    before[step] += by;
  }

  /** Lowers a step; false if there is no such step, or if it is as low as it may be. */
  boolean lower(int step) {
    return lower(before, step);
  }

  /** Lowers the arrows that a step sends; false likewise. */
  boolean lowerSending(int step) {
    return lower(beforeSending, step);
  }

  private boolean lower(double[] values, int step) {
    if (step < 0 || step >= values.length || values[step] >= MAX) {
      return false;
    }
    changes++;
    values[step] += MORE;
    return true;
  }
}
