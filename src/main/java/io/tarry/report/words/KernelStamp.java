package io.tarry.report.words;

import io.tarry.lab.Outcome;
import java.util.List;

/**
 * What a kernel said to a run, in words.
 *
 * @param word one word: confirmed, refuted, unplayable
 * @param text a few words, to stand behind others
 * @param whole one or two sentences
 */
public record KernelStamp(String word, String text, String whole) {

  /** The stamp of that outcome. */
  public static KernelStamp of(Outcome outcome) {
    if (outcome instanceof Outcome.Confirmed confirmed) {
      return new KernelStamp(
          "confirmed",
          "confirmed on Linux " + confirmed.kernel(),
          "Confirmed on Linux "
              + confirmed.kernel()
              + ": played on the kernel, which did the same at each step.");
    }
    if (outcome instanceof Outcome.Refuted refuted) {
      String where = "refuted on Linux " + refuted.kernel() + " at step " + refuted.step();
      return new KernelStamp(
          "refuted",
          where,
          "R" + where.substring(1) + ", " + refuted.inWords() + readings(refuted.readings()));
    }
    if (outcome instanceof Outcome.Unplayable unplayable) {
      return new KernelStamp(
          "unplayable",
          "not played on a kernel",
          "Not played on a kernel: " + unplayable.why() + ".");
    }
    return new KernelStamp("interrupted", "interrupted", "Interrupted.");
  }

  private static String readings(List<String> readings) {
    return readings.isEmpty()
        ? ""
        : " Linux differs from the run's stack in " + String.join(", ", readings) + ".";
  }
}
