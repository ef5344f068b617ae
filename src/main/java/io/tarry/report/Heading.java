package io.tarry.report;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Property;

/**
 * What stands above a picture or a story.
 *
 * @param title the claim, as a sentence
 * @param subtitle whose run it is: scenario and case
 * @param badge one word for what the run is
 * @param remark the same in a few more words
 */
public record Heading(String title, String subtitle, String badge, String remark) {

  /** The heading of that result's story. */
  public static Heading of(CaseResult result, PropertyResult property, Story story) {
    return new Heading(
        property.claim().sentence(),
        subtitle(result),
        switch (story.kind()) {
          case COUNTEREXAMPLE -> "COUNTEREXAMPLE";
          case WITNESS -> "WITNESS";
        },
        remark(story.kind(), property.claim().property().kind()));
  }

  /** Scenario and case, and how long a tick is. */
  static String subtitle(CaseResult result) {
    String ticks = result.tick().isNamed() ? ", in ticks of " + result.tick().say(1) : "";
    return result.scenario().title() + " \u2014 " + result.caseName() + ticks;
  }

  private static String remark(Story.Kind story, Property.Kind claim) {
    return switch (story) {
      case COUNTEREXAMPLE -> "a shortest run that breaks this";
      case WITNESS ->
          switch (claim) {
            case REACHABLE -> "a shortest run that gets there";
            case ALWAYS -> "no run breaks this; a shortest one that puts it to the test";
            case NO_STUCK_STATE -> "no run breaks this; a shortest one to a proper end";
            case LEADS_TO -> "no fair run breaks this; a shortest one to the end promised";
            case ALWAYS_EVENTUALLY -> "no fair run breaks this; a shortest one to what comes again";
            case NO_ENDLESS_EXCHANGE -> "no run breaks this; a shortest one with such a step";
          };
    };
  }
}
