package io.tarry.report.page;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.report.words.KernelStamp;
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
    Optional<KernelStamp> stamp) {

  /** How the name of a file ends that shows a run beside its twin. */
  public static final String TWIN = ".twin";

  private static final Pattern SIZE = Pattern.compile("<svg width=\"[^\"]*\" height=\"[^\"]*\"");

  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  /** Parts that only a separate file needs, or that the page has once for all pictures. */
  private static final Pattern BESIDES =
      Pattern.compile(
          "<title>[^<]*</title>\n?"
              + "|<polygon fill=\"white\" stroke=\"transparent\"[^>]*>\n?"
              + "(?:<polygon fill=\"white\" stroke=\"white\"[^>]*>\n?)?"
              + "| xmlns(?::xlink)?=\"[^\"]*\""
              + "| font-family=\"[^\"]*\""
              + "| id=\"[^\"]*\""
              + "| class=\"graph\""
              + "| fill=\"none\"" // as page.css says of paths
              + "| text-anchor=\"start\"");

  /**
   * What nobody sees of a coordinate: its second digit, a hundredth of a point, and a fraction that
   * is zero.
   */
  private static final Pattern UNSEEN =
      Pattern.compile("\\.0\\d?(?=[-, \"C])|(?<=[-, \"MC]\\d{1,5}\\.[1-9])\\d(?=[-, \"C])");

  /** The picture as a part of a page. */
  String inline(String id, String label) {
    String drawing = svg.substring(svg.indexOf("<svg "));
    String bare = withoutUnseenDigits(BESIDES.matcher(drawing).replaceAll(""));
    String start = "<svg id=\"%s\" role=\"img\" aria-label=\"%s\"".formatted(id, Html.text(label));
    return SIZE.matcher(bare).replaceFirst(Matcher.quoteReplacement(start)).strip();
  }

  /** Shortens the numbers of the tags, not the texts between them. */
  private static String withoutUnseenDigits(String svg) {
    return TAG.matcher(svg)
        .replaceAll(tag -> Matcher.quoteReplacement(UNSEEN.matcher(tag.group()).replaceAll("")));
  }
}
