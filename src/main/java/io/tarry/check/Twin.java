package io.tarry.check;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What another case, in which a property holds, makes of the events of a run that breaks it.
 *
 * @param broken the run that breaks it
 * @param passing the other case
 * @param kept what came of the same property there
 * @param run the run there
 * @param played the number of the step of {@code run} that each step of {@code broken} is played
 *     by; an event that is not possible there is left out
 * @param parting the number of the first step of {@code broken} that is left out there, or that
 *     something else comes of
 */
public record Twin(
    Story broken,
    CaseResult passing,
    PropertyResult kept,
    Story run,
    Map<Integer, Integer> played,
    int parting) {

  /** Keeps a copy. */
  public Twin {
    played = Map.copyOf(played);
  }

  /** The step there that plays a step of the run that breaks the property. */
  public Optional<Story.Step> playing(Story.Step event) {
    return Optional.ofNullable(played.get(event.number())).map(n -> run.steps().get(n - 1));
  }

  /** The number of the last step there that plays an event before that one; 0 if none does. */
  public int playedBefore(int event) {
    return played.entrySet().stream()
        .filter(pair -> pair.getKey() < event)
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** Whether the same comes of an event in both. */
  public static boolean isAlike(Story.Step one, Story.Step other) {
    return one.why().equals(other.why()) && outcome(one).equals(outcome(other));
  }

  /**
   * What comes of a step, apart from the numbers of a connection, which another port may change.
   */
  private static Map<String, Object> outcome(Story.Step step) {
    Map<String, Object> outcome = new TreeMap<>();
    outcome.put("told", step.told());
    outcome.put(
        "changes", step.changes().stream().map(each -> each.from() + " " + each.to()).toList());
    outcome.put(
        "sent",
        step.sent().stream()
            .map(each -> each.segment().flags() + " " + each.segment().timestamp())
            .toList());
    outcome.put("lost", step.sent().stream().map(Story.Arrow::lostAtOnce).toList());
    return outcome;
  }
}
