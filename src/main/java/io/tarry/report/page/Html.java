package io.tarry.report.page;

import io.tarry.scenario.Printable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in HTML. Whatever a text holds, in a page it is text, and can be seen. */
final class Html {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z]+)}}");

  private Html() {}

  /** Text between tags or in a quoted attribute. */
  static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (char c : Printable.of(text).toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** A text of several lines, its lines joined: they are the file's, and not the page's. */
  static String prose(String text) {
    return text(text.strip().replaceAll("\\s+", " "));
  }

  /** A template with each placeholder replaced, once: what is put in is not looked at again. */
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
