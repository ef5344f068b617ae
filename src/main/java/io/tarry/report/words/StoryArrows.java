package io.tarry.report.words;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The arrows of a story by number. */
public final class StoryArrows {

  private final Map<Integer, Arrow> arrows = new TreeMap<>();

  public StoryArrows(Story story) {
    for (Step step : story.steps()) {
      step.sent().forEach(arrow -> arrows.put(arrow.number(), arrow));
      step.copy().ifPresent(arrow -> arrows.put(arrow.number(), arrow));
    }
  }

  /** The arrow of that number, which the story must contain. */
  public Arrow get(int number) {
    Arrow arrow = arrows.get(number);
    if (arrow == null) {
      throw new IllegalArgumentException("the story has no arrow " + number);
    }
    return arrow;
  }

  /** Says what becomes of an arrow that has neither arrived nor been lost when the story ends. */
  public static String whatBecomes(Story story, Arrow arrow) {
    Integer same = story.loop().map(loop -> loop.carried().get(arrow.number())).orElse(null);
    for (Step step : story.steps()) {
      if (same != null && step.arrives().stream().anyMatch(same::equals)) {
        return "arrives in the next turn";
      }
      if (same != null && step.lost().stream().anyMatch(same::equals)) {
        return "is lost in the next turn";
      }
    }
    return "still on its way";
  }

  /** The arrows that have neither arrived nor been lost when the story ends. */
  public List<Arrow> underway(Story story) {
    Map<Integer, Arrow> left = new TreeMap<>(arrows);
    for (Step step : story.steps()) {
      step.arrives().ifPresent(left::remove);
      step.lost().ifPresent(left::remove);
    }
    return left.values().stream().filter(arrow -> !arrow.lostAtOnce()).toList();
  }
}
