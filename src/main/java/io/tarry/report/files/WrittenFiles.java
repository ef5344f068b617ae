package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The files that were written of some results, and what could not be written. */
public final class WrittenFiles {
  private final Map<ResultKey, List<String>> files;
  private final Map<String, String> pages;
  private final List<String> missing;
  private final List<String> failures;

  WrittenFiles(
      Map<ResultKey, List<String>> files,
      Map<String, String> pages,
      List<String> missing,
      List<String> failures) {
    this.files = Map.copyOf(files);
    this.pages = Map.copyOf(pages);
    this.missing = List.copyOf(missing);
    this.failures = List.copyOf(failures);
  }

  /** Nothing written. */
  public static WrittenFiles nothing() {
    return new WrittenFiles(Map.of(), Map.of(), List.of(), List.of());
  }

  /** Nothing written, because of this failure. */
  public static WrittenFiles failed(ReportException reason) {
    return new WrittenFiles(
        Map.of(), Map.of(), List.of(), List.of(String.valueOf(reason.getMessage())));
  }

  /** The files of that result, SVG first, relative to the working directory, with slashes. */
  public List<String> files(CaseResult result, PropertyResult property) {
    return files.getOrDefault(ResultKey.of(result, property), List.of());
  }

  /** The page of a scenario, likewise; empty if none was written. */
  public Optional<String> page(String scenarioFile) {
    return Optional.ofNullable(pages.get(scenarioFile));
  }

  /** What there is no file of, and why, as sentences; empty if there is all that was wanted. */
  public List<String> missing() {
    return missing;
  }

  /** What could not be written or drawn, as sentences. */
  public List<String> failures() {
    return failures;
  }

  /** Both together. */
  public WrittenFiles and(WrittenFiles other) {
    Map<ResultKey, List<String>> all = new HashMap<>(files);
    all.putAll(other.files);
    Map<String, String> allPages = new HashMap<>(pages);
    allPages.putAll(other.pages);
    Set<String> lacking = new LinkedHashSet<>(missing);
    lacking.addAll(other.missing);
    return new WrittenFiles(
        all,
        allPages,
        List.copyOf(lacking),
        Stream.concat(failures.stream(), other.failures.stream()).toList());
  }
}
