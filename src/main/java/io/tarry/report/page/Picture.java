package io.tarry.report.page;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.report.words.Stamp;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The picture of a run.
 *
 * @param name the name of its file, without extension
 * @param svg the text of the whole file
 * @param twin the passing case that it is drawn beside, in a file of its own, if it is
 * @param stamp what a kernel said to the run, if one was asked
 */
public record Picture(
    CaseResult result,
    PropertyResult property,
    String name,
    String svg,
    Optional<String> twin,
    Optional<Stamp> stamp) {

  /** What the names of files end with that show a run and its twin. */
  public static final String TWIN = ".twin";

  private static final Pattern SIZE = Pattern.compile("<svg width=\"[^\"]*\" height=\"[^\"]*\"");

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  /** Parts that only a separate file needs, or that the page has once for all pictures. */
  private static final Pattern BESIDES =
      Pattern.compile(
          "<title>[^<]*</title>\n?"
              + "| xmlns(?::xlink)?=\"[^\"]*\""
              + "| font-family=\"[^\"]*\""
              + "| id=\"[^\"]*\""
              + "| class=\"graph\""
              + "| text-anchor=\"start\"");

  /** The second digit of a coordinate: a hundredth of a point, which nobody sees. */
  private static final Pattern HUNDREDTHS =
      Pattern.compile("(?<=[-, \"MC]\\d{1,5}\\.\\d)\\d(?=[-, \"C])");

  /** The picture as a part of a page. */
  String inline(String id, String label) {
    String drawing = svg.substring(svg.indexOf("<svg "));
    String bare = withoutHundredths(BESIDES.matcher(drawing).replaceAll(""));
    String start = "<svg id=\"%s\" role=\"img\" aria-label=\"%s\"".formatted(id, Html.text(label));
    return SIZE.matcher(bare).replaceFirst(Matcher.quoteReplacement(start)).strip();
  }

  /** Shortens the numbers of the tags, not the texts between them. */
  private static String withoutHundredths(String svg) {
    return TAG.matcher(svg)
        .replaceAll(
            tag -> Matcher.quoteReplacement(HUNDREDTHS.matcher(tag.group()).replaceAll("")));
  }
}
