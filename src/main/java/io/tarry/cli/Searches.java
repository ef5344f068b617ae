package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the searches that a command asks for, one after the other. */
final class Searches {

  private Searches() {}

  /**
   * Checks all tasks.
   *
   * @param progress is told of each, and ended
   */
  static List<CaseResult> run(List<Selection.Task> tasks, Check checking, ProgressLine progress) {
    Check check = checking.reportingTo(progress);
    List<CaseResult> results = new ArrayList<>();
    try {
      for (Selection.Task task : tasks) {
        progress.begin(
            "[%d/%d] %s, %s"
                .formatted(
                    results.size() + 1,
                    tasks.size(),
                    task.scenario().file(),
                    task.checked().name()));
        results.add(check.of(task.scenario(), task.checked(), task.expectations()));
        if (Interruption.isWanted()) {
          break;
        }
      }
    } finally {
      progress.end(); // so that a complaint has a line of its own
    }
    return results;
  }

  /** An unexpected verdict outranks one that is missing because of a limit. */
  static ExitCode exitCode(List<CaseResult> results) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    ExitCode exit = ExitCode.AS_EXPECTED;
    for (CaseResult result : results) {
      for (PropertyResult one : result.properties()) {
        boolean undecided = one.verdict() == Verdict.UNDECIDED;
        if (!undecided && !one.asExpected()) {
          return ExitCode.UNEXPECTED;
        }
        if (undecided && !one.expected().equals(Optional.of(Verdict.UNDECIDED))) {
          exit = ExitCode.UNDECIDED;
        }
      }
    }
    return exit;
  }
}
