package io.tarry.cli;

import io.tarry.check.Check;
import io.tarry.check.FirstScenario;
import io.tarry.check.FirstScenario.Closer;
import io.tarry.engine.Limits;
import io.tarry.scenario.NearestWord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** {@code tarry new}: a first scenario. */
@Command(
    name = "new",
    description = {
      "Writes a first scenario, with comments, to change and go on from.",
      "On a terminal it asks for what no option says; an empty answer is the default. What "
          + "the scenario expects is what a search of it has found, so it checks as it stands.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 written; 2 a wrong command line; 4 the file is there, or cannot be written.",
      "",
      "Example:",
      "  ./tarry new mine.yaml --stack linux --closes server --lose 1",
      "  ./tarry check mine.yaml"
    })
final class NewCommand implements Callable<Integer> {

  private static final List<String> STACKS = List.of("rfc9293", "linux", "linux-3.13", "freebsd");
  private static final List<String> CLOSERS = List.of("client", "server", "both");

  /** More would make a first search a long one. */
  private static final int FAULTS_MAX = 2;

  private static final int TIME_WAIT_MAX = 30;
  private static final long STATES_MAX = 2_000_000;

  @Mixin private final CommonFlags common = new CommonFlags();

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The file to write; without it the scenario goes to stdout.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "rfc9293",
      description =
          "Of both ends: rfc9293, linux, linux-3.13 or freebsd (default: ${DEFAULT-VALUE}).")
  private String stack = "rfc9293";

  @Option(
      names = "--closes",
      paramLabel = "END",
      defaultValue = "client",
      description = "Who closes first: client, server or both (default: ${DEFAULT-VALUE}).")
  private String closes = "client";

  @Option(
      names = "--lose",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many segments may get lost, 0 to 2 (default: ${DEFAULT-VALUE}).")
  private int lose;

  @Option(
      names = "--duplicate",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many copies the network may make, 0 to 2 (default: ${DEFAULT-VALUE}).")
  private int duplicate;

  @Option(names = "--reorder", description = "Segments may overtake each other.")
  private boolean reorder;

  @Option(
      names = "--time-wait",
      paramLabel = "TICKS",
      defaultValue = "4",
      description = "How long TIME_WAIT lasts, 1 to 30 ticks (default: ${DEFAULT-VALUE}).")
  private int timeWait;

  private final Optional<Prompt> askingInTests;

  NewCommand() {
    this(Optional.empty());
  }

  /** One that asks there, whatever the terminal is. */
  NewCommand(Optional<Prompt> asking) {
    askingInTests = asking;
  }

  @Override
  public Integer call() throws Refusal {
    if (file.isPresent() && Files.exists(file.get())) {
      throw alreadyThere(file.get());
    }
    askingInTests
        .or(() -> Terminal.asking(common.stderr()))
        .ifPresent(asking -> ask(asking, common.line().getParseResult()));
    requireOneOf("--stack", stack, STACKS);
    requireOneOf("--closes", closes, CLOSERS);
    requireWithin("--lose", lose, 0, FAULTS_MAX);
    requireWithin("--duplicate", duplicate, 0, FAULTS_MAX);
    requireWithin("--time-wait", timeWait, 1, TIME_WAIT_MAX);
    Closer closer = Closer.valueOf(closes.toUpperCase(Locale.ROOT));
    Check check =
        Check.whole()
            .using(Runtime.getRuntime().availableProcessors())
            .within(Limits.none().states(STATES_MAX));
    String text = new FirstScenario(stack, closer, lose, duplicate, reorder, timeWait).text(check);
    PrintWriter stdout = common.stdout();
    if (file.isPresent()) {
      write(file.get(), text.replace("FILE", file.get().toString()));
      stdout.println("Written: " + file.get());
      stdout.println("Next: ./tarry check " + file.get());
    } else {
      stdout.print(text);
    }
    Terminal.requireWritten(stdout, "the scenario");
    return ExitCode.AS_EXPECTED.number();
  }

  /** Asks for what the command line does not say. */
  private void ask(Prompt asking, ParseResult given) {
    if (!given.hasMatchedOption("--stack")) {
      stack = asking.choice("How does the TCP of both ends behave?", STACKS, stack);
    }
    if (!given.hasMatchedOption("--closes")) {
      closes = asking.choice("Who closes first?", CLOSERS, closes);
    }
    if (!given.hasMatchedOption("--lose")) {
      lose = asking.number("How many segments may get lost?", 0, FAULTS_MAX, lose);
    }
    if (!given.hasMatchedOption("--duplicate")) {
      duplicate = asking.number("How many may be copied?", 0, FAULTS_MAX, duplicate);
    }
    if (!given.hasMatchedOption("--reorder")) {
      reorder = asking.yes("May one overtake another?", reorder);
    }
    if (!given.hasMatchedOption("--time-wait")) {
      timeWait = asking.number("How many ticks does TIME_WAIT last?", 1, TIME_WAIT_MAX, timeWait);
    }
  }

  private static void write(Path file, String text) throws Refusal {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw alreadyThere(file);
    } catch (IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + file + " cannot be written: " + e);
    }
  }

  private static Refusal alreadyThere(Path file) {
    return new Refusal(
        ExitCode.INPUT_OUTPUT, "tarry: " + file + " is there already; name another file");
  }

  private static void requireOneOf(String option, String given, List<String> known) throws Refusal {
    if (!known.contains(given)) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: %s is one of %s, not '%s'%s"
              .formatted(option, String.join(", ", known), given, NearestWord.meant(given, known)));
    }
  }

  private static void requireWithin(String option, int given, int least, int most) throws Refusal {
    if (given < least || given > most) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: %s is from %d to %d, not %d".formatted(option, least, most, given));
    }
  }
}
