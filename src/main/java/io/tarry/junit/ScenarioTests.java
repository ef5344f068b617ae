package io.tarry.junit;

import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Diagnostic;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Scenario files as tests: one for each property that a case expects something of.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> scenarios() {
 *   return ScenarioTests.of(Path.of("src/test/scenarios")).tests();
 * }
 * }</pre>
 *
 * <p>A test fails where the verdict is another than the expected one, so also where a property that
 * should hold is vacuous, or where a limit ended the search; and where a case expects nothing. Each
 * case is searched once, when the first of its tests runs. When a first test of a file fails, all
 * of its cases are searched, and its page and pictures are written.
 */
public final class ScenarioTests {

  private static final Path REPORTS = Path.of("target", "tarry");

  private final List<Path> paths;
  private final Path reports;
  private final Check check;

  private ScenarioTests(List<Path> paths, Path reports, Check check) {
    this.paths = List.copyOf(paths);
    this.reports = reports;
    this.check = check;
  }

  /**
   * Tests of these files, and of all scenario files ({@code *.yaml}) of these folders, without
   * limits and by one thread. Pages and pictures go to {@code target/tarry}.
   */
  public static ScenarioTests of(Path... paths) {
    return new ScenarioTests(List.of(paths), REPORTS, Check.whole());
  }

  /** The same, with pages and pictures in that folder. */
  public ScenarioTests writingTo(Path folder) {
    return new ScenarioTests(paths, folder, check);
  }

  /** The same, with these limits for each case. */
  public ScenarioTests within(Limits limits) {
    return new ScenarioTests(paths, reports, check.within(limits));
  }

  /** The same by this many threads, 1 or more. The verdicts are the same for any number. */
  public ScenarioTests using(int threads) {
    return new ScenarioTests(paths, reports, check.using(threads));
  }

  /**
   * A container for each file, in it one for each case, in it a test for each property. A file with
   * mistakes is one test, which fails and names them all.
   *
   * @throws IllegalArgumentException if there is no scenario file
   */
  // A module that uses the engine alone has no JUnit.
  @SuppressWarnings("exports")
  public Stream<DynamicNode> tests() {
    List<Path> files = paths.stream().flatMap(ScenarioTests::files).distinct().toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("there is no scenario file (*.yaml) in " + paths);
    }
    return files.stream().map(this::node);
  }

  private static Stream<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try {
      return ScenarioFile.in(path).stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + path, e);
    }
  }

  private DynamicNode node(Path path) {
    ScenarioFile file = read(path);
    URI source = path.toUri();
    if (file.reading() instanceof Reading.Good good) {
      CheckedFile checked = new CheckedFile(good.scenario(), check, reports);
      return DynamicContainer.dynamicContainer(
          file.label(),
          source,
          good.scenario().cases().stream()
              .map(one ->
                  DynamicContainer.dynamicContainer(
                      one.name(), source, tests(checked, one, source))));
    }
    Reading.Bad bad = (Reading.Bad) file.reading();
    String mistakes =
        bad.diagnostics().stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
    return test(file.label(), source, () -> fail("this is no good scenario:\n" + mistakes));
  }

  private static ScenarioFile read(Path path) {
    try {
      return ScenarioFile.read(path);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "scenario files need org.snakeyaml:snakeyaml-engine and com.google.guava:guava, and "
              + String.valueOf(e.getMessage()).replace('/', '.')
              + " is not on the class path",
          e);
    }
  }

  private static Stream<DynamicTest> tests(CheckedFile file, Scenario.Case one, URI source) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Scenario.Expectation expectation : one.expectations()) {
      String name =
          expectation.claim().id() + expectation.verdict().map(ScenarioTests::said).orElse("");
      tests.add(test(name, source, () -> file.require(one, expectation)));
    }
    if (tests.isEmpty()) {
      tests.add(
          test(
              "expects something",
              source,
              () -> fail("this case expects nothing: say what under 'expect'")));
    }
    return tests.stream();
  }

  /** What holds need not be said. */
  private static String said(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "";
      case VIOLATED -> " is violated";
      case VACUOUS -> " is vacuous";
      case UNDECIDED -> " is undecided";
    };
  }

  private static DynamicTest test(String name, URI source, Executable body) {
    return DynamicTest.dynamicTest(name, source, body);
  }

  private static void fail(String message) {
    throw new AssertionError(message);
  }
}
