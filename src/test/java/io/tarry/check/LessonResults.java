package io.tarry.check;

import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What comes of all lessons, searched once for all tests that look at it. */
public final class LessonResults {

  private static final List<List<CaseResult>> ALL = new ArrayList<>();

  private LessonResults() {}

  /** The results of each lesson. */
  public static synchronized List<List<CaseResult>> all() throws IOException {
    if (ALL.isEmpty()) {
      for (Scenario scenario : LessonsTest.lessons()) {
        ALL.add(scenario.cases().stream().map(one -> Check.whole().of(scenario, one)).toList());
      }
    }
    return List.copyOf(ALL);
  }

  /** The results of one lesson, by the name of its file. */
  public static List<CaseResult> of(String file) throws IOException {
    Scenario lesson =
        LessonsTest.lessons().stream()
            .filter(one -> one.file().endsWith(file))
            .findFirst()
            .orElseThrow();
    return lesson.cases().stream().map(one -> Check.whole().of(lesson, one)).toList();
  }
}
