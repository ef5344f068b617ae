package io.tarry.report.table;

import io.tarry.survey.Mutation;
import io.tarry.survey.Mutation.Caught;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which claims catch which wrong TCP, for the terminal. */
public final class MutationText {

  private static final int NAME = 32;
  private static final int CLAIM = 40;
  private static final int STEPS = 7;
  private static final int STATES = 11;
  private static final int PLACE = 6;

  private final Mutation.Answer answer;
  private final TerminalColours paint;
  private final StringBuilder out = new StringBuilder();

  private MutationText(Mutation.Answer answer, TerminalColours paint) {
    this.answer = answer;
    this.paint = paint;
  }

  /** The table, and what its names and numbers stand for. */
  public static String of(Mutation.Answer answer, TerminalColours paint) {
    MutationText text = new MutationText(answer, paint);
    if (!answer.worlds().isEmpty()) {
      text.table();
      text.wrongOnes();
      text.cases();
      text.summary();
    }
    text.leftOut();
    return text.out.toString();
  }

  private void table() {
    String head =
        left("wrong TCP", NAME)
            + left("caught by", CLAIM)
            + right("steps", STEPS)
            + right("states", STATES)
            + right("case", PLACE);
    out.append(paint.bold(head)).append('\n');
    for (Mutation.Row row : answer.rows()) {
      if (row.caught().isEmpty()) {
        String nobody = row.whole() ? "nobody" : "nobody, but a limit ended a search";
        out.append(left(row.wrong().id(), NAME)).append(paint.alarm(nobody)).append('\n');
      }
      for (int i = 0; i < row.caught().size(); i++) {
        out.append(left(i == 0 ? row.wrong().id() : "", NAME))
            .append(caught(row.caught().get(i)))
            .append('\n');
      }
    }
    out.append('\n');
  }

  private String caught(Caught caught) {
    String steps = caught.steps().isPresent() ? String.valueOf(caught.steps().getAsInt()) : "-";
    return left(caught.claim().id(), CLAIM)
        + right(steps, STEPS)
        + paint.dim(right(String.format(Locale.ROOT, "%,d", caught.states()), STATES))
        + right(String.valueOf(caught.world() + 1), PLACE);
  }

  private void wrongOnes() {
    for (Mutation.Row row : answer.rows()) {
      List<String> said = new ArrayList<>(List.of(row.wrong().sentence()));
      row.wrong().report().ifPresent(report -> said.add("reported: " + report));
      int rest = ResultsTable.WIDTH - NAME - TextColumns.GAP.length();
      new TextColumns(NAME, rest)
          .row(List.of(List.of(row.wrong().id()), said))
          .forEach(line -> out.append(line).append('\n'));
    }
    out.append('\n');
  }

  private void cases() {
    for (int i = 0; i < answer.worlds().size(); i++) {
      lines(name(answer.worlds().get(i)), "case %3d  ".formatted(i + 1));
    }
    out.append('\n');
  }

  private void leftOut() {
    if (!answer.tooLarge().isEmpty()) {
      lines(
          "Left out, since a limit ended the search with the right TCP: "
              + answer.tooLarge().stream().map(MutationText::name).collect(Collectors.joining("; "))
              + ".",
          "");
    }
  }

  private void summary() {
    long caught = answer.rows().stream().filter(row -> !row.caught().isEmpty()).count();
    lines(
        "%d of %d wrong TCPs are caught. A claim catches one where it is violated, and is not with the right TCP; steps, states and case are those of its shortest run."
            .formatted(caught, answer.rows().size()),
        "");
  }

  private static String name(Mutation.World world) {
    return world.scenario().file() + ", " + world.checked().name();
  }

  private void lines(String text, String start) {
    String indent = start;
    for (String line : TextColumns.wrap(text, ResultsTable.WIDTH - start.length())) {
      out.append(indent).append(line).append('\n');
      indent = " ".repeat(start.length());
    }
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
