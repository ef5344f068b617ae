package io.tarry.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The scenario, and the case of it, whose world a question is about. */
final class QuestionFlags extends ScenarioFlags {

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "The case whose world it is (default: the first that names the property).")
  private Optional<String> caseName = Optional.empty();

  Optional<String> caseName() {
    return caseName;
  }
}
