package io.tarry.report.table;

/** Colours for a terminal, or none. They only repeat what the words say. */
public enum TerminalColours {
  /** ANSI colours. */
  COLOURS(true),
  /** No colours. */
  NONE(false);

  private static final String END = "\u001b[0m";

  private final boolean colours;

  TerminalColours(boolean colours) {
    this.colours = colours;
  }

  String bold(String text) {
    return painted("1", text);
  }

  String dim(String text) {
    return painted("2", text);
  }

  String alarm(String text) {
    return painted("1;31", text);
  }

  String bad(String text) {
    return painted("31", text);
  }

  String good(String text) {
    return painted("32", text);
  }

  private String painted(String code, String text) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + END : text;
  }
}
