package io.tarry.report.page;

import static io.tarry.engine.Verdict.VIOLATED;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of real searches, with a stand-in for each picture. */
final class Lessons {

  private Lessons() {}

  /**
   * A page of three cases: one that holds, one that is violated in 11 steps, and one that has more
   * states than fit in.
   */
  static String page() throws IOException {
    String file = "src/test/resources/io/tarry/report/page/lesson.yaml";
    return page(file, Files.readString(Path.of(file)));
  }

  /** The page of a scenario of that text. */
  static String page(String file, String text) {
    Reading reading = ScenarioReader.read(file, text);
    if (!(reading instanceof Reading.Good good)) {
      throw new IllegalArgumentException(reading.toString());
    }
    List<CaseResult> results = new ArrayList<>();
    List<Picture> pictures = new ArrayList<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (Scenario.Case one : good.scenario().cases()) {
      CaseResult result = Check.whole().of(good.scenario(), one);
      results.add(result);
      names.put(one.name(), "case-" + results.size());
      PropertyResult leading = result.properties().get(0);
      if (leading.story().isPresent()) {
        pictures.add(
            new Picture(
                result,
                leading,
                "case-" + results.size() + "." + leading.claim().id(),
                """
                <?xml version="1.0"?>
                <svg width="10pt" height="10pt" viewBox="0 0 10 10"><path d="M0,0L1,1"/></svg>
                """,
                Optional.of("the <other> case").filter(twin -> leading.verdict() == VIOLATED),
                Optional.empty()));
      }
    }
    return LessonPage.of(results, pictures, names);
  }
}
