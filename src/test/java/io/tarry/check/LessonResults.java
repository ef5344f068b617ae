package io.tarry.check;

import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What comes of the lessons; each case is searched once, however many tests look at it. */
public final class LessonResults {

  private static final Map<String, CaseSearch.Found> FOUND = new ConcurrentHashMap<>();
  private static final Map<String, CaseResult> DECODED = new ConcurrentHashMap<>();

  private LessonResults() {}

  /** The results of each lesson. */
  public static List<List<CaseResult>> all() throws IOException {
    List<List<CaseResult>> all = new ArrayList<>();
    for (Scenario scenario : LessonsTest.lessons()) {
      all.add(scenario.cases().stream().map(one -> of(scenario, one)).toList());
    }
    return all;
  }

  /** The result of a case of a lesson. */
  public static CaseResult of(Scenario lesson, Scenario.Case one) {
    return DECODED.computeIfAbsent(
        lesson.file() + ", " + one.name(), name -> Check.whole().decode(found(lesson, one)));
  }

  /** The same in words of states, found by one thread. */
  static CaseSearch.Found found(Scenario lesson, Scenario.Case one) {
    return FOUND.computeIfAbsent(
        lesson.file() + ", " + one.name(),
        name -> Check.whole().search(new AskedCase(lesson, one, one.expectations())));
  }

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
    return of(scenario, one).properties().stream()
        .filter(result -> result.claim().id().equals(property))
        .findFirst()
        .flatMap(PropertyResult::story)
        .orElseThrow();
  }

  /** The results of one lesson, by the name of its file. */
  public static List<CaseResult> of(String file) throws IOException {
    Scenario lesson =
        LessonsTest.lessons().stream()
            .filter(one -> one.file().endsWith(file))
            .findFirst()
            .orElseThrow();
    return lesson.cases().stream().map(one -> of(lesson, one)).toList();
  }
}
