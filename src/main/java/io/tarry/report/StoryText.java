package io.tarry.report;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Lifeline;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.tcp.End;
import java.util.ArrayList;
import java.util.List;

/**
 * A story as text: a row a step, a column a host and one for the network between, at most {@value
 * ResultsTable#WIDTH} columns of plain ASCII wide if the story's own texts are ASCII.
 */
public final class StoryText {

  private static final int STEP = 4;
  private static final int TICK = 4;
  private static final int HOST = 22;

  private final Story story;
  private final boolean reasons;
  private final TextColumns columns;
  private final List<String> lines = new ArrayList<>();
  private final StoryArrows arrows;

  private StoryText(Story story, boolean reasons) {
    this.story = story;
    this.reasons = reasons;
    this.arrows = new StoryArrows(story);
    int tick = story.ticks() ? TICK + 2 : 0;
    int network = ResultsTable.WIDTH - STEP - tick - 2 * HOST - 3 * 2;
    this.columns =
        story.ticks()
            ? new TextColumns(STEP, TICK, HOST, network, HOST)
            : new TextColumns(STEP, HOST, network, HOST);
  }

  /**
   * The whole story, with what it is above and what it comes to below.
   *
   * @param reasons whether to say below each step why it goes as it does
   */
  public static String of(Heading heading, Story story, boolean reasons) {
    StoryText text = new StoryText(story, reasons);
    text.wrapped(heading.title(), "");
    text.wrapped(heading.subtitle(), "");
    text.wrapped(heading.badge() + ": " + heading.remark(), "");
    text.lines.add("");
    text.table();
    text.wrapped("==> " + story.ending(), "");
    return String.join("\n", text.lines) + "\n";
  }

  private void table() {
    List<String> names = new ArrayList<>();
    List<String> states = new ArrayList<>();
    for (Lifeline lifeline : story.lifelines()) {
      String detail = lifeline.detail().isBlank() ? "" : " (" + lifeline.detail() + ")";
      names.add(lifeline.name() + detail);
      states.add(lifeline.state().name());
    }
    row("step", "tick", List.of(names.get(0)), List.of("network"), List.of(names.get(1)));
    row("", "", List.of(states.get(0)), List.of(), List.of(states.get(1)));
    int ticks = 0;
    for (Step step : story.steps()) {
      if (!step.isTick()) {
        passed(ticks);
        ticks = 0;
        step(step);
      } else {
        ticks++;
      }
    }
    passed(ticks);
    underway();
    sockets();
    lines.add("");
  }

  private void sockets() {
    if (story.sockets().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        "%d segments were sent. The sockets as the run ends:".formatted(story.segmentsSent()));
    for (Story.SocketRow row : story.sockets()) {
      String cells =
          "  %-8s %-12s %-20s %-20s %s"
              .formatted(row.host(), row.state(), row.local(), row.peer(), row.timer());
      lines.add(cells.stripTrailing());
    }
  }

  private void passed(int ticks) {
    if (ticks > 0) {
      lines.add(
          " ".repeat(STEP + 2) + "... " + ticks + (ticks == 1 ? " tick passes" : " ticks pass"));
    }
  }

  private void step(Step step) {
    List<List<String>> hosts = List.of(new ArrayList<>(), new ArrayList<>());
    List<String> network = new ArrayList<>();
    if (step.arrives().isEmpty()) {
      step.at().ifPresent(end -> hosts.get(indexOf(end)).add(step.action()));
    }
    step.arrives().ifPresent(number -> network.add(drawn(arrows.get(number), "--", ">|", "|<")));
    step.copy().ifPresent(arrow -> network.add("(a copy stays on its way)"));
    step.lost()
        .ifPresent(number -> network.add(drawn(arrows.get(number), "--", "X", "X") + " lost"));
    for (StateChange change : step.changes()) {
      hosts
          .get(indexOf(change.end()))
          .add("=> " + change.to() + (change.socket().isEmpty() ? "" : " " + change.socket()));
    }
    step.userTold()
        .ifPresent(
            told -> step.at().ifPresent(end -> hosts.get(indexOf(end)).add("told: " + told)));
    for (Arrow arrow : step.sent()) {
      network.add(
          arrow.lostAtOnce()
              ? drawn(arrow, "--", "X", "X") + " lost"
              : drawn(arrow, "--", ">", "<"));
    }
    row(
        String.valueOf(step.number()),
        String.valueOf(step.tick()),
        hosts.get(0),
        network,
        hosts.get(1));
    if (reasons && !step.why().isBlank()) {
      String source = step.source().isBlank() ? "" : " [" + step.source() + "]";
      wrapped("why: " + step.why() + source, " ".repeat(STEP + 2));
    }
  }

  /** A segment with an arrow behind or before it, as it flies. */
  private String drawn(Arrow arrow, String shaft, String right, String left) {
    String label = arrow.label() + (arrow.retransmission() ? " (again)" : "");
    return indexOf(arrow.from()) == 0 ? label + " " + shaft + right : left + shaft + " " + label;
  }

  private void underway() {
    List<String> left =
        arrows.underway(story).stream()
            .map(arrow -> drawn(arrow, "--", ">", "<") + " still on its way")
            .toList();
    if (!left.isEmpty()) {
      row("", "", List.of(), left, List.of());
    }
  }

  private int indexOf(End end) {
    return story.lifelines().get(0).end().side() == end.side() ? 0 : 1;
  }

  private void row(
      String step, String tick, List<String> left, List<String> middle, List<String> right) {
    List<String> number = List.of(step);
    List<List<String>> cells =
        story.ticks()
            ? List.of(number, List.of(tick), left, middle, right)
            : List.of(number, left, middle, right);
    lines.addAll(columns.row(cells));
  }

  private void wrapped(String text, String indent) {
    TextColumns.wrap(text, ResultsTable.WIDTH - indent.length())
        .forEach(line -> lines.add(indent + line));
  }
}
