package io.tarry.report.export;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.report.ladder.Heading;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Settings;
import java.util.List;

/**
 * A run to be exported.
 *
 * @param heading what it shows
 * @param settings its world
 */
public record Exported(Story story, Heading heading, Settings settings) {

  /** The story of that result, whose scenario must have that case. */
  public static Exported of(CaseResult result, PropertyResult property, Story story) {
    Scenario.Case here =
        result.inFile().orElseThrow(() -> new IllegalArgumentException(result.caseName()));
    return new Exported(story, Heading.of(result, property, story), here.settings());
  }

  /** What it shows, for people, in a few lines. */
  List<String> title() {
    return List.of(
        heading.outcome(), heading.subtitle(), heading.verdict() + ": " + heading.claim());
  }
}
