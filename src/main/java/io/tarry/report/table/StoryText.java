package io.tarry.report.table;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.report.ladder.Heading;
import io.tarry.report.ladder.SocketTable;
import io.tarry.report.words.SocketRows;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A story as text: a row for each step, a column for each host, and one for the network between. It
 * is at most {@value ResultsTable#WIDTH} columns wide, and plain ASCII if the texts of the story
 * are.
 */
public final class StoryText {

  private static final int STEP = 4;
  private static final int TICK = 4;
  private static final int TIME = 8;
  private static final int HOST = 22;
  private static final int HOST_OF_SEVERAL = 16;

  private final Story story;
  private final boolean reasons;
  private final TerminalColours paint;
  private final TextColumns columns;
  private final int server;
  private final List<String> lines = new ArrayList<>();
  private final StoryArrows arrows;
  private final WorldNames words;

  private StoryText(Story story, boolean reasons, TerminalColours paint) {
    this.story = story;
    this.reasons = reasons;
    this.paint = paint;
    this.arrows = new StoryArrows(story);
    this.words = new WorldNames(story.setup());
    this.server = story.lifelines().size() - 1;
    int host = server > 1 ? HOST_OF_SEVERAL : HOST;
    List<Integer> widths = new ArrayList<>(List.of(STEP));
    if (story.ticks()) {
      widths.add(words.countsTime() ? TIME : TICK);
    }
    story.lifelines().forEach(lifeline -> widths.add(host));
    int taken = widths.stream().mapToInt(width -> width + TextColumns.GAP.length()).sum();
    widths.add(widths.size() - 1, ResultsTable.WIDTH - taken);
    this.columns = new TextColumns(widths.stream().mapToInt(width -> width).toArray());
  }

  /**
   * The whole story, with a heading and its ending.
   *
   * @param reasons whether each step is followed by the reason why it goes as it does
   */
  public static String of(Heading heading, Story story, boolean reasons) {
    return of(heading, story, reasons, TerminalColours.NONE);
  }

  /** The whole story, with colours. */
  static String of(Heading heading, Story story, boolean reasons, TerminalColours paint) {
    StoryText text = new StoryText(story, reasons, paint);
    UnaryOperator<String> tint =
        story.kind() == Story.Kind.COUNTEREXAMPLE ? paint::bad : paint::good;
    text.wrapped(heading.outcome(), "", paint::bold);
    text.wrapped(heading.subtitle(), "", UnaryOperator.identity());
    text.wrapped(heading.verdict() + ": " + heading.claim(), "", tint);
    text.wrapped("(" + heading.remark() + ")", "", UnaryOperator.identity());
    text.lines.add("");
    text.table();
    text.wrapped("==> " + story.ending(), "", tint);
    return String.join("\n", text.lines) + "\n";
  }

  private void table() {
    List<List<String>> names = new ArrayList<>();
    List<List<String>> states = new ArrayList<>();
    for (Lifeline lifeline : story.lifelines()) {
      String detail = words.detail(lifeline);
      names.add(List.of(lifeline.name() + (detail.isBlank() ? "" : " (" + detail + ")")));
      String socket = words.name(lifeline.socket());
      states.add(List.of(lifeline.state().name() + (socket.isEmpty() ? "" : " " + socket)));
    }
    String nat = story.nat().map(it -> ", " + it.name() + " " + it.address()).orElse("");
    row("step", words.countsTime() ? "time" : "tick", names, List.of("network" + nat));
    row("", "", states, List.of());
    int ticks = 0;
    int before = 0;
    for (Step step : story.steps()) {
      boolean loopStarts =
          story.loop().stream().anyMatch(loop -> loop.firstStep() == step.number());
      if (loopStarts || !step.isTick()) {
        passed(ticks);
        ticks = 0;
      }
      if (loopStarts) {
        remark("--- from here on again and again:");
      }
      if (step.isTick()) {
        ticks += step.tick() - before;
      } else {
        step(step);
      }
      before = step.tick();
    }
    passed(ticks);
    underway();
    story.loop().ifPresent(loop -> remark("--- back to step " + loop.firstStep() + ", for ever"));
    sockets();
    lines.add("");
  }

  private void sockets() {
    lines.add("");
    lines.add(SocketTable.heading(story));
    List<List<String>> rows = new ArrayList<>(SocketRows.atEndOf(story));
    if (rows.isEmpty()) {
      return;
    }
    TextColumns table = new TextColumns(1, 8, 12, 20, 20, 7, 23);
    rows.add(0, SocketRows.COLUMNS);
    for (List<String> row : rows) {
      List<List<String>> cells = new ArrayList<>(List.of(List.of("")));
      row.forEach(cell -> cells.add(List.of(cell)));
      lines.addAll(table.row(cells));
    }
  }

  private void remark(String text) {
    lines.add(" ".repeat(STEP + TextColumns.GAP.length()) + text);
  }

  private void passed(int ticks) {
    if (ticks > 0) {
      boolean one = ticks == 1 && !words.countsTime();
      remark("... " + words.ticks(ticks) + (one ? " passes" : " pass"));
    }
  }

  private void step(Step step) {
    List<List<String>> hosts = new ArrayList<>();
    story.lifelines().forEach(lifeline -> hosts.add(new ArrayList<>()));
    List<String> network = new ArrayList<>();
    if (step.arrives().isEmpty()) {
      step.at().ifPresent(at -> hosts.get(at.lifeline()).add(words.event(step.event())));
    }
    step.arrives().ifPresent(number -> network.add(drawn(arrows.get(number), "--", ">|", "|<")));
    step.copy().ifPresent(arrow -> network.add("(a copy stays on its way)"));
    step.lost()
        .ifPresent(number -> network.add(drawn(arrows.get(number), "--", "X", "X") + " lost"));
    for (StateChange change : step.changes()) {
      String socket = words.name(change.socket());
      hosts
          .get(change.socket().lifeline())
          .add("=> " + change.to() + (socket.isEmpty() ? "" : " " + socket));
    }
    WorldNames.told(step)
        .ifPresent(told -> step.at().ifPresent(at -> hosts.get(at.lifeline()).add(told)));
    // Which one of several clients is it?
    step.at()
        .filter(at -> server > 1 && hosts.get(at.lifeline()).isEmpty())
        .ifPresent(at -> hosts.get(at.lifeline()).add("gets it"));
    for (Arrow arrow : step.sent()) {
      network.add(
          arrow.lostAtOnce()
              ? drawn(arrow, "--", "X", "X") + " lost"
              : drawn(arrow, "--", ">", "<"));
    }
    row(String.valueOf(step.number()), words.moment(step.tick()), hosts, network);
    if (reasons && !step.why().isBlank()) {
      String source = step.source().isBlank() ? "" : " [" + step.source() + "]";
      wrapped("why: " + step.why() + source, " ".repeat(STEP + 2), paint::dim);
    }
  }

  /** A segment, with an arrow before or after it in its direction. */
  private String drawn(Arrow arrow, String shaft, String right, String left) {
    String label = words.segment(arrow) + (arrow.retransmission() ? " (again)" : "");
    return arrow.from().lifeline() < server
        ? label + " " + shaft + right
        : left + shaft + " " + label;
  }

  private void underway() {
    List<String> left =
        arrows.underway(story).stream()
            .map(
                arrow -> drawn(arrow, "--", ">", "<") + " " + StoryArrows.whatBecomes(story, arrow))
            .toList();
    if (!left.isEmpty()) {
      List<List<String>> hosts =
          story.lifelines().stream().map(lifeline -> List.<String>of()).toList();
      row("", "", hosts, left);
    }
  }

  /**
   * Adds a row. The network's column is before that of the server, which is the last of the hosts.
   */
  private void row(String step, String tick, List<List<String>> hosts, List<String> network) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of(step));
    if (story.ticks()) {
      cells.add(List.of(tick));
    }
    cells.addAll(hosts.subList(0, server));
    cells.add(network);
    cells.add(hosts.get(server));
    lines.addAll(columns.row(cells));
  }

  private void wrapped(String text, String indent, UnaryOperator<String> tint) {
    TextColumns.wrap(text, ResultsTable.WIDTH - indent.length())
        .forEach(line -> lines.add(indent + tint.apply(line)));
  }
}
