package io.tarry.lab.difference;

/**
 * Where an end answers otherwise than the model.
 *
 * @param sequence the steps up to the one that is answered differently
 * @param before the model's end before that step
 */
public record Difference(Sequence sequence, View before, Answer model, Answer kernel) {

  /** The step that is answered differently; empty if it is the beginning itself. */
  public String step() {
    int count = sequence.steps().size();
    return count == 0 ? "" : sequence.steps().get(count - 1).toString();
  }

  public String modelSays() {
    return model.say(before);
  }

  public String kernelSays() {
    return kernel.say(before);
  }

  /** The state and the step, and both answers. */
  public String inShort() {
    return "%s | %s | model: %s | kernel: %s"
        .formatted(before.says(), step(), modelSays(), kernelSays());
  }

  @Override
  public String toString() {
    return sequence
        + "\n  in "
        + before.says()
        + "\n  the model:  "
        + modelSays()
        + "\n  the kernel: "
        + kernelSays();
  }
}
