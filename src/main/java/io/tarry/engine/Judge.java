package io.tarry.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows each step that one thread of a search makes to the hunts that are still on. */
final class Judge<M extends Model> {

  private final List<Question<M>> questions = new ArrayList<>();
  private final List<Hunt<M>> amongSteps = new ArrayList<>();
  private final List<Hunt<M>> amongStuckStates = new ArrayList<>();

  Judge(List<Property<M>> properties, int words) {
    for (Property<M> property : properties) {
      Question<M> question = Question.of(property, words);
      questions.add(question);
      for (Hunt<M> hunt : question.hunts()) {
        (hunt.isAmongStuckStates() ? amongStuckStates : amongSteps).add(hunt);
      }
    }
  }

  List<Question<M>> questions() {
    return questions;
  }

  /**
   * Numbers for what steps mean to the hunts that are on, if what the model shows of a step is all
   * that these ask for.
   */
  Optional<RememberedMarks<M>> marks(M model) {
    return amongSteps.stream().allMatch(Hunt::asksTheModelAlone)
        ? Optional.of(new RememberedMarks<>(model, amongSteps))
        : Optional.empty();
  }

  void step(M model, long[] before, int action, long[] after) {
    for (int i = 0; i < amongSteps.size(); i++) {
      amongSteps.get(i).see(model, before, action, after);
    }
  }

  void stuckState(M model, long[] state) {
    if (amongStuckStates.isEmpty()) {
      return;
    }
    model.show(state);
    for (int i = 0; i < amongStuckStates.size(); i++) {
      amongStuckStates.get(i).see(model, state, Model.INITIAL, state);
    }
  }

  /** Takes over what a judge of the same questions saw in this level. */
  void adopt(Judge<M> other) {
    adopt(amongSteps, other.amongSteps);
    adopt(amongStuckStates, other.amongStuckStates);
  }

  private static <M extends Model> void adopt(List<Hunt<M>> hunts, List<Hunt<M>> others) {
    for (int i = 0; i < hunts.size(); i++) {
      hunts.get(i).adopt(others.get(i));
    }
  }

  /** Lets what was caught in this level count; those hunts are over. */
  void levelEnds(int level) {
    levelEnds(level, amongSteps);
    levelEnds(level, amongStuckStates);
  }

  private void levelEnds(int level, List<Hunt<M>> hunts) {
    hunts.forEach(hunt -> hunt.levelEnds(level));
    hunts.removeIf(Hunt::isOver);
  }

  /** Writes down which hunts are over, and with what, for {@link #resume}. */
  void save(DataOutput out) throws IOException {
    for (Hunt<M> hunt : hunts()) {
      hunt.save(out);
    }
  }

  /** Goes on from what was written down. */
  void resume(DataInput in) throws IOException {
    for (Hunt<M> hunt : hunts()) {
      hunt.resume(in);
    }
    amongSteps.removeIf(Hunt::isOver);
    amongStuckStates.removeIf(Hunt::isOver);
  }

  private List<Hunt<M>> hunts() {
    return questions.stream().flatMap(question -> question.hunts().stream()).toList();
  }
}
