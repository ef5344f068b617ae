package io.tarry.scenario;

/**
 * Text as people may be shown it. Names and texts come from files that anybody may have written; a
 * terminal obeys some characters in them, others change the order in which the rest is read, and
 * some cannot be seen.
 */
public final class Printable {

  private Printable() {}

  /**
   * The same text with an escape for each character that is not seen as itself, as JSON and Java
   * write it: {@code \}{@code u202e}. A text that is printable stays as it is.
   */
  public static String of(String text) {
    return escaped(text, "");
  }

  /** The same for text of several lines, which may be indented by tabs. */
  public static String lines(String text) {
    return escaped(text, "\n\t");
  }

  private static String escaped(String text, String allowed) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isSeen(c) || allowed.indexOf(c) >= 0) {
        escaped.appendCodePoint(c);
      } else {
        for (char unit : Character.toChars(c)) {
          escaped.append("\\u%04x".formatted((int) unit));
        }
      }
      i += Character.charCount(c);
    }
    return escaped.toString();
  }

  /** Whether that character shows as what it is, and leaves all others as they are. */
  static boolean isSeen(int c) {
    return c == ' ' || (c > ' ' && c < 0x7f) || (c > 0x7f && isSeenBeyondAscii(c));
  }

  private static boolean isSeenBeyondAscii(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // among them all that turn the direction of text
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isFiller(c);
    };
  }

  /** Letters and marks that stand for nothing. Source: Unicode, Default_Ignorable_Code_Point. */
  private static boolean isFiller(int c) {
    return c == 0x034f
        || (c >= 0x115f && c <= 0x1160)
        || (c >= 0x17b4 && c <= 0x17b5)
        || (c >= 0x180b && c <= 0x180f)
        || c == 0x2800
        || c == 0x3164
        || c == 0xffa0
        || (c >= 0xe0100 && c <= 0xe01ef);
  }
}
