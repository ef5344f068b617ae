package io.tarry.scenario;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words of scenario files, and how diagnostics show them. */
final class Words {

  private static final int SHOWN_MAX = 60;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private Words() {}

  /** The constants of an enumeration, by the words for them in a file. */
  static <E extends Enum<?>> Map<String, E> of(E[] constants) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(wordFor(constant), constant);
    }
    return words;
  }

  static String wordFor(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** {@code a, b or c}. */
  static String alternatives(Collection<String> words) {
    return joined(words, " or ");
  }

  /** {@code a, b and c}. */
  static String all(Collection<String> words) {
    return joined(words, " and ");
  }

  private static String joined(Collection<String> words, String lastly) {
    List<String> list = List.copyOf(words);
    int last = list.size() - 1;
    return last == 0
        ? list.get(0)
        : String.join(", ", list.subList(0, last)) + lastly + list.get(last);
  }

  /** The text in quotes, on one line, and shortened if it is long. */
  static String quoted(String text) {
    return "'" + shortened(text) + "'";
  }

  /** The text, printable, and shortened if it is long. */
  static String shortened(String text) {
    String shown = Printable.of(text);
    return shown.length() <= SHOWN_MAX ? shown : shown.substring(0, cut(shown)) + "...";
  }

  /** Where to cut without cutting a character in two. */
  private static int cut(String text) {
    int end = SHOWN_MAX - 3;
    return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  /** Whether it is on one line and has no control characters. */
  static boolean isPlain(String text) {
    return text.chars()
        .noneMatch(
            c -> Character.isISOControl(c) || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR);
  }
}
