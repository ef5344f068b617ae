package io.tarry.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every command has: its help, how that is laid out, and the streams. */
@Command(usageHelpWidth = 100, sortOptions = false)
final class CommonFlags {

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** The command, as picocli has parsed it. */
  CommandLine line() {
    return Objects.requireNonNull(spec, "picocli injects the specification").commandLine();
  }

  /** Where the result goes. */
  PrintWriter stdout() {
    return line().getOut();
  }

  /** Where progress and complaints go. */
  PrintWriter stderr() {
    return line().getErr();
  }
}
