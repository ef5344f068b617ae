package io.tarry.check;

import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of lessons; each case is searched once, however many tests look at it. */
final class LessonStories {

  private static final Map<String, CaseResult> CHECKED = new ConcurrentHashMap<>();

  private LessonStories() {}

  /**
   * The run that a case shows of a property.
   *
   * @param lesson a part of the name of its file
   */
  static Story story(String lesson, String caseName, String property) throws IOException {
    Scenario scenario =
        LessonsTest.lessons().stream()
            .filter(one -> one.file().contains(lesson))
            .findFirst()
            .orElseThrow();
    Scenario.Case one =
        scenario.cases().stream().filter(c -> c.name().equals(caseName)).findFirst().orElseThrow();
    CaseResult checked =
        CHECKED.computeIfAbsent(scenario.file() + caseName, key -> Check.whole().of(scenario, one));
    return checked.properties().stream()
        .filter(result -> result.claim().id().equals(property))
        .findFirst()
        .flatMap(PropertyResult::story)
        .orElseThrow();
  }
}
