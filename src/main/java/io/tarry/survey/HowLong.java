package io.tarry.survey;

import io.tarry.engine.Verdict;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.Question.CellResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * How long TIME_WAIT must be, for each of the reasons that it has: the answers of the course, each
 * of them decided by searches.
 *
 * @param inTicks TIME_WAIT against losses, where only the relation of the times counts
 * @param inSeconds the same for a slow path
 * @param leasts the least lengths, to the millisecond, for times as Linux has them
 * @param restarts the least lengths in ticks for what a repeated FIN may do
 * @param oldSegments what an old segment can do, in lengths of MSL
 * @param choices some lengths, and what each gives
 */
public record HowLong(
    Mapped inTicks,
    Mapped inSeconds,
    List<Least> leasts,
    List<Restart> restarts,
    List<OldSegments> oldSegments,
    List<Choice> choices) {

  /** How long packets live in the worlds that count seconds. */
  public static final long PACKETS_MILLIS = 2_000;

  /** The timeout of the map in seconds. */
  public static final long SLOW_RTO_MILLIS = 1_000;

  /** The timeout of a quiet path on Linux. */
  public static final long QUICK_RTO_MILLIS = 200;

  private static final String TIME_WAIT = "time.timeWait";
  private static final String LOSSES = "network.lose";
  private static final String NO_RST = "last-ack-never-ended-by-rst";

  private static final String SIXTEEN = "16-old-duplicates.yaml";
  private static final List<Long> CHOICES = List.of(1L, 2L, 5L, 10L, 30L, 60L, 120L);

  /** Just at the borders and just below, and the lengths that somebody may choose. */
  private static final String SECONDS =
      TIME_WAIT + "=1 s,2 s,3 s,4 s,5 s,8 s,9 s,10 s,16 s,17 s,30 s,32 s,33 s,60 s,64 s,65 s,120 s";

  /** Keeps copies. */
  public HowLong {
    leasts = List.copyOf(leasts);
    restarts = List.copyOf(restarts);
    oldSegments = List.copyOf(oldSegments);
    choices = List.copyOf(choices);
  }

  /** A sweep, what came of its cells, and the formula of its border. */
  public record Mapped(
      Sweep sweep, Map<Map<String, String>, CellResult> results, BorderFormula boundary) {

    /** What is kept of each cell. */
    public Map<Map<String, String>, CellSummary> outcomes() {
      Map<Map<String, String>, CellSummary> outcomes = new LinkedHashMap<>();
      results.forEach((settings, result) -> outcomes.put(settings, CellSummary.of(result)));
      return outcomes;
    }

    /** How many states its searches had together. */
    public long states() {
      return outcomes().values().stream().mapToLong(outcome -> outcome.size().states()).sum();
    }

    /** How many losses in a row a length outlasts; -1 if it breaks without any. */
    int outlasted(String timeWait) {
      int losses = -1;
      while (Optional.ofNullable(results.get(settings(timeWait, losses + 1)))
          .filter(HowLong::holds)
          .isPresent()) {
        losses++;
      }
      return losses;
    }

    /** Of each row the cell just before its border, if it is broken there. */
    public List<CellResult> justTooShort() {
      List<CellResult> all = new ArrayList<>();
      for (int row = 0; row < sweep.rows(); row++) {
        for (int column = sweep.columns() - 1; column >= 0; column--) {
          CellResult result = results.get(sweep.settings(row, column));
          if (result != null && result.property().verdict() == Verdict.VIOLATED) {
            all.add(result);
            break;
          }
        }
      }
      return all;
    }

    /** The most losses that there are in it. */
    public int mostLosses() {
      return sweep.rows() - 1;
    }
  }

  /**
   * The least length for this many losses, with the search there and the one a millisecond below.
   */
  public record Least(
      long rtoMillis, int losses, long timeWaitMillis, CellResult holds, CellResult broken) {}

  /** The least length in ticks for none, one and two losses. */
  public record Restart(String reading, List<Integer> ticks) {
    /** Keeps a copy. */
    public Restart {
      ticks = List.copyOf(ticks);
    }
  }

  /** What came of TIME_WAIT of 0, 1, 2 and 3 MSL. */
  public record OldSegments(String says, List<Verdict> verdicts) {
    /** Keeps a copy. */
    public OldSegments {
      verdicts = List.copyOf(verdicts);
    }
  }

  /**
   * A length of TIME_WAIT.
   *
   * @param losses how many in a row it outlasts on the slow path; -1 if none at all
   * @param keepsOut whether an old byte stays out where packets live as long as this
   * @param letsIn whether one gets in where they live a millisecond longer
   */
  public record Choice(long timeWaitMillis, int losses, boolean keepsOut, boolean letsIn) {}

  /**
   * Searches all of it.
   *
   * @param heard hears of each search as it ends
   * @throws CancellationException if it was cancelled
   * @throws IllegalStateException if an answer is not of the form that the page can tell
   */
  public static HowLong of(CellChecks cells, Consumer<CellResult> heard) {
    try {
      Searching searching = new Searching(cells, heard);
      Mapped seconds = searching.inSeconds();
      return new HowLong(
          searching.inTicks(),
          seconds,
          List.of(
              searching.least(QUICK_RTO_MILLIS, 5),
              searching.least(SLOW_RTO_MILLIS, 5),
              searching.least(SLOW_RTO_MILLIS, 6)),
          List.of(searching.restart("dupfin"), searching.restart("literal")),
          searching.oldSegments(),
          searching.choices(seconds));
    } catch (QuestionException e) {
      throw unexpected(cells, "a question of the program is wrong: " + e.getMessage());
    }
  }

  private static RuntimeException unexpected(CellChecks cells, String problem) {
    return cells.isCancelled().getAsBoolean()
        ? new CancellationException("interrupted while searching")
        : new IllegalStateException(problem);
  }

  private static Map<String, String> settings(String timeWait, int losses) {
    Map<String, String> settings = new LinkedHashMap<>(); // a case is named after them, in order
    settings.put(TIME_WAIT, timeWait);
    settings.put(LOSSES, Integer.toString(losses));
    return settings;
  }

  private static boolean holds(CellResult result) {
    return result.property().verdict() == Verdict.HOLDS;
  }

  /** The searches. */
  private record Searching(CellChecks cells, Consumer<CellResult> heard) {

    private List<CellResult> check(List<Cell> wanted) {
      List<CellResult> found = cells.check(wanted, heard);
      if (found.size() < wanted.size()) {
        throw unexpected(cells, "a search is missing");
      }
      return found;
    }

    Mapped inTicks() throws QuestionException {
      Question question = byTicks("dupfin", 1, 2, Risk.LAST_ACK);
      return mapped(question, TIME_WAIT + "=0..16", LOSSES + "=0..3");
    }

    Mapped inSeconds() throws QuestionException {
      return mapped(slow(), SECONDS, LOSSES + "=0..6");
    }

    private static Question slow() {
      return Risk.question(
          "last-ack.yaml", Risk.LAST_ACK, PACKETS_MILLIS, SLOW_RTO_MILLIS, PACKETS_MILLIS);
    }

    private static Question byTicks(String restart, int msl, int rto, String property) {
      return ShippedWorlds.world(
          "last-ack-by-ticks.yaml",
          property,
          Map.of("RESTART", restart, "MSL", msl + "", "RTO", rto + ""));
    }

    private Mapped mapped(Question question, String across, String down) throws QuestionException {
      Sweep sweep = Sweep.of(question, List.of(Variation.of(across), Variation.of(down)));
      Map<Map<String, String>, CellResult> results = new LinkedHashMap<>();
      check(sweep.cells()).forEach(one -> results.put(one.cell().settings(), one));
      Map<Map<String, String>, CellSummary> outcomes =
          new Mapped(sweep, results, new BorderFormula("", 0, 0, 0, List.of())).outcomes();
      return new Mapped(
          sweep, results, BorderFormula.fit(sweep, BorderFormula.USUAL_TERMS, outcomes));
    }

    /** Where the formula says that it is, and a millisecond below. */
    Least least(long rto, int losses) throws QuestionException {
      long guess = PACKETS_MILLIS + rto * ((1L << losses) - 1);
      Question question = Risk.question("last-ack.yaml", Risk.LAST_ACK, PACKETS_MILLIS, rto, guess);
      List<Cell> pair = new ArrayList<>();
      for (long timeWait : List.of(guess, guess - 1)) {
        pair.add(question.cell(settings(Risk.millis(timeWait), losses)));
      }
      List<CellResult> found = check(pair);
      if (!holds(found.get(0)) || found.get(1).property().verdict() != Verdict.VIOLATED) {
        throw unexpected(cells, "the least is not %d ms".formatted(guess));
      }
      return new Least(rto, losses, guess, found.get(0), found.get(1));
    }

    Restart restart(String reading) throws QuestionException {
      List<Integer> ticks = new ArrayList<>();
      for (int losses = 0; losses <= 2; losses++) {
        Question question = byTicks(reading, 2, 2, NO_RST);
        Question losing =
            new Question(
                question.file(),
                question.text().replace("lose: 0", "lose: " + losses),
                question.caseName(),
                question.property());
        Minimum.Answer answer =
            Minimum.of(losing, Variation.of(TIME_WAIT + "=0..12"), cells, heard);
        if (!answer.monotone() || !answer.allBelow()) {
          throw unexpected(cells, "no border for %d losses, %s".formatted(losses, reading));
        }
        ticks.add(answer.least().orElseThrow());
      }
      return new Restart(reading, ticks);
    }

    List<OldSegments> oldSegments() throws QuestionException {
      return List.of(
          oldSegments(
              "no old byte gets in: RTO longer than 2 MSL, one copy",
              "TIME_WAIT of 2 MSL that ignores RST",
              Risk.OLD_BYTES),
          oldSegments(
              "no old byte gets in: RTO of 2 MSL, no copy",
              "TIME_WAIT of 2 MSL, and RTO is shorter than a round trip",
              Risk.OLD_BYTES),
          oldSegments(
              "no old byte gets in: RTO of 2 MSL, no copy, one segment lost",
              "TIME_WAIT of 2 MSL, RTO is shorter than a round trip, and one segment is lost",
              Risk.OLD_BYTES),
          oldSegments(
              "nothing of the old connection is left, not even a RST: RTO longer than 2 MSL, one copy",
              "TIME_WAIT of 2 MSL that ignores RST",
              "old-segments-gone-before-reopen"));
    }

    private OldSegments oldSegments(String says, String caseName, String property)
        throws QuestionException {
      Question question = ShippedWorlds.lesson(SIXTEEN, caseName, property);
      Sweep sweep = Sweep.of(question, List.of(Variation.of(TIME_WAIT + "=0..3")));
      return new OldSegments(
          says, check(sweep.cells()).stream().map(one -> one.property().verdict()).toList());
    }

    List<Choice> choices(Mapped seconds) throws QuestionException {
      List<Cell> pairs = new ArrayList<>();
      for (long choice : CHOICES) {
        pairs.add(Risk.oldBytes(choice * 1_000, choice * 1_000));
        pairs.add(Risk.oldBytes(choice * 1_000, choice * 1_000 + 1));
      }
      List<CellResult> found = check(pairs);
      List<Choice> choices = new ArrayList<>();
      for (int i = 0; i < CHOICES.size(); i++) {
        choices.add(
            new Choice(
                CHOICES.get(i) * 1_000,
                seconds.outlasted(CHOICES.get(i) + " s"),
                holds(found.get(2 * i)),
                found.get(2 * i + 1).property().verdict() == Verdict.VIOLATED));
      }
      return choices;
    }
  }
}
