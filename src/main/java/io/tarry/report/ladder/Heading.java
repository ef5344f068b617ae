package io.tarry.report.ladder;

import io.tarry.check.CaseResult;
import io.tarry.check.Faults;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Property;
import io.tarry.report.words.FaultWords;
import io.tarry.report.words.KernelStamp;
import java.util.Optional;

/**
 * The heading of a picture or a story.
 *
 * @param outcome what the run comes to
 * @param subtitle scenario and case
 * @param claim the claim, as a sentence
 * @param verdict the verdict of that claim, in one word
 * @param remark what the run is, in a few words
 */
public record Heading(
    String outcome, String subtitle, String claim, String verdict, String remark) {

  /** The heading for the story of that result. */
  public static Heading of(CaseResult result, PropertyResult property, Story story) {
    return new Heading(
        story.ending(),
        subtitle(result),
        property.claim().sentence(),
        property.verdict().name(),
        remark(story.kind(), property) + property.faults().map(Heading::fewest).orElse(""));
  }

  /** The same, with what a kernel said to the run, if one was asked. */
  public Heading stamped(Optional<KernelStamp> stamp) {
    String more = stamp.map(one -> "; " + one.text()).orElse("");
    return new Heading(outcome, subtitle, claim, verdict, remark + more);
  }

  private static String fewest(Faults faults) {
    return faults.total() == 0
        ? ", of those without any fault"
        : ", of those with the fewest faults: " + FaultWords.of(faults);
  }

  /** Scenario and case, and how its times are counted. */
  public static String subtitle(CaseResult result) {
    String counting = result.counting().isEmpty() ? "" : ", " + result.counting();
    return result.scenario().title() + " \u2014 " + result.caseName() + counting;
  }

  private static String remark(Story.Kind story, PropertyResult property) {
    Property.Kind kind = property.claim().property().kind();
    return switch (story) {
      case COUNTEREXAMPLE -> "a shortest run that breaks this";
      case WITNESS ->
          kind == Property.Kind.REACHABLE
              ? "a shortest run that gets there"
              : (isOfFairRuns(kind) ? "no fair run breaks this" : "no run breaks this")
                  + property
                      .met()
                      .map(danger -> "; a shortest one in which " + danger.when())
                      .orElse("");
    };
  }

  private static boolean isOfFairRuns(Property.Kind kind) {
    return switch (kind) {
      case LEADS_TO, ALWAYS_EVENTUALLY -> true;
      case ALWAYS, REACHABLE, NO_STUCK_STATE, NO_ENDLESS_EXCHANGE -> false;
    };
  }
}
