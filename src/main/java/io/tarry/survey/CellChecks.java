package io.tarry.survey;

import io.tarry.check.Check;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.Question.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Checks cells side by side, each by one thread.
 *
 * @param checking how to check one; those at one time share the memory of its limits
 * @param threads how many at once
 * @param isCancelled asked before each; those that are left are not checked then
 */
public record CellChecks(Check checking, int threads, BooleanSupplier isCancelled) {

  /**
   * Checks all.
   *
   * @param each hears of each result as it is there, one at a time
   * @return in the order of the cells; without those that were left out when it was cancelled
   */
  public List<CellResult> check(List<Cell> cells, Consumer<CellResult> each) {
    Check sharing = checking.sharedBy(Math.max(1, Math.min(threads, cells.size())));
    List<Callable<CellResult>> checks = new ArrayList<>();
    cells.forEach(cell -> checks.add(() -> cell.check(sharing)));
    return ParallelTasks.all(checks, threads, isCancelled, each);
  }
}
