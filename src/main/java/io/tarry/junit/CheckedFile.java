package io.tarry.junit;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.report.files.Gallery;
import io.tarry.report.files.ReportException;
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
  private @Nullable Reports written;

  CheckedFile(Scenario scenario, Check check, Path reports) {
    this.scenario = scenario;
    this.check = check;
    this.reports = reports;
  }

  /** What was written of the file, and what was not and why. */
  private record Reports(Gallery.Written files, List<String> lacking) {}

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
      written = write(scenario.cases().stream().map(this::result).toList());
    }
    Reports known = written;
    List<String> lines = new ArrayList<>();
    known.files.page(scenario.file()).ifPresent(page -> lines.add("page:    " + page));
    known.files.files(result, property).stream()
        .limit(1)
        .forEach(picture -> lines.add("picture: " + picture));
    lines.add("again:   " + command(result, property));
    lines.addAll(known.lacking);
    return FailureText.of(result, property) + "\n" + String.join("\n", lines) + "\n";
  }

  /** Pages and pictures must not keep a failure from being told. */
  private Reports write(List<CaseResult> all) {
    try (Gallery gallery = new Gallery(reports, Gallery.Drawn.SVG)) {
      Gallery.Written files = gallery.write(all);
      List<String> lacking = new ArrayList<>(files.missing());
      lacking.addAll(files.failures());
      return new Reports(files, lacking);
    } catch (ReportException e) {
      return new Reports(Gallery.Written.failed(e), List.of(String.valueOf(e.getMessage())));
    } catch (NoClassDefFoundError e) {
      String lacking = String.valueOf(e.getMessage()).replace('/', '.');
      return new Reports(
          Gallery.Written.nothing(),
          List.of(
              "no page: it needs com.google.code.gson:gson, and "
                  + lacking
                  + " is not on the class path"));
    }
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
