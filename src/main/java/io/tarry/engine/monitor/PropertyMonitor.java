package io.tarry.engine.monitor;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows each step that one thread of a search makes to the discoveries that are not over. */
public final class PropertyMonitor<M extends Model> {

  private final List<PropertyDiscoveries<M>> questions = new ArrayList<>();
  private final List<Discovery<M>> amongSteps = new ArrayList<>();
  private final List<Discovery<M>> amongStuckStates = new ArrayList<>();

  public PropertyMonitor(List<Property<M>> properties, int words) {
    for (Property<M> property : properties) {
      PropertyDiscoveries<M> question = PropertyDiscoveries.of(property, words);
      questions.add(question);
      for (Discovery<M> discovery : question.discoveries()) {
        (discovery.isAmongStuckStates() ? amongStuckStates : amongSteps).add(discovery);
      }
    }
  }

  public List<PropertyDiscoveries<M>> questions() {
    return questions;
  }

  /** Whether there are questions, and no further step can change an answer to one. */
  public boolean isDecided() {
    return !questions.isEmpty() && questions.stream().allMatch(PropertyDiscoveries::isDecided);
  }

  /** Whether a single step has violated a property. */
  public boolean isViolated() {
    return questions.stream().anyMatch(question -> question.verdict(false) == Verdict.VIOLATED);
  }

  /**
   * Numbers for what steps mean to the discoveries that are not over, if these ask for nothing but
   * what the model shows of a step.
   */
  public Optional<RememberedMarks<M>> marks(M model) {
    return amongSteps.stream().allMatch(Discovery::asksTheModelAlone)
        ? Optional.of(new RememberedMarks<>(model, amongSteps))
        : Optional.empty();
  }

  public void step(M model, long[] before, int action, long[] after) {
    for (int i = 0; i < amongSteps.size(); i++) {
      amongSteps.get(i).see(model, before, action, after);
    }
  }

  public void stuckState(M model, long[] state) {
    if (amongStuckStates.isEmpty()) {
      return;
    }
    model.show(state);
    for (int i = 0; i < amongStuckStates.size(); i++) {
      amongStuckStates.get(i).see(model, state, Model.INITIAL, state);
    }
  }

  /** Takes over what a monitor of the same questions saw in this level. */
  public void adopt(PropertyMonitor<M> other) {
    adopt(amongSteps, other.amongSteps);
    adopt(amongStuckStates, other.amongStuckStates);
  }

  private static <M extends Model> void adopt(
      List<Discovery<M>> discoveries, List<Discovery<M>> others) {
    for (int i = 0; i < discoveries.size(); i++) {
      discoveries.get(i).adopt(others.get(i));
    }
  }

  /** Lets what was found in this level count; those discoveries are over. */
  public void levelEnds(int level) {
    levelEnds(level, amongSteps);
    levelEnds(level, amongStuckStates);
  }

  private void levelEnds(int level, List<Discovery<M>> discoveries) {
    discoveries.forEach(discovery -> discovery.levelEnds(level));
    discoveries.removeIf(Discovery::isOver);
  }

  /** Writes down which discoveries are over, and with what, for {@link #resume}. */
  public void save(DataOutput out) throws IOException {
    for (Discovery<M> discovery : discoveries()) {
      discovery.save(out);
    }
  }

  /** Goes on from what was written down. */
  public void resume(DataInput in) throws IOException {
    for (Discovery<M> discovery : discoveries()) {
      discovery.resume(in);
    }
    amongSteps.removeIf(Discovery::isOver);
    amongStuckStates.removeIf(Discovery::isOver);
  }

  private List<Discovery<M>> discoveries() {
    return questions.stream().flatMap(question -> question.discoveries().stream()).toList();
  }
}
