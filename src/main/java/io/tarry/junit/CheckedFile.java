package io.tarry.junit;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.report.files.FailureReports;
import io.tarry.report.table.FailureText;
import io.tarry.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario file, each case of which is searched when a test first needs it. */
final class CheckedFile {

  private final Scenario scenario;
  private final Check check;
  private final Path reports;
  private final Map<String, CaseResult> results = new LinkedHashMap<>();
  private @Nullable FailureReports written;

  CheckedFile(Scenario scenario, Check check, Path reports) {
    this.scenario = scenario;
    this.check = check;
    this.reports = reports;
  }

  /**
   * Requires that the verdict is the expected one.
   *
   * @throws AssertionError otherwise, with all that its reader wants to know
   */
  synchronized void require(Scenario.Case one, Scenario.Expectation expectation) {
    CaseResult result = result(one);
    PropertyResult property =
        result.properties().stream()
            .filter(each -> each.claim().id().equals(expectation.claim().id()))
            .findFirst()
            .orElseThrow();
    if (!property.asExpected()) {
      throw new AssertionError(message(result, property));
    }
  }

  private CaseResult result(Scenario.Case one) {
    return results.computeIfAbsent(one.name(), name -> check.of(scenario, one));
  }

  private String message(CaseResult result, PropertyResult property) {
    if (written == null) {
      written = FailureReports.write(reports, scenario.cases().stream().map(this::result).toList());
    }
    List<String> lines = new ArrayList<>(written.lines(result, property));
    lines.add("again:   " + command(result, property));
    return FailureText.of(result, property) + "\n" + String.join("\n", lines) + "\n";
  }

  /** What to type to see the same on the command line. */
  private String command(CaseResult result, PropertyResult property) {
    return "tarry check %s --case %s --property %s"
        .formatted(
            quoted(scenario.file()), quoted(result.caseName()), quoted(property.claim().id()));
  }

  private static String quoted(String word) {
    boolean plain = word.matches("[A-Za-z0-9_./-]+");
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
