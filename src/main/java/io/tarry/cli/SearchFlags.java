package io.tarry.cli;

import com.google.common.hash.Hashing;
import io.tarry.check.Check;
import io.tarry.engine.Checkpoint;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The options that all searches have. */
final class SearchFlags extends LimitFlags implements SearchSetup {

  private static final int NAME_LENGTH_MAX = 60;
  private static final int DIGEST_LENGTH = 12;

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description = "Save the search there from time to time, and when it ends early.")
  private Optional<Path> checkpoint = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the search that was saved there, and save it there again.")
  private Optional<Path> resume = Optional.empty();

  @Option(
      names = "--hash-compact",
      description =
          "Use less memory, with a small chance, which is printed, to miss a state. What is not"
              + " violated is then undecided.")
  private boolean hashCompact;

  @Option(
      names = "--until-decided",
      description =
          "End a search as soon as all is decided that was asked of it, and do not go on to count"
              + " all states.")
  private boolean untilDecided;

  /** As {@link #requireSensible()}; also checks that the options fit these tasks. */
  void requireSensible(List<Selection.Task> tasks) throws Refusal {
    requireSensible();
    if (tasks.stream().anyMatch(Selection.Task::isOfRealTime) && (hashCompact || isSaved())) {
      throw wrong(
          "a search of real time cannot be saved or compacted: leave out "
              + (hashCompact ? "--hash-compact" : "--checkpoint and --resume"));
    }
    if (hashCompact) {
      Selection.refuseClaimsAboutRuns(tasks, "--hash-compact");
    }
    if (isSaved()) {
      requireOneOfEachName(tasks);
    }
  }

  /** Whether states are told apart by a part of their keys alone. */
  boolean isCompact() {
    return hashCompact;
  }

  /** Whether searches are saved, so that they can be resumed. */
  boolean isSaved() {
    return checkpoint.isPresent() || resume.isPresent();
  }

  /** Whether a search ends as soon as all is decided. */
  boolean isUntilDecided() {
    return untilDecided;
  }

  /**
   * Refuses what only a search of this machine does.
   *
   * @param option of the other search
   */
  void refuseBeside(String option) throws Refusal {
    refuse("--checkpoint", checkpoint.isPresent(), option);
    refuse("--resume", resume.isPresent(), option);
    refuse("--hash-compact", hashCompact, option);
    refuse("--max-memory", limits().memoryBytesMax().isPresent(), option);
  }

  private static void refuse(String given, boolean isGiven, String option) throws Refusal {
    if (isGiven) {
      throw wrong(given + " is not possible with " + option + ": leave out one of them");
    }
  }

  private void requireOneOfEachName(List<Selection.Task> tasks) throws Refusal {
    Set<String> folders = new HashSet<>();
    for (Selection.Task task : tasks) {
      String name = Check.nameOf(task.scenario(), task.checked());
      if (!folders.add(folderName(name))) {
        throw wrong(
            "two searches are called '"
                + name
                + "', and cannot be saved in one folder: check one at a time, each with its own");
      }
    }
    if (resume.isPresent()
        && folders.stream().noneMatch(name -> Checkpoint.isIn(resume.get().resolve(name)))) {
      throw new Refusal(
          ExitCode.INPUT_OUTPUT,
          "tarry: " + resume.get() + ": none of these searches was saved there");
    }
  }

  /** Checks what no option shows by itself. */
  void requireSensible() throws Refusal {
    if (checkpoint.isPresent() && resume.isPresent()) {
      throw wrong("--checkpoint begins anew, --resume goes on and saves too: give one of them");
    }
    if (checkpoint.isPresent() && holdsCheckpoints(checkpoint.get())) {
      throw wrong(
          checkpoint.get()
              + " holds a saved search already: --resume goes on with it; or name another folder");
    }
    if (resume.isPresent() && !holdsCheckpoints(resume.get())) {
      throw new Refusal(
          ExitCode.INPUT_OUTPUT, "tarry: " + resume.get() + ": no search was saved there");
    }
  }

  private static Refusal wrong(String message) {
    return new Refusal(ExitCode.WRONG_INPUT, "tarry: " + message);
  }

  private static boolean holdsCheckpoints(Path folder) throws Refusal {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var inside = Files.list(folder)) {
      return inside.anyMatch(Checkpoint::isIn);
    } catch (java.io.IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + folder + " cannot be read: " + e);
    }
  }

  @Override
  public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
    Search<M> set =
        search
            .using(threads())
            .within(limits())
            .until(Interruption::isWanted)
            .spillingTo(Path.of(System.getProperty("java.io.tmpdir")));
    if (untilDecided) {
      set = set.untilDecided();
    }
    if (hashCompact) {
      set = set.compacted();
    }
    Optional<Path> saved = resume.or(() -> checkpoint);
    if (saved.isPresent()) {
      Subject searched = subject.get();
      Path folder = saved.get().resolve(folderName(searched.name()));
      boolean resumed = resume.isPresent() && Checkpoint.isIn(folder);
      set = set.savedAt(new Checkpoint(folder, searched, resumed));
    }
    return set;
  }

  /** A readable part of the name, and a hash that differs where names differ. */
  private static String folderName(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String read = words.substring(0, Math.min(NAME_LENGTH_MAX, words.length()));
    String digest = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).toString();
    return read + "-" + digest.substring(0, DIGEST_LENGTH);
  }
}
