package io.tarry.lab.difference;

import java.util.ArrayList;
import java.util.List;

/** A setting and the steps that follow. */
public record Sequence(Setting setting, List<Step> steps) {

  /** Copies the list. */
  public Sequence {
    steps = List.copyOf(steps);
  }

  /** The sequence that these lines say: the setting, and each step. */
  static Sequence parse(List<String> lines) {
    return new Sequence(
        Setting.parse(lines.get(0)),
        lines.subList(1, lines.size()).stream().map(Step::parse).toList());
  }

  /** The setting, and each step. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(setting.toString()));
    steps.forEach(step -> lines.add(step.toString()));
    return lines;
  }

  /** The same in another setting. */
  Sequence in(Setting other) {
    return new Sequence(other, steps);
  }

  /** All but one of its steps. */
  Sequence without(int index) {
    List<Step> fewer = new ArrayList<>(steps);
    fewer.remove(index);
    return new Sequence(setting, fewer);
  }

  /** With another step in the place of one. */
  Sequence with(int index, Step other) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(index, other);
    return new Sequence(setting, changed);
  }

  @Override
  public String toString() {
    return String.join("\n  ", lines());
  }
}
