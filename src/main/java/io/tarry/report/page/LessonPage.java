package io.tarry.report.page;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Property;
import io.tarry.engine.Verdict;
import io.tarry.report.words.FaultWords;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ShippedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The page of one scenario. */
public final class LessonPage {

  private static final String SCRIPT =
      ShippedText.read(LessonPage.class, "world.js")
          + ShippedText.read(LessonPage.class, "ladder.js")
          + ShippedText.read(LessonPage.class, "player.js");

  private static final String NAVIGATION =
      "<nav aria-label=\"Course\"><a href=\"../index.html\">All lessons</a></nav>\n";

  private final List<CaseResult> results;
  private final List<Picture> pictures;
  private final Map<String, String> names;
  private final List<String> drawn = new ArrayList<>();

  private LessonPage(List<CaseResult> results, List<Picture> pictures, Map<String, String> names) {
    this.results = results;
    this.pictures = pictures;
    this.names = names;
  }

  /**
   * The page, as HTML.
   *
   * @param results the results of all cases of the scenario
   * @param pictures pictures of their runs, in the order of the results
   * @param names the names of the cases in URLs
   */
  public static String of(
      List<CaseResult> results, List<Picture> pictures, Map<String, String> names) {
    return new LessonPage(results, pictures, names).html();
  }

  private String html() {
    Scenario scenario = results.get(0).scenario();
    List<RunPairs.Pair<Picture>> pairs =
        RunPairs.of(
            pictures,
            picture ->
                new RunPairs.Shows(
                    picture.result().caseName(),
                    picture.property().claim().id(),
                    LessonData.word(picture.property().verdict()),
                    picture.twin().orElse("")));
    int first = Math.min(1, pairs.size());
    return Html.fill(
        ShippedText.read(LessonPage.class, "lesson.html"),
        Map.ofEntries(
            Map.entry("title", Html.text(scenario.title())),
            Map.entry("nav", isWhole() ? NAVIGATION : ""),
            Map.entry("question", Html.prose(scenario.question())),
            Map.entry("comment", paragraph("comment", scenario.comment())),
            Map.entry("source", paragraph("source", scenario.source())),
            Map.entry("style", ShippedText.read(LessonPage.class, "page.css")),
            Map.entry("grid", VerdictGrid.of(results, pictures)),
            Map.entry("first", figures(pairs.subList(0, first))),
            Map.entry("diagram", StateDiagram.inline()),
            Map.entry("cases", cases()),
            Map.entry("pictures", figures(pairs.subList(first, pairs.size()))),
            Map.entry("coverage", coverage()),
            Map.entry("data", LessonData.of(results, names)),
            Map.entry("script", SCRIPT)));
  }

  private boolean isWhole() {
    return results.size() == results.get(0).scenario().cases().size();
  }

  private static String paragraph(String name, String text) {
    return text.isBlank() ? "" : "<p class=\"%s\">%s</p>\n".formatted(name, Html.prose(text));
  }

  // ---- Verdicts

  private String cases() {
    StringBuilder html = new StringBuilder();
    if (!isWhole()) {
      int all = results.get(0).scenario().cases().size();
      html.append(paragraph("note", "Cases checked here: " + results.size() + " of " + all + "."));
    }
    for (CaseResult result : results) {
      html.append("<section class=\"case\"><h3>")
          .append(Html.text(result.caseName()))
          .append("</h3>\n")
          .append(paragraph("comment", result.comment()))
          .append("<p class=\"searched\">")
          .append(Html.text(searched(result)))
          .append("</p>\n<ul class=\"verdicts\">\n");
      result.properties().forEach(property -> html.append(verdict(result, property)));
      html.append("</ul></section>\n");
    }
    return html.toString();
  }

  private static String searched(CaseResult result) {
    String size =
        String.format(
            Locale.ROOT,
            "%,d states, %,d steps between them, at most %d steps from the beginning",
            result.statistics().states(),
            result.statistics().transitions(),
            result.statistics().depth());
    return result
        .stoppedBy()
        .map(limit -> "Searched in part only (" + limit + "): " + size)
        .orElse("Searched as a whole: " + size);
  }

  private String verdict(CaseResult result, PropertyResult property) {
    String word = LessonData.word(property.verdict());
    String link =
        property.story().isPresent() && result.graph().get().isPresent()
            ? " <a class=\"step\" href=\"#%s/%s/0\">Step through</a>"
                .formatted(
                    names.getOrDefault(result.caseName(), ""), Html.text(property.claim().id()))
            : "";
    String unexpected =
        property
            .expected()
            .filter(expected -> expected != property.verdict())
            .map(expected ->
                " <strong>The file expects: %s.</strong>".formatted(LessonData.word(expected)))
            .orElse("");
    return """
    <li><span class="verdict %s">%s</span> <span>%s<span class="how">%s%s</span>%s</span></li>
    """
        .formatted(
            word,
            word,
            Html.text(property.claim().sentence()),
            Html.text(sentence(how(property) + faults(property))),
            unexpected,
            link);
  }

  /** How the verdict was reached, as a sentence without its full stop. */
  private static String how(PropertyResult property) {
    Optional<Story> story = property.story();
    return switch (property.verdict()) {
      case VIOLATED ->
          story
              .map(one -> "Broken in " + count(one.steps().size()) + ": " + one.ending())
              .orElse("No run does that");
      case HOLDS ->
          story
              .map(one ->
                  (property.claim().property().kind() == Property.Kind.REACHABLE
                          ? "Reached in "
                          : "No run breaks it. In ")
                      + count(one.steps().size())
                      + ": "
                      + one.ending())
              .orElse(
                  "No run breaks it"
                      + (property.isOutOfDanger()
                          ? ", and there is none in which " + property.claim().leastDanger().when()
                          : ""));
      case VACUOUS -> "No run comes to where it could be broken";
      case UNDECIDED -> "Not known: the search did not end";
    };
  }

  private static String faults(PropertyResult property) {
    return FaultWords.sentence(property).map(known -> ". " + known).orElse("");
  }

  private static String count(int steps) {
    return steps + (steps == 1 ? " step" : " steps");
  }

  // ---- Pictures

  private String figures(List<RunPairs.Pair<Picture>> pairs) {
    return pairs.stream().map(this::figures).collect(Collectors.joining());
  }

  private String figures(RunPairs.Pair<Picture> pair) {
    return "<div class=\"pair\">\n"
        + figure(pair.first())
        + pair.second().map(this::figure).orElse("")
        + "</div>\n";
  }

  private String figure(Picture picture) {
    boolean broken = picture.property().verdict() == Verdict.VIOLATED;
    String id = "picture-" + (pictures.indexOf(picture) + 1);
    String property = picture.property().claim().id();
    String label = picture.result().caseName() + ": " + how(picture.property());
    String drawing =
        drawn.contains(id)
            ? "<p class=\"again\"><a href=\"#%s\">Drawn above</a></p>".formatted(id)
            : "<div class=\"paper\">%s</div>".formatted(picture.inline(id, label));
    drawn.add(id);
    return """
    <figure class="%s">
    <figcaption><span class="verdict %s">%s</span> <strong>%s</strong><br>%s %s \
    <a class="step" href="#%s/%s/0">Step through</a>%s</figcaption>
    %s
    </figure>
    """
        .formatted(
            broken ? "broken" : "kept",
            LessonData.word(picture.property().verdict()),
            LessonData.word(picture.property().verdict()),
            Html.text(picture.result().caseName()),
            Html.text(sentence(how(picture.property()) + faults(picture.property()))),
            Html.prose(picture.result().comment()),
            names.getOrDefault(picture.result().caseName(), ""),
            Html.text(property),
            twin(picture) + stamp(picture),
            drawing);
  }

  /** What a kernel said to the run. */
  private static String stamp(Picture picture) {
    return picture
        .stamp()
        .map(stamp ->
            "<br><span class=\"stamp %s\">%s</span>"
                .formatted(stamp.word(), Html.text(stamp.whole())))
        .orElse("");
  }

  private static String sentence(String text) {
    return text.endsWith("?") ? text : text + ".";
  }

  private static String twin(Picture picture) {
    return picture
        .twin()
        .map(passing ->
            "<br><a class=\"twin\" href=\"%s%s.svg\">The same events in \u201c%s\u201d, side by side</a>"
                .formatted(Html.text(picture.name()), Picture.TWIN, Html.text(passing)))
        .orElse("");
  }

  // ---- The state diagram

  private String coverage() {
    Map<String, SortedMap<ArrowCoverage.Arrow, Long>> counts = new LinkedHashMap<>();
    for (CaseResult result : results) {
      result
          .changes()
          .get()
          .ifPresent(all -> counts.put(result.caseName(), ArrowCoverage.of(List.of(all))));
    }
    if (counts.isEmpty()) {
      return "<p>No case of this lesson is small enough for its steps to be counted here.</p>";
    }
    return """
    <p>Counted in %d of %d cases, those of at most 2,000 states: how many of all possible steps \
    take each arrow, at any end.</p>
    """
            .formatted(counts.size(), results.size())
        + ArrowCoverage.table(counts);
  }
}
