package io.tarry.cli;

import io.tarry.scenario.ScenarioSchema;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code tarry schema}: prints the JSON Schema, with which editors complete and check scenario
 * files.
 */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of scenario files, for editors.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  ./tarry schema > scenario.schema.json",
      "and in the first line of a scenario file beside it:",
      "  # yaml-language-server: $schema=scenario.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Refusal {
    PrintWriter stdout =
        Objects.requireNonNull(spec, "picocli injects the specification").commandLine().getOut();
    stdout.print(ScenarioSchema.text());
    Terminal.requireWritten(stdout, "the schema");
    return ExitCode.AS_EXPECTED.number();
  }
}
