package io.tarry.cli;

import io.tarry.check.Check;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether to show the runs that have the fewest faults of the network. */
final class MinimizeFlag {

  private static final String FAULTS = "faults";

  @Option(
      names = "--minimize",
      paramLabel = FAULTS,
      description =
          "Show, of each property, a run with the fewest losses, copies and overtakings, and of those a"
              + " shortest; and say up to how many faults it is safe.")
  private Optional<String> what = Optional.empty();

  /** The same check, which shows such runs if that is asked for. */
  Check of(Check check) {
    return what.isPresent() ? check.withFewestFaults() : check;
  }

  /** Checks that these tasks can have such runs. */
  void requireSensible(List<Selection.Task> tasks, SearchFlags searching) throws Refusal {
    if (what.isEmpty()) {
      return;
    }
    if (!what.get().equals(FAULTS)) {
      throw wrong(
          "--minimize finds the runs with the fewest 'faults', not '"
              + what.get()
              + "'; without it, they have the fewest steps");
    }
    if (searching.isCompact()) {
      throw wrong(
          "--minimize faults needs searches that see all, and one with --hash-compact may miss a state:"
              + " leave one of them out");
    }
    Selection.refuseClaimsAboutRuns(tasks, "--minimize faults");
  }

  private static Refusal wrong(String message) {
    return new Refusal(ExitCode.WRONG_INPUT, "tarry: " + message);
  }
}
