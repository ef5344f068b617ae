package io.tarry.report.page;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import java.util.List;
import java.util.Locale;

/** Cases against properties, where many cases are judged by the same several properties. */
final class VerdictGrid {

  static final int CASES_MIN = 5;
  static final int PROPERTIES_MIN = 3;

  private VerdictGrid() {}

  /** A table whose violated cells lead to their pictures; nothing where the cases differ. */
  static String of(List<CaseResult> results, List<Picture> pictures) {
    List<Claim> claims = claims(results.get(0));
    boolean alike = results.stream().allMatch(result -> claims(result).equals(claims));
    if (!alike || results.size() < CASES_MIN || claims.size() < PROPERTIES_MIN) {
      return "";
    }
    StringBuilder html = new StringBuilder();
    html.append("<section>\n")
        .append("<h2 id=\"grid-title\">Cases against properties</h2>\n")
        .append(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"grid-title\">")
        .append("<table class=\"grid\">\n<thead><tr><td></td>");
    claims.forEach(claim ->
        html.append("<th scope=\"col\">").append(Html.text(claim.sentence())).append("</th>"));
    html.append("<th scope=\"col\">States searched</th></tr></thead>\n<tbody>\n");
    for (CaseResult result : results) {
      html.append("<tr><th scope=\"row\">").append(Html.text(result.caseName())).append("</th>");
      result.properties().forEach(property -> html.append(cell(result, property, pictures)));
      html.append(
          String.format(Locale.ROOT, "<td class=\"states\">%,d</td></tr>\n", states(result)));
    }
    return html.append("</tbody></table></div></section>\n").toString();
  }

  private static long states(CaseResult result) {
    return result.statistics().states();
  }

  private static List<Claim> claims(CaseResult result) {
    return result.properties().stream().map(PropertyResult::claim).toList();
  }

  private static String cell(CaseResult result, PropertyResult property, List<Picture> pictures) {
    String word = LessonData.word(property.verdict());
    String steps =
        property
            .story()
            .filter(story -> property.verdict() == Verdict.VIOLATED)
            .map(story -> " in " + count(story))
            .orElse("");
    String verdict = "<span class=\"verdict %s\">%s</span>%s".formatted(word, word, steps);
    return "<td>"
        + pictures.stream()
            .filter(picture ->
                property.verdict() == Verdict.VIOLATED
                    && picture.result().caseName().equals(result.caseName())
                    && picture.property().claim().equals(property.claim()))
            .findFirst()
            .map(picture ->
                "<a href=\"#picture-%d\">%s</a>".formatted(pictures.indexOf(picture) + 1, verdict))
            .orElse(verdict)
        + "</td>";
  }

  private static String count(Story story) {
    return story.steps().size() + (story.steps().size() == 1 ? " step" : " steps");
  }
}
