package io.tarry.check;

import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Why another stack does something else at one step of a run. The same events are played again in
 * worlds that are the same, except that one point of the stack is as that other stack has it.
 */
public final class StackDifferences {

  private StackDifferences() {}

  /**
   * The points that make the difference, each by itself; empty if none does.
   *
   * @param result the case
   * @param property the property whose run it is
   * @param step the number of the step
   * @param other the other stack
   */
  public static List<String> at(CaseResult result, PropertyResult property, int step, Stack other) {
    Optional<Story> story = property.story();
    Optional<Scenario.Case> played = result.inFile();
    if (story.isEmpty() || played.isEmpty()) {
      return List.of();
    }
    List<Story.Step> events =
        story.get().steps().stream().filter(event -> event.number() <= step).toList();
    Settings settings = played.get().settings().remembering(result.ghosts());
    List<String> points = new ArrayList<>();
    points(other)
        .forEach((point, change) -> {
          Settings changed = changed(settings, change);
          if (!changed.equals(settings)
              && partsAt(events, changed, played.get().stacks(), property) == step) {
            points.add(point);
          }
        });
    return points;
  }

  /** The number of the first event that has another result; 0 if there is none. */
  private static int partsAt(
      List<Story.Step> events, Settings settings, List<String> stacks, PropertyResult property) {
    EventReplay replay = new EventReplay(settings, stacks, property.claim());
    events.forEach(replay::play);
    Story run =
        new StoryTeller(settings, stacks)
            .tell(replay.trace(), Story.Kind.WITNESS, "", Causes.About.LAST_STEP);
    for (Story.Step event : events) {
      Integer number = replay.played().get(event.number());
      if (number == null || !outcome(event).equals(outcome(run.steps().get(number - 1)))) {
        return event.number();
      }
    }
    return 0;
  }

  /** What others see of a step. */
  private static List<Object> outcome(Story.Step step) {
    List<Story.Segment> sent = step.sent().stream().map(Story.Arrow::segment).toList();
    return List.of(sent, step.changes(), step.told());
  }

  private static Map<String, UnaryOperator<Stack>> points(Stack other) {
    Map<String, UnaryOperator<Stack>> points = new LinkedHashMap<>();
    points.put("twRestart", stack -> stack.with(other.twRestart()));
    points.put("reopenFromTimeWait", stack -> stack.with(other.reopenFromTimeWait()));
    points.put("synReceivedReply", stack -> stack.with(other.synReceivedReply()));
    points.put("pawsTolerance", stack -> stack.withPawsTolerance(other.pawsTolerance()));
    for (Switch one : Switch.values()) {
      points.put(one.key(), stack -> other.has(one) ? stack.with(one) : stack.without(one));
    }
    return points;
  }

  private static Settings changed(Settings settings, UnaryOperator<Stack> change) {
    return settings.with(
        settings.clients().stream().map(client -> changed(client, change)).toList(),
        changed(settings.server(), change));
  }

  private static Settings.Host changed(Settings.Host host, UnaryOperator<Stack> change) {
    return host.with(change.apply(host.stack()));
  }
}
