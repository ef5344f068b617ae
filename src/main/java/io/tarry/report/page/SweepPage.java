package io.tarry.report.page;

import io.tarry.scenario.Scenario;
import io.tarry.scenario.ShippedText;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Sweep;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sweep as a page: the heat map, what can be said of it, and each cell in a table. */
public final class SweepPage {

  private SweepPage() {}

  /**
   * The page.
   *
   * @param map the heat map
   * @param remarks sentences that stand below it
   */
  public static String of(
      Sweep sweep,
      Scenario scenario,
      String claim,
      String map,
      Map<Map<String, String>, CellSummary> outcomes,
      List<String> remarks) {
    StringBuilder said = new StringBuilder();
    remarks.forEach(remark -> said.append("<p>").append(Html.text(remark)).append("</p>\n"));
    StringBuilder heads = new StringBuilder();
    sweep
        .settings(0, 0)
        .keySet()
        .forEach(name -> heads.append("<th>").append(Html.text(name)).append("</th>"));
    StringBuilder rows = new StringBuilder();
    outcomes.values().forEach(outcome -> rows.append(row(outcome)));
    return Html.fill(
        ShippedText.read(SweepPage.class, "sweep.html"),
        Map.of(
            "style", ShippedText.read(SweepPage.class, "page.css"),
            "title", Html.text(scenario.title()),
            "question",
                Html.text(
                    sweep.question().property() + ", in the case: " + sweep.question().caseName()),
            "claim", Html.text(claim),
            "map", map,
            "remarks", said.toString(),
            "heads", heads.toString(),
            "rows", rows.toString()));
  }

  private static String row(CellSummary outcome) {
    StringBuilder row = new StringBuilder("<tr>");
    outcome
        .settings()
        .values()
        .forEach(
            value -> row.append("<td class=\"number\">").append(Html.text(value)).append("</td>"));
    String verdict = outcome.verdict().name().toLowerCase(Locale.ROOT);
    row.append("<td><span class=\"verdict %s\">%s</span></td>".formatted(verdict, verdict));
    row.append(
        "<td class=\"number\">%s%s</td>"
            .formatted(
                String.format(Locale.ROOT, "%,d", outcome.size().states()),
                outcome.stoppedBy().map(limit -> " (" + Html.text(limit) + ")").orElse("")));
    String run =
        outcome.steps().map(steps -> steps + " steps: ").orElse("")
            + outcome.ending().map(Html::text).orElse("");
    row.append(
        "<td>%s</td></tr>\n"
            .formatted(
                outcome
                    .picture()
                    .map(file -> "<a href=\"%s\">%s</a>".formatted(Html.text(file), run))
                    .orElse(run)));
    return row.toString();
  }
}
