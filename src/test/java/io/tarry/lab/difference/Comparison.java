package io.tarry.lab.difference;

import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets the same steps happen to the model's end and to another. */
public final class Comparison {

  private final Stack stack;
  private final End other;
  private long steps;

  /**
   * A comparison.
   *
   * @param stack what the model takes the other end to be
   */
  public Comparison(Stack stack, End other) {
    this.stack = stack;
    this.other = other;
  }

  /** How many steps have been compared. */
  public long steps() {
    return steps;
  }

  /**
   * The first difference of the two, if there is one. Steps that cannot happen where they stand are
   * left out.
   */
  public Optional<Difference> of(Sequence sequence) throws IOException {
    try {
      return run(sequence);
    } finally {
      other.finish();
    }
  }

  private Optional<Difference> run(Sequence sequence) throws IOException {
    ModelEnd model = new ModelEnd(sequence.setting(), stack);
    View before = model.view();
    Answer expected = model.begin();
    Answer seen = other.begin(sequence.setting(), expected);
    List<Step> done = new ArrayList<>();
    for (int next = 0; expected.equals(seen); next++) {
      while (next < sequence.steps().size() && !model.allows(sequence.steps().get(next))) {
        next++;
      }
      if (next >= sequence.steps().size()) {
        return Optional.empty();
      }
      Step step = sequence.steps().get(next);
      before = model.view();
      expected = model.does(step);
      if (model.isBeyond()) {
        return Optional.empty();
      }
      seen = other.does(step, before, expected);
      done.add(step);
      steps++;
    }
    return Optional.of(
        new Difference(new Sequence(sequence.setting(), done), before, expected, seen));
  }
}
