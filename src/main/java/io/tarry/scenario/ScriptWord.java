package io.tarry.scenario;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import io.tarry.tcp.settings.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One word of a script, as it is written.
 *
 * @param number how many bytes it sends or receives, how many ticks it waits, or how often it
 *     repeats; 0 for a word without a number
 * @param fromPort the local port that it is bound to, or 0
 * @param toPort the server's port that it opens, or 0
 * @param extended whether it has its suffix: {@code nonblocking}, {@code on eof}
 * @param patience after how many ticks the application closes instead, or 0 for never
 */
record ScriptWord(
    Place place, Verb verb, int number, int fromPort, int toPort, boolean extended, int patience) {

  /** The words of scripts. */
  enum Verb {
    OPEN(
        Call.OPEN,
        form("open", "connect() from a port of the pool; waits until connected, or failed"),
        form("open from PORT", "bind() to that port of the pool, and connect()"),
        form("open to PORT", "connect() to that one of the server's ports"),
        form("open from PORT to PORT", "both"),
        form("open nonblocking", "connect(), and does not wait for the connection")),
    LISTEN(
        Call.LISTEN,
        form("listen", "listen() and accept(): waits for one connection, and listens no more"),
        form("listen nonblocking", "the same, and does not wait")),
    /** The listener stays. */
    KEEP(
        Call.LISTEN,
        form(
            "keep listening",
            "a listener that stays: what follows is done with each connection that it accepts")),
    SEND(
        Call.SEND,
        form("send N", "sends N bytes, as one segment"),
        form("send N on eof", "the same, once the peer's FIN is consumed"),
        form(
            "send N or close after T",
            "close() instead, if T has passed since it could have sent: a client's idle"
                + " limit")),
    RECEIVE(
        Call.RECEIVE,
        form("receive N", "waits until N more bytes have come, or end of file"),
        form(
            "receive N or close after T",
            "close() instead, if T has passed without: a server's keep-alive timeout")),
    EOF(Call.RECEIVE, form("eof", "waits for end of file: until the peer's FIN is consumed")),
    CLOSE(
        Call.CLOSE,
        form(
            "close",
            "close(): it gives up reading too, if one of its stack's switches is about that"),
        form("close on eof", "reads up to end of file first")),
    SHUTDOWN(
        Call.SHUTDOWN,
        form("shutdown", "shutdown(SHUT_WR): closes the sending side alone"),
        form("shutdown on eof", "reads up to end of file first")),
    ABORT(
        Call.ABORT,
        form("abort", "SO_LINGER of 0 seconds, and close(): sends a RST"),
        form("abort on eof", "reads up to end of file first")),
    WAIT(Call.RECEIVE, form("wait T", "waits until T has passed since the last step")),
    AGAIN(
        Call.RECEIVE,
        form("again N", "a client's last word: all of it N times more, each with a new socket"));

    static final List<Verb> ALL = List.of(values());
    private static final List<String> WORDS = Stream.of(values()).map(Verb::word).toList();

    private final Call call;
    private final ImmutableList<Form> forms;

    Verb(Call call, Form... forms) {
      this.call = call;
      this.forms = ImmutableList.copyOf(forms);
    }

    private static Form form(String template, String says) {
      return new Form(template, says);
    }

    String word() {
      return Words.wordFor(this);
    }

    /** The ways to write it. */
    List<Form> forms() {
      return forms;
    }

    /** The call that it makes. */
    Call call() {
      return call;
    }

    boolean opens() {
      return call == Call.OPEN || call == Call.LISTEN;
    }

    /** Whether it only waits, so that it becomes a condition of the next call. */
    boolean waits() {
      return call == Call.RECEIVE;
    }
  }

  /**
   * One way to write a verb.
   *
   * @param template how it is written, where N is a number of one digit, T a time, and PORT a port
   * @param says what it does, in one line
   */
  @Immutable
  record Form(String template, String says) {

    /** The regular expressions of the placeholders of templates. */
    private static final Map<String, String> PARAMETERS =
        Map.of("N", "[1-9]", "T", "[1-9]\\d?|" + Durations.DURATION, "PORT", "[1-9]\\d{0,4}");

    /** A regular expression for the template, with a group for each placeholder. */
    String regex() {
      StringBuilder regex = new StringBuilder();
      for (String part : template.split(" ", -1)) {
        regex.append(regex.isEmpty() ? "" : "\\s+");
        regex.append(PARAMETERS.containsKey(part) ? "(" + PARAMETERS.get(part) + ")" : part);
      }
      return regex.toString();
    }

    private boolean isOf(String text) {
      return text.matches(regex());
    }

    /** What that text of this form says; nothing, and a complaint, if its time is none. */
    private Optional<ScriptWord> read(Node.Text node, Verb verb, String text, Durations durations) {
      Matcher matcher = Pattern.compile(regex()).matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(text + " is not " + template);
      }
      int group = 0;
      int number = 0;
      int fromPort = 0;
      int toPort = 0;
      int patience = 0;
      String before = "";
      for (String part : template.split(" ", -1)) {
        if (PARAMETERS.containsKey(part)) {
          group++;
          OptionalInt read = value(part, matcher.group(group), node, text, durations);
          if (read.isEmpty()) {
            return Optional.empty();
          }
          int value = read.getAsInt();
          switch (before) {
            case "from" -> fromPort = value;
            case "to" -> toPort = value;
            case "after" -> patience = value;
            default -> number = value;
          }
        }
        before = part;
      }
      boolean extended = template.endsWith(" on eof") || template.endsWith(" nonblocking");
      return Optional.of(
          new ScriptWord(node.place(), verb, number, fromPort, toPort, extended, patience));
    }

    private static OptionalInt value(
        String parameter, String written, Node.Text node, String text, Durations durations) {
      return parameter.equals("T")
          ? durations.ticks(text, written, node, 1, ScenarioKeys.TICKS_MAX)
          : OptionalInt.of(Integer.parseInt(written));
    }
  }

  boolean nonblocking() {
    return extended && verb.opens();
  }

  boolean awaitsEof() {
    return verb == Verb.EOF || (extended && !verb.opens());
  }

  /** The word that is written there; empty, with a complaint added, if it is none. */
  static Optional<ScriptWord> read(Node node, Durations durations, Complaints complaints) {
    if (!(node instanceof Node.Text text)) {
      complaints.add(node.place(), "expected a word of a script, found " + node.shown());
      return Optional.empty();
    }
    String written = text.value().strip();
    String first = written.split("\\s+", 2)[0];
    int known = Verb.WORDS.indexOf(first);
    if (known < 0) {
      complaints.add(
          text.place(),
          "expected " + Words.alternatives(Verb.WORDS) + ", found " + text.shown(),
          Synonyms.verb(first).or(() -> NearestWord.nearest(first, Verb.WORDS)));
      return Optional.empty();
    }
    Verb verb = Verb.ALL.get(known);
    Optional<Form> form = verb.forms.stream().filter(one -> one.isOf(written)).findFirst();
    if (form.isEmpty()) {
      complaints.add(text.place(), "expected " + expected(verb) + ", found " + text.shown());
    }
    return form.flatMap(one -> one.read(text, verb, written, durations));
  }

  private static String expected(Verb verb) {
    List<String> templates = verb.forms.stream().map(Form::template).toList();
    List<String> expected = new ArrayList<>();
    expected.add(Words.alternatives(templates.stream().map(Words::quoted).toList()));
    if (templates.stream().anyMatch(template -> template.contains(" N"))) {
      expected.add("N from 1 to 9");
    }
    if (templates.stream().anyMatch(template -> template.contains(" T"))) {
      expected.add("T from 1 to 99 or a time such as 200 ms");
    }
    if (templates.stream().anyMatch(template -> template.contains(" PORT"))) {
      expected.add("PORT as in the host's list");
    }
    return String.join(", ", expected);
  }
}
