package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a script, read from its beginning to its end, without its comments. */
final class PktScanner {

  private static final Pattern SETTING =
      Pattern.compile("//\\s*tarry:\\s*([A-Za-z0-9]+)\\s*=\\s*(.*?)\\s*");

  private final String file;
  private final String text;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private int at;

  PktScanner(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** What comments for Tarry have said so far. */
  Map<String, String> settings() {
    return settings;
  }

  /** Skips space and comments. */
  void skip() throws PktException {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("//", at)) {
        comment(until("\n"));
      } else if (text.startsWith("/*", at)) {
        Place place = place();
        at += 2;
        until("*/");
        require(at < text.length(), place, "this comment has no end");
        at += 2;
      } else {
        return;
      }
    }
  }

  private void comment(String said) {
    Matcher setting = SETTING.matcher(said);
    if (setting.matches()) {
      settings.put(setting.group(1), setting.group(2));
    }
  }

  boolean ended() throws PktException {
    skip();
    return at >= text.length();
  }

  /** Where reading has come to. */
  Place place() {
    int line = 1;
    int start = 0;
    for (int i = 0; i < at && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Place(line, at - start + 1);
  }

  /** Whether this comes next; then it is passed. */
  boolean take(String what) throws PktException {
    skip();
    if (!text.startsWith(what, at)) {
      return false;
    }
    at += what.length();
    return true;
  }

  boolean comes(String what) throws PktException {
    skip();
    return text.startsWith(what, at);
  }

  void expect(String what) throws PktException {
    Place place = here();
    require(take(what), place, "'" + what + "' is expected here");
  }

  /** What the pattern matches here, which is passed. */
  String take(Pattern pattern, String called) throws PktException {
    Place place = here();
    Matcher found = pattern.matcher(text).region(at, text.length());
    require(found.lookingAt(), place, called + " is expected here");
    at = found.end();
    return found.group();
  }

  boolean comes(Pattern pattern) throws PktException {
    skip();
    return pattern.matcher(text).region(at, text.length()).lookingAt();
  }

  /** All up to that text, which is not passed; or to the end. */
  String until(String end) {
    int found = text.indexOf(end, at);
    int stop = found < 0 ? text.length() : found;
    String taken = text.substring(at, stop);
    at = stop;
    return taken;
  }

  /** The same, and that text is passed too. */
  String through(String end) throws PktException {
    Place place = place();
    String taken = until(end);
    require(at < text.length(), place, "'" + end + "' is missing");
    at += end.length();
    return taken;
  }

  /** Where the next thing stands. */
  Place here() throws PktException {
    skip();
    return place();
  }

  /** One argument of a call: up to a comma or the closing bracket that belongs to it. */
  String argument() throws PktException {
    skip();
    Place place = place();
    int from = at;
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        until("\"");
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (depth > 0 && ")]}".indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && (c == ',' || c == ')')) {
        return text.substring(from, at).strip();
      }
      at++;
    }
    throw PktException.wrong(file, place, "this call has no end");
  }

  PktException wrong(Place place, String what) {
    return PktException.wrong(file, place, what);
  }

  PktException unsupported(Place place, String what) {
    return PktException.unsupported(file, place, what);
  }

  private void require(boolean fine, Place place, String otherwise) throws PktException {
    if (!fine) {
      throw wrong(place, otherwise);
    }
  }
}
