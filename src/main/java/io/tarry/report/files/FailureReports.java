package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages and pictures of what failed in a test. That they cannot be written is said, and never
 * keeps the failure from being told.
 */
public final class FailureReports {

  private final WrittenFiles written;
  private final List<String> lacking;

  private FailureReports(WrittenFiles written, List<String> lacking) {
    this.written = written;
    this.lacking = lacking;
  }

  /** Writes them into that folder. */
  public static FailureReports write(Path folder, List<CaseResult> results) {
    try (Gallery gallery = new Gallery(folder, Gallery.Drawn.SVG)) {
      WrittenFiles written = gallery.write(results);
      List<String> lacking = new ArrayList<>(written.missing());
      lacking.addAll(written.failures());
      return new FailureReports(written, lacking);
    } catch (ReportException e) {
      return nothing(String.valueOf(e.getMessage()));
    } catch (NoClassDefFoundError e) {
      return nothing(
          "no page: it needs com.google.code.gson:gson, and "
              + String.valueOf(e.getMessage()).replace('/', '.')
              + " is not on the class path");
    }
  }

  private static FailureReports nothing(String reason) {
    return new FailureReports(WrittenFiles.nothing(), List.of(reason));
  }

  /** Where the page and the picture of that result are, and what is lacking: a line each. */
  public List<String> lines(CaseResult result, PropertyResult property) {
    List<String> lines = new ArrayList<>();
    written.page(result.scenario().file()).ifPresent(page -> lines.add("page:    " + page));
    written.files(result, property).stream()
        .limit(1)
        .forEach(picture -> lines.add("picture: " + picture));
    lines.addAll(lacking);
    return lines;
  }
}
