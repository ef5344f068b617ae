package io.tarry.report.page;

import io.tarry.scenario.ShippedText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The state diagram of RFC 9293; its states and arrows have ids in the page. */
final class StateDiagram {

  private static final Pattern BESIDES =
      Pattern.compile(
          "<title>[^<]*</title>\n|<!--.*?-->\n?| xmlns(?::xlink)?=\"[^\"]*\"| font-family=\"[^\"]*\"| id=\"graph0\"");

  private static final Pattern ARROW = Pattern.compile("id=\"e-([A-Z0-9_]+)-([A-Z0-9_]+)\"");

  private static final String SVG =
      BESIDES
          .matcher(ShippedText.read(StateDiagram.class, "states.svg").replace("&#45;", "-"))
          .replaceAll("")
          .replaceFirst(
              "(?s)^.*?<svg width=\"[^\"]*\" height=\"[^\"]*\"",
              "<svg id=\"states\" role=\"img\" aria-label=\"The states of a TCP connection and the arrows between them\"");

  private StateDiagram() {}

  /** The diagram as a part of a page. */
  static String inline() {
    return SVG.strip();
  }

  /** All arrows of the diagram. */
  static List<ArrowCoverage.Arrow> arrows() {
    Matcher matcher = ARROW.matcher(SVG);
    return matcher
        .results()
        .map(found -> new ArrowCoverage.Arrow(found.group(1), found.group(2)))
        .sorted()
        .toList();
  }
}
