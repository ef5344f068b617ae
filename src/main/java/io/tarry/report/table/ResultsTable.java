package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Property;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.report.files.ResultsJson;
import io.tarry.report.files.WrittenFiles;
import io.tarry.report.words.FaultWords;
import io.tarry.scenario.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Results as a table for the terminal, at most {@value #WIDTH} columns wide: each case with the
 * size of its search, and below it one line for each property. What is not as expected is marked in
 * the first columns and in words; colour only repeats that.
 */
public final class ResultsTable {

  /** The greatest width, in columns. */
  static final int WIDTH = 100;

  private static final String EXPECTED = "    ok  ";
  private static final String UNEXPECTED = "    !!  ";
  private static final String NOTHING_EXPECTED = "        ";
  private static final int VERDICT = 24;
  private static final String DETAIL_INDENT = " ".repeat(2 * EXPECTED.length());

  private final WrittenFiles written;
  private final TerminalColours paint;
  private final StringBuilder out = new StringBuilder();

  private ResultsTable(WrittenFiles written, TerminalColours paint) {
    this.written = written;
    this.paint = paint;
  }

  /**
   * The table, with a line of totals at the end.
   *
   * @param written the files of each result
   * @param look the page or folder that shows the results, if one was written
   */
  public static String of(
      List<CaseResult> results,
      WrittenFiles written,
      Optional<String> look,
      TerminalColours paint) {
    ResultsTable table = new ResultsTable(written, paint);
    String file = "";
    for (CaseResult result : results) {
      if (!result.scenario().file().equals(file)) {
        file = result.scenario().file();
        table.scenario(result);
      }
      table.lines(result);
    }
    return table.out + "\n" + totals(results, look);
  }

  /** The cases of one scenario and their verdicts, without anything else. */
  static String verdicts(List<CaseResult> results, TerminalColours paint) {
    ResultsTable table = new ResultsTable(WrittenFiles.nothing(), paint);
    results.forEach(table::lines);
    return table.out.toString();
  }

  private void lines(CaseResult result) {
    caseLine(result);
    result.properties().forEach(property -> propertyLine(result, property));
  }

  private void scenario(CaseResult result) {
    if (!out.isEmpty()) {
      line("");
    }
    String file = result.scenario().file();
    String title = result.scenario().title();
    List<String> lines = TextColumns.wrap(file + ": " + title, WIDTH);
    lines.forEach(each -> line(paint.bold(each)));
  }

  /** The limit that ended a search, and what to do about it. */
  static String limitInWords(String limit, double omissionProbability) {
    return switch (limit) {
      case "states" -> "--max-states is reached";
      case "time" -> "--max-time is reached";
      case "time to recover runs" ->
          "twice --max-time is reached before all runs to be shown were recovered";
      case "table size" ->
          "a table is full that takes no more, whatever memory there is (2^30 slots)";
      case "memory" ->
          "the memory is used up: that of --max-memory, or of the JVM (TARRY_JAVA_OPTS=-Xmx8g)";
      case "interruption" -> "you ended it";
      case SearchResult.DECIDED -> "all was decided by then (--until-decided)";
      case "hash compaction" ->
          String.format(
              Locale.ROOT,
              "states were told apart by 57 bits alone (--hash-compact): one was missed with a"
                  + " probability of %.1e at most",
              omissionProbability);
      default -> "raise " + limit;
    };
  }

  private static String limitsInWords(CaseResult result, String limits) {
    return Arrays.stream(limits.split(", "))
        .map(limit -> limitInWords(limit, result.search().omissionProbability()))
        .collect(Collectors.joining("; "));
  }

  private void caseLine(CaseResult result) {
    String size =
        String.format(
            Locale.ROOT,
            "%s   depth %3d   %7s",
            count(
                result.statistics().states(),
                result.search().reduced() ? "representative" : "state"),
            result.statistics().depth(),
            humane(result.search().time()));
    int room = WIDTH - 2 - 2 - size.length();
    List<String> name = TextColumns.wrap(result.caseName(), room);
    String first = name.isEmpty() ? "" : name.get(0);
    String gap = " ".repeat(WIDTH - 2 - first.length() - size.length());
    line("  " + first + gap + paint.dim(size));
    name.stream().skip(1).forEach(more -> line("  " + more));
    if (!result.counting().isEmpty()) {
      wrapped(result.counting(), "    ");
    }
    result
        .stoppedBy()
        .ifPresent(limit -> wrapped("not all was seen: " + limitsInWords(result, limit), "    "));
  }

  private void propertyLine(CaseResult result, PropertyResult property) {
    boolean alarming = !property.asExpected();
    String mark =
        alarming ? UNEXPECTED : property.expected().isPresent() ? EXPECTED : NOTHING_EXPECTED;
    String head = "%s%-" + VERDICT + "s";
    String start = String.format(Locale.ROOT, head, mark, verdict(property));
    String expected =
        alarming
            ? property.expected().map(it -> "   EXPECTED " + ResultsJson.word(it)).orElse("")
            : "";
    for (String each : TextColumns.wrap(property.claim().id() + expected, WIDTH - start.length())) {
      line(painted(property, start, each));
      start = DETAIL_INDENT;
    }
    boolean broken = property.verdict() == Verdict.VIOLATED && property.expected().isEmpty();
    if (alarming || broken) {
      explain(result, property);
    } else if (property.isOutOfDanger()) {
      wrapped(noDanger(result, property), DETAIL_INDENT);
    }
    FaultWords.sentence(property).ifPresent(known -> wrapped(known, DETAIL_INDENT));
  }

  /** The verdict, coloured only where it is good or bad whatever was expected. */
  private static String verdict(PropertyResult property) {
    String word = ResultsJson.word(property.verdict());
    boolean news = property.verdict() == Verdict.HOLDS || property.expected().isEmpty();
    return news || !property.asExpected() ? word : word + ", as expected";
  }

  private String painted(PropertyResult property, String start, String rest) {
    if (!property.asExpected()) {
      return paint.alarm(start + rest);
    }
    return start.startsWith(EXPECTED)
        ? paint.good(EXPECTED) + start.substring(EXPECTED.length()) + rest
        : start + rest;
  }

  /** Adds what a reader of an unexpected verdict wants to know next. */
  private void explain(CaseResult result, PropertyResult property) {
    wrapped(property.claim().sentence(), DETAIL_INDENT);
    wrapped(reason(result, property), DETAIL_INDENT);
    List<String> files = written.files(result, property);
    if (!files.isEmpty()) {
      // A path is never wrapped or shortened, so that it can be copied.
      line(DETAIL_INDENT + "see " + Printable.of(files.get(0)));
    }
  }

  /** How the verdict follows from the claim, as the second half of a sentence. */
  static String reason(CaseResult result, PropertyResult property) {
    return switch (property.verdict()) {
      case VIOLATED ->
          property
              .story()
              .map(story -> "but " + place(story) + ": " + story.ending())
              .orElseGet(() -> withoutStory(result, property));
      case HOLDS ->
          "and no run breaks that"
              + (property.isOutOfDanger() ? ". " + noDanger(result, property) : "");
      case VACUOUS -> "but no run comes to where that could be broken";
      case UNDECIDED ->
          "not known: "
              + result
                  .stoppedBy()
                  .map(limit -> limitsInWords(result, limit))
                  .orElse("a limit is reached");
    };
  }

  /** A sentence that says that no run comes to the danger of a claim that holds. */
  static String noDanger(CaseResult result, PropertyResult property) {
    return "There is no run in which "
        + property.claim().leastDanger().when()
        + ": "
        + count(
            result.statistics().states(), result.search().reduced() ? "representative" : "state")
        + " searched";
  }

  private static String withoutStory(CaseResult result, PropertyResult property) {
    return property.claim().property().kind() == Property.Kind.REACHABLE
        ? "but no run does that, and all were searched"
        : "but some run breaks that; it cannot be shown: "
            + result.stoppedBy().map(limit -> limitsInWords(result, limit)).orElse("it is lost");
  }

  private static String place(Story story) {
    int last = story.steps().size();
    return story
        .loop()
        .map(loop -> "from step " + loop.firstStep() + " to " + last + ", again and again")
        .orElse("in step " + last);
  }

  /** How much was checked, and with which result. */
  static String totals(List<CaseResult> results, Optional<String> look) {
    List<PropertyResult> verdicts =
        results.stream().flatMap(result -> result.properties().stream()).toList();
    long surprises = verdicts.stream().filter(property -> !property.asExpected()).count();
    long undecided =
        verdicts.stream().filter(property -> property.verdict() == Verdict.UNDECIDED).count();
    long states = results.stream().mapToLong(result -> result.statistics().states()).sum();
    Duration time =
        results.stream()
            .map(result -> result.search().time())
            .reduce(Duration.ZERO, Duration::plus);
    List<String> parts = new ArrayList<>();
    parts.add(count(results.size(), "case"));
    parts.add(count(verdicts.size(), "verdict"));
    boolean nothingExpected = verdicts.stream().allMatch(one -> one.expected().isEmpty());
    parts.add(
        surprises > 0
            ? surprises + " NOT AS EXPECTED"
            : nothingExpected ? "nothing was expected" : "all as expected");
    if (undecided > 0) {
      parts.add(undecided + " undecided");
    }
    boolean reduced = results.stream().anyMatch(result -> result.search().reduced());
    String noun = reduced ? "representative" : "state";
    parts.add(count(states, noun) + " in " + humane(time));
    String whole = String.join(", ", parts) + look.map(it -> "; see " + it).orElse("");
    return String.join("\n", TextColumns.wrap(whole, WIDTH)) + "\n";
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** A duration in readable form: 12 ms, 0.4 s, 3.1 s, 42 s, 5 min 3 s. */
  static String humane(Duration time) {
    long millis = time.toMillis();
    if (millis < 100) {
      return millis + " ms";
    }
    if (millis < 9_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = Math.round(millis / 1000.0);
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds / 60 + " min " + seconds % 60 + " s";
  }

  // ---- Lines

  private void wrapped(String text, String indent) {
    TextColumns.wrap(text, WIDTH - indent.length()).forEach(each -> line(indent + each));
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
