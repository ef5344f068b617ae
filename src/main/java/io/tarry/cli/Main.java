package io.tarry.cli;

import io.tarry.engine.CheckpointException;
import io.tarry.engine.ClusterException;
import io.tarry.engine.OutOfMemory;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code tarry}. */
@Command(
    name = "tarry",
    description =
        "Checks every way in which TCP connections can close, and draws what can go wrong.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  ./tarry check models      check every lesson, and draw what can go wrong",
      "  ./tarry explain 04        why TIME_WAIT exists, step by step",
      "  ./tarry help check        the options of 'check'"
    })
public final class Main implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
          CheckCommand.class,
          ExplainCommand.class,
          LabCommand.class,
          RiskCommand.class,
          MinimumCommand.class,
          HuntCommand.class,
          ShrinkCommand.class,
          SweepCommand.class,
          DiffCommand.class,
          HowLongCommand.class,
          MatrixCommand.class,
          ReplayCommand.class,
          MutateCommand.class,
          JudgeCommand.class,
          NewCommand.class,
          BenchCommand.class,
          SchemaCommand.class,
          CommandLine.HelpCommand.class);

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /** Runs the command and ends with its exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Interruption.listen();
    int exit = run(out, err, args);
    Interruption.done();
    if (!Interruption.isWanted()) { // otherwise the JVM is ending already, with its own code, 130
      System.exit(exit);
    }
  }

  /** Runs the command with these streams, and returns its exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    CommandLine line =
        commandLine(args)
            .setOut(new PrintableWriter(out))
            .setErr(new PrintableWriter(err))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setParameterExceptionHandler(wrongCommandLine())
            .setExecutionExceptionHandler(failure())
            .registerConverter(Path.class, Main::path);
    line.setUsageHelpWidth(100);
    try {
      return line.execute(args);
    } catch (Error e) { // picocli handles only exceptions
      if (OutOfMemory.isBehind(
          e)) { // a search ends by itself when memory runs out; this was something else
        line.getErr()
            .println(
                "tarry: the memory is used up, not by a search; give the JVM more, for instance"
                    + " TARRY_JAVA_OPTS=-Xmx8g");
        return ExitCode.DEFECT.number();
      }
      return defect(e, line.getErr());
    }
  }

  /**
   * With the one command that is called for, where it is known: all would take a fifth of a second.
   */
  private static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new Main());
    List<Class<?>> called =
        COMMANDS.stream().filter(each -> args.length > 0 && name(each).equals(args[0])).toList();
    (called.isEmpty() || called.contains(CommandLine.HelpCommand.class) ? COMMANDS : called)
        .forEach(line::addSubcommand);
    return line;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(
          "'%s' cannot be the name of a file here; LC_ALL=C.UTF-8 lets names have any letters"
              .formatted(name));
    }
  }

  @Override
  public void run() {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    throw new ParameterException(
        injected.commandLine(),
        "a command is missing: " + String.join(", ", injected.subcommands().keySet()));
  }

  private static IParameterExceptionHandler wrongCommandLine() {
    return (e, args) -> {
      CommandLine line = e.getCommandLine();
      PrintWriter err = line.getErr();
      err.println("tarry: " + e.getMessage());
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
      return ExitCode.WRONG_INPUT.number();
    };
  }

  private static IExecutionExceptionHandler failure() {
    return (e, line, parsed) -> {
      PrintWriter err = line.getErr();
      if (e instanceof Refusal refusal) {
        err.println(refusal.getMessage());
        return refusal.exitCode().number();
      }
      if (e instanceof UncheckedIOException
          || e instanceof CheckpointException
          || e instanceof ClusterException) {
        err.println("tarry: " + e.getMessage());
        return ExitCode.INPUT_OUTPUT.number();
      }
      return defect(e, err);
    };
  }

  private static int defect(Throwable e, PrintWriter err) {
    err.println("tarry: this is a defect in Tarry itself; please report it with what follows.");
    e.printStackTrace(err);
    return ExitCode.DEFECT.number();
  }
}
