package io.tarry.report.words;

import io.tarry.check.Faults;
import io.tarry.check.FewestFaults;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults of the network in a run, and the fewest that can break its property, in words. */
public final class FaultWords {

  private FaultWords() {}

  /** {@code 1 loss, 2 overtakings}; nothing where there are none. */
  public static String of(Faults faults) {
    List<String> parts = new ArrayList<>();
    add(parts, faults.losses(), "loss", "losses");
    add(parts, faults.copies(), "copy", "copies");
    add(parts, faults.overtakings(), "overtaking", "overtakings");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, int count, String one, String several) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : several));
    }
  }

  /** What is known of the fewest faults that break it, as a sentence without its full stop. */
  public static Optional<String> sentence(PropertyResult property) {
    return property.fewest().map(fewest -> sentence(property, fewest));
  }

  private static String sentence(PropertyResult property, FewestFaults fewest) {
    boolean reached = property.claim().property().kind() == Property.Kind.REACHABLE;
    if (fewest.run().isEmpty()) {
      return unknown(fewest, reached ? "Not reached" : "Safe");
    }
    Faults run = fewest.run().get();
    if (property.verdict() == Verdict.HOLDS && !reached) {
      return "The run shown takes " + (run.total() == 0 ? "no fault" : atLeast(run));
    }
    String first = reached ? "first reached" : "first failure";
    return run.total() == 0
        ? (reached ? "Reached" : "Fails") + " without any fault"
        : "%s%s, %s at %d (%s)"
            .formatted(
                reached ? "Not reached" : "Safe",
                upTo(fewest.ruledOut()),
                first,
                run.total(),
                of(run));
  }

  private static String atLeast(Faults run) {
    return "%s, and none takes fewer (%s)".formatted(count(run.total()), of(run));
  }

  private static String unknown(FewestFaults fewest, String so) {
    return fewest.ruledOut() == 0
        ? "How many faults it takes is not known"
        : so + upTo(fewest.ruledOut()) + "; what more can do is not known";
  }

  private static String upTo(int ruledOut) {
    return ruledOut == 1 ? " without faults" : " for up to " + count(ruledOut - 1);
  }

  private static String count(int faults) {
    return faults + (faults == 1 ? " fault" : " faults");
  }
}
