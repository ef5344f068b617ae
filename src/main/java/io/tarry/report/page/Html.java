package io.tarry.report.page;

import com.google.common.html.HtmlEscapers;
import io.tarry.scenario.Printable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in HTML. Whatever a text contains, the page shows it as text. */
final class Html {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");

  private Html() {}

  /** Text between tags or in a quoted attribute. */
  static String text(String text) {
    return HtmlEscapers.htmlEscaper().escape(Printable.of(text));
  }

  /**
   * A text of several lines, with its lines joined: line breaks of the file mean nothing in the
   * page.
   */
  static String prose(String text) {
    return text(text.strip().replaceAll("\\s+", " "));
  }

  /**
   * A template with its placeholders replaced. Text that was put in is not searched for
   * placeholders.
   */
  static String fill(String template, Map<String, String> parts) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String part = parts.get(matcher.group(1));
      if (part == null) {
        throw new IllegalArgumentException("nothing stands for " + matcher.group());
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(part));
    }
    return matcher.appendTail(filled).toString();
  }
}
