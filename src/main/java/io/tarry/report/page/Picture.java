package io.tarry.report.page;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The picture of a run.
 *
 * @param name the name of its file, without extension
 * @param svg the text of the whole file
 * @param twin the passing case that it is drawn beside, in a file of its own, if it is
 */
public record Picture(
    CaseResult result, PropertyResult property, String name, String svg, Optional<String> twin) {

  /** What the names of files end with that show a run and its twin. */
  public static final String TWIN = ".twin";

  private static final Pattern SIZE = Pattern.compile("<svg width=\"[^\"]*\" height=\"[^\"]*\"");

  /** Parts that only a separate file needs, or that the page has once for all pictures. */
  private static final Pattern BESIDES =
      Pattern.compile(
          "<title>[^<]*</title>\n?"
              + "| xmlns(?::xlink)?=\"[^\"]*\""
              + "| font-family=\"[^\"]*\""
              + "| id=\"[^\"]*\""
              + "| class=\"graph\"");

  /** The picture as a part of a page. */
  String inline(String id, String label) {
    String drawing = svg.substring(svg.indexOf("<svg "));
    String bare = BESIDES.matcher(drawing).replaceAll("");
    String start = "<svg id=\"%s\" role=\"img\" aria-label=\"%s\"".formatted(id, Html.text(label));
    return SIZE.matcher(bare).replaceFirst(Matcher.quoteReplacement(start)).strip();
  }
}
