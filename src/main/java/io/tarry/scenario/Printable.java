package io.tarry.scenario;

/**
 * Makes text safe to show. Names and texts come from files that anybody may have written; some
 * characters control a terminal, some change the order in which the rest is shown, and some are
 * invisible.
 */
public final class Printable {

  private Printable() {}

  /**
   * The text with each character that is not shown as itself replaced by an escape, as in JSON and
   * Java: {@code \}{@code u202e}.
   */
  public static String of(String text) {
    return escaped(text, "");
  }

  /** As {@link #of}, for text of several lines, in which tabs are allowed. */
  public static String lines(String text) {
    return escaped(text, "\n\t");
  }

  private static String escaped(String text, String allowed) {
    if (isPlain(text)) {
      return text;
    }
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

  /** Whether there is nothing to escape, as in nearly all texts. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Whether the character is shown as itself and has no effect on others. */
  static boolean isSeen(int c) {
    return c == ' ' || (c > ' ' && c < 0x7f) || (c > 0x7f && isSeenBeyondAscii(c));
  }

  private static boolean isSeenBeyondAscii(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // includes all that change the direction of text
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isFiller(c);
    };
  }

  /** Letters and marks that are invisible. Source: Unicode, Default_Ignorable_Code_Point. */
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
