package io.tarry.cli;

import io.tarry.lab.Lab;
import io.tarry.lab.LabException;
import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktReader;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.Player;
import io.tarry.packetdrill.ScriptOutcome;
import io.tarry.report.table.ReplayText;
import io.tarry.scenario.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tarry replay}: scripts of packetdrill against the model's endpoint. */
@Command(
    name = "replay",
    description = {
      "Runs scripts of packetdrill against the model.",
      "A script has calls, segments that come and segments that are expected, with their times, "
          + "and assertions of tcpi_state. It agrees with a stack if some behaviour of the model "
          + "does all that it says. The stack 'kernel' is this machine's own, to which scripts are "
          + "played as 'lab' plays runs.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all agree; 1 some script says otherwise than the model; 2 a wrong command line,",
      "or a file that is no script; 3 a statement that the model has not; 4 reading failed, or this",
      "machine cannot play scripts; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Examples:",
      "  ./tarry replay close.pkt --stack linux",
      "  ./tarry replay src/test/resources/packetdrill --stack rfc9293,linux,freebsd",
      "  ./tarry replay src/test/resources/packetdrill --stack linux,kernel"
    })
final class ReplayCommand implements Callable<Integer> {

  private static final long BYTES_MAX = 1 << 20;
  private static final String OWN = "its own";
  private static final String USUAL = "linux";

  /** The name of this machine's own stack, which is no model. */
  private static final String KERNEL = "kernel";

  /** A script that is played to the kernel waits most of the time. */
  private static final int AT_ONCE = 16;

  @Mixin private final CommonFlags common = new CommonFlags();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A script (*.pkt), or a folder, of which all scripts are run.")
  private List<Path> paths = List.of();

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      split = ",",
      description =
          "Whose behaviour: rfc9293, linux, linux-3.13, freebsd, kernel, or several of them, with"
              + " commas between them (default: what the script itself says, or else linux).")
  private List<String> stacks = List.of();

  @Override
  public Integer call() throws Refusal {
    for (String stack : stacks) {
      if (!PktWorld.STACKS.containsKey(stack) && !stack.equals(KERNEL)) {
        throw new Refusal(
            ExitCode.WRONG_INPUT,
            "tarry: no stack is called '%s'; there are %s and %s"
                .formatted(stack, String.join(", ", PktWorld.STACKS.keySet()), KERNEL));
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : expand()) {
      String name = file.toString().replace('\\', '/');
      texts.put(name, text(file, name));
    }
    List<ReplayText.Row> rows = rows(texts);
    PrintWriter stdout = common.stdout();
    List<String> columns = stacks.isEmpty() ? List.of(column(rows)) : stacks;
    Terminal.printColoured(stdout, ReplayText.of(columns, rows, Terminal.paint()));
    Terminal.requireWritten(stdout, "the answer");
    return exitCode(rows).number();
  }

  private List<ReplayText.Row> rows(Map<String, String> texts) throws Refusal {
    Optional<Lab> lab = stacks.contains(KERNEL) ? Optional.of(LabCommand.lab()) : Optional.empty();
    ExecutorService threads = Executors.newFixedThreadPool(lab.isPresent() ? AT_ONCE : 1);
    try {
      List<Future<ReplayText.Row>> running = new ArrayList<>();
      texts.forEach((name, text) -> running.add(threads.submit(() -> run(name, text, lab))));
      List<ReplayText.Row> rows = new ArrayList<>();
      List<String> mistakes = new ArrayList<>();
      for (Future<ReplayText.Row> one : running) {
        try {
          rows.add(one.get());
        } catch (ExecutionException e) {
          mistakes.add(mistake(e));
        }
      }
      if (!mistakes.isEmpty()) {
        throw new Refusal(ExitCode.WRONG_INPUT, String.join("\n", mistakes));
      }
      return rows;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What is wrong with a script; all else is no mistake of its author. */
  private static String mistake(ExecutionException failed) throws Refusal {
    Throwable why = failed.getCause();
    if (why instanceof PktException wrong) {
      return Printable.of(wrong.what());
    }
    if (why instanceof IOException || why instanceof LabException) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: the kernel failed: " + why.getMessage());
    }
    throw new IllegalStateException(failed);
  }

  private static String column(List<ReplayText.Row> rows) {
    return rows.stream().anyMatch(row -> row.outcomes().containsKey(OWN)) ? OWN : USUAL;
  }

  private ReplayText.Row run(String name, String text, Optional<Lab> lab)
      throws PktException, LabException, IOException {
    Map<String, ScriptOutcome> outcomes = new LinkedHashMap<>();
    try {
      PktScript script = PktReader.read(name, text);
      if (stacks.isEmpty()) {
        String which = PktWorld.isChosenBy(script) ? OWN : USUAL;
        PktWorld usual = PktWorld.usual(Objects.requireNonNull(PktWorld.STACKS.get(USUAL)));
        outcomes.put(which, Player.run(script, usual.as(script)));
      }
      for (String stack : stacks) {
        if (stack.equals(KERNEL)) {
          PktWorld usual = PktWorld.usual(Objects.requireNonNull(PktWorld.STACKS.get(USUAL)));
          lab.orElseThrow()
              .replay(script, usual.as(script))
              .ifPresent(outcome -> outcomes.put(stack, outcome));
          continue;
        }
        PktWorld world =
            PktWorld.usual(Objects.requireNonNull(PktWorld.STACKS.get(stack))).as(script);
        outcomes.put(
            stack,
            Player.run(script, world.on(Objects.requireNonNull(PktWorld.STACKS.get(stack)))));
      }
      return new ReplayText.Row(Printable.of(name), outcomes, Optional.empty());
    } catch (PktException e) {
      if (e.isMistake()) {
        throw e;
      }
      return new ReplayText.Row(Printable.of(name), Map.of(), Optional.of(Printable.of(e.what())));
    }
  }

  private List<Path> expand() throws Refusal {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside
            .filter(each -> each.toString().endsWith(".pkt") && Files.isRegularFile(each))
            .sorted()
            .forEach(files::add);
      } catch (IOException e) {
        throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + path + " cannot be read");
      }
    }
    if (files.isEmpty()) {
      throw new Refusal(ExitCode.WRONG_INPUT, "tarry: there is no script (*.pkt) in " + paths);
    }
    return files;
  }

  private static String text(Path file, String name) throws Refusal {
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new Refusal(
            ExitCode.WRONG_INPUT, name + ":1:1: this is too long for a script of packetdrill");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new Refusal(ExitCode.WRONG_INPUT, name + ":1:1: this is not a text file in UTF-8");
    } catch (IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + name + " cannot be read");
    }
  }

  private static ExitCode exitCode(List<ReplayText.Row> rows) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    if (rows.stream().anyMatch(ReplayText.Row::disagrees)) {
      return ExitCode.UNEXPECTED;
    }
    return rows.stream().anyMatch(row -> row.unsupported().isPresent())
        ? ExitCode.UNDECIDED
        : ExitCode.AS_EXPECTED;
  }
}
