package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Step;

/**
 * The step that the end of a run follows from: the last step or, if that is a call that does
 * nothing or a tick after which nothing is left to happen, the last step that does something.
 */
final class DecisiveStep {

  /** The index of no step. */
  static final int NONE = -1;

  private DecisiveStep() {}

  /** Its index; {@link #NONE} if the run goes on for ever. */
  static int of(Story story) {
    if (story.loop().isPresent()) {
      return NONE;
    }
    int last = story.steps().size() - 1;
    // A witness comes to its danger in its last step, whatever that is.
    while (story.kind() == Story.Kind.COUNTEREXAMPLE
        && last > 0
        && (doesNothing(story, last) || onlyWaits(story, last))) {
      last--;
    }
    return last;
  }

  /** Whether a step is a tick of a run at the end of which nothing is left to happen. */
  private static boolean onlyWaits(Story story, int index) {
    return story.steps().get(index).isTick()
        && Repeats.onTheWay(story.steps()).isEmpty()
        && story.end().ends().stream().allMatch(end -> end.timers().isEmpty());
  }

  /** Whether a step is a call that leaves every socket as it is, and tells its user nothing. */
  private static boolean doesNothing(Story story, int index) {
    Step step = story.steps().get(index);
    return step.event().call().isPresent()
        && step.after().equals(story.steps().get(index - 1).after())
        && step.changes().isEmpty()
        && step.sent().isEmpty()
        && step.told().equals(Story.Told.NOTHING);
  }
}
