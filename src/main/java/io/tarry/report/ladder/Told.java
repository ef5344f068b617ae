package io.tarry.report.ladder;

/** What an application learns from its socket, in the words of those who write applications. */
public final class Told {

  private static final String END_OF_FILE = "end of file";

  private Told() {}

  /** Of an error its name, of the end of file what read() does. */
  public static String words(String told) {
    return told.equals(END_OF_FILE) ? "read() returns 0" : "error: " + told;
  }
}
