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

  /** A picture in a file of its own, which a click shows alone. */
  static String image(String file, String says) {
    return "<a href=\"%s\"><img src=\"%s\" alt=\"%s\"></a>".formatted(file, file, text(says));
  }

  /**
   * What stands on a page, for people who browse the repository, where HTML files are shown as
   * their source: Markdown that is HTML all through.
   */
  static String browsable(String page) {
    String body = page.substring(page.indexOf("<h1>"), page.indexOf("</main>"));
    return "<!-- " + Course.MARK + " -->\n" + body.replace("</header>\n<main>\n", "");
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
