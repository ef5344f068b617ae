package io.tarry.report.page;

import io.tarry.engine.Verdict;
import io.tarry.report.drawing.Font;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Sweep;
import io.tarry.survey.Variation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep as a picture: a box a cell, in the colour of its verdict, with a word or the length of
 * the shortest run that breaks the property, and a link to the picture of that run.
 */
public final class HeatMap {

  private static final int BOX_WIDTH = 56;
  private static final int BOX_HEIGHT = 40;
  private static final int MARGIN = 16;
  private static final int HEADER = 92;
  private static final int LEGEND = 56;
  private static final int LEAST_WIDTH = 620;
  private static final int NARROW = 30;

  private static final Font NORMAL = Font.normal(12);

  private final Sweep sweep;
  private final Map<Map<String, String>, CellSummary> outcomes;
  private final StringBuilder svg = new StringBuilder();

  private HeatMap(Sweep sweep, Map<Map<String, String>, CellSummary> outcomes) {
    this.sweep = sweep;
    this.outcomes = outcomes;
  }

  /** The picture, as SVG. */
  public static String of(
      Sweep sweep, String title, String claim, Map<Map<String, String>, CellSummary> outcomes) {
    return new HeatMap(sweep, outcomes).draw(title, claim);
  }

  private String draw(String title, String claim) {
    List<String> rows = sweep.down().map(Variation::values).orElse(List.of(""));
    int boxWidth = boxWidth();
    int left = left(rows);
    int grid = left + sweep.columns() * boxWidth;
    int width = Math.max(LEAST_WIDTH, grid + MARGIN);
    int top = HEADER + MARGIN;
    int height = top + rows.size() * BOX_HEIGHT + LEGEND;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        font-family="Helvetica, Arial, sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(width, height, width, height));
    text(MARGIN, 26, "start", "font-size=\"16\" font-weight=\"bold\"", title);
    text(MARGIN, 46, "start", "fill=\"#444444\"", claim);
    text(left, 72, "start", "font-weight=\"bold\"", sweep.across().setting());
    sweep
        .down()
        .ifPresent(
            down -> text(left - 8, HEADER + 8, "end", "font-weight=\"bold\"", down.setting()));
    for (int column = 0; column < sweep.columns(); column++) {
      int middle = left + column * boxWidth + boxWidth / 2;
      text(middle, HEADER + 8, "middle", "", sweep.across().values().get(column));
    }
    for (int row = 0; row < rows.size(); row++) {
      int y = top + row * BOX_HEIGHT;
      text(left - 8, y + BOX_HEIGHT / 2 + 4, "end", "", rows.get(row));
      for (int column = 0; column < sweep.columns(); column++) {
        box(
            left + column * boxWidth,
            y,
            boxWidth,
            Optional.ofNullable(outcomes.get(sweep.settings(row, column))));
      }
    }
    legend(top + rows.size() * BOX_HEIGHT + 28);
    return svg + "</svg>\n";
  }

  private int boxWidth() {
    double longest = sweep.across().values().stream().mapToDouble(HeatMap::width).max().orElse(0);
    int least = sweep.columns() > 16 ? NARROW : BOX_WIDTH;
    return Math.max(least, (int) Math.ceil(longest) + 10);
  }

  private int left(List<String> rows) {
    double longest = rows.stream().mapToDouble(HeatMap::width).max().orElse(0);
    double name = sweep.down().map(down -> 1.1 * width(down.setting())).orElse(0.0);
    return MARGIN + 12 + (int) Math.ceil(Math.max(longest, name));
  }

  /** In points; fonts measure in inches. */
  private static double width(String text) {
    return 72 * NORMAL.width(text);
  }

  private void box(int x, int y, int width, Optional<CellSummary> outcome) {
    Look look = Look.of(outcome);
    String shape =
        """
        <rect x="%d" y="%d" width="%d" height="%d" fill="%s" stroke="#ffffff" stroke-width="2"/>\
        <text x="%d" y="%d" text-anchor="middle" fill="%s">%s</text>\
        """
            .formatted(
                x,
                y,
                width,
                BOX_HEIGHT,
                look.fill,
                x + width / 2,
                y + BOX_HEIGHT / 2 + 4,
                look.ink,
                width < BOX_WIDTH && look == Look.HOLDS ? "\u2713" : look.word(outcome));
    if (outcome.isEmpty()) {
      svg.append(shape).append('\n');
      return;
    }
    String tip = "<title>" + Html.text(told(outcome.get())) + "</title>";
    svg.append(
        outcome
            .flatMap(CellSummary::picture)
            .map(file -> "<a href=\"" + Html.text(file) + "\">" + tip + shape + "</a>\n")
            .orElse("<g>" + tip + shape + "</g>\n"));
  }

  /** A cell in words. */
  static String told(CellSummary outcome) {
    String what =
        String.join(
            ", ",
            outcome.settings().entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .toList());
    String verdict = outcome.verdict().name().toLowerCase(Locale.ROOT);
    String size = String.format(Locale.ROOT, " (%,d states)", outcome.size().states());
    return what
        + ": "
        + verdict
        + outcome.steps().map(steps -> " in " + steps + " steps").orElse("")
        + size
        + outcome.ending().map(ending -> ": " + ending).orElse("");
  }

  private void legend(int y) {
    int x = MARGIN;
    for (Look look : Look.values()) {
      boolean used =
          look == Look.NOT_SEARCHED
              ? outcomes.size() < sweep.rows() * sweep.columns()
              : outcomes.values().stream().anyMatch(one -> Look.of(Optional.of(one)) == look);
      if (used) {
        svg.append(
            "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"14\" fill=\"%s\"/>\n"
                .formatted(x, y - 11, look.fill));
        text(x + 20, y, "start", "", look.says);
        x += 40 + (int) Math.ceil(width(look.says));
      }
    }
  }

  private void text(int x, int y, String anchor, String more, String content) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" %s>%s</text>\n"
            .formatted(x, y, anchor, more, Html.text(content)));
  }

  /** How a verdict looks; told apart by lightness as well, and by the word in the box. */
  private enum Look {
    HOLDS("#2f6f4f", "#ffffff", "holds: the whole space was searched"),
    VIOLATED("#f4b8a8", "#5a1207", "violated, in so many steps"),
    VACUOUS("#d9d9d9", "#333333", "vacuous"),
    UNDECIDED("#fff3c4", "#5c4a00", "undecided: a limit was reached"),
    NOT_SEARCHED("#f5f5f5", "#999999", "not searched");

    private final String fill;
    private final String ink;
    private final String says;

    Look(String fill, String ink, String says) {
      this.fill = fill;
      this.ink = ink;
      this.says = says;
    }

    static Look of(Optional<CellSummary> outcome) {
      return outcome.map(one -> of(one.verdict())).orElse(NOT_SEARCHED);
    }

    private static Look of(Verdict verdict) {
      return switch (verdict) {
        case HOLDS -> HOLDS;
        case VIOLATED -> VIOLATED;
        case VACUOUS -> VACUOUS;
        case UNDECIDED -> UNDECIDED;
      };
    }

    String word(Optional<CellSummary> outcome) {
      return switch (this) {
        case HOLDS -> "holds";
        case VIOLATED -> outcome.flatMap(CellSummary::steps).map(String::valueOf).orElse("!");
        case VACUOUS -> "-";
        case UNDECIDED -> "?";
        case NOT_SEARCHED -> "";
      };
    }
  }
}
