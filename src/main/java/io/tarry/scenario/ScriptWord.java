package io.tarry.scenario;

import io.tarry.tcp.Call;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One word of a script, as a file has it.
 *
 * @param octets its number: how many octets it sends or receives, which port it is bound to, how
 *     many ticks it waits, how often again; 0 for those that have none
 * @param extended whether its addition is there: {@code nonblocking}, {@code on eof}
 * @param patience after how many ticks the application closes instead, or 0
 */
record ScriptWord(Place place, Verb verb, int octets, boolean extended, int patience) {

  private static final String ON_EOF = " on eof";
  private static final String NONBLOCKING = " nonblocking";
  private static final String LISTENING = " listening";
  private static final Pattern PATIENCE = Pattern.compile("(.*) or close after ([1-9]\\d?)");
  private static final Pattern BOUND = Pattern.compile("open from ([1-9]\\d{3,4})");

  /** What a script can say. */
  enum Verb {
    OPEN(Call.OPEN, false, NONBLOCKING),
    LISTEN(Call.LISTEN, false, NONBLOCKING),
    SEND(Call.SEND, true, ON_EOF),
    RECEIVE(Call.RECEIVE, true, ""),
    EOF(Call.RECEIVE, false, ""),
    CLOSE(Call.CLOSE, false, ON_EOF),
    SHUTDOWN(Call.SHUTDOWN, false, ON_EOF),
    ABORT(Call.ABORT, false, ON_EOF),
    /** {@code keep listening}: the listener stays. */
    KEEP(Call.LISTEN, false, LISTENING),
    WAIT(Call.RECEIVE, true, ""),
    AGAIN(Call.RECEIVE, true, "");

    private static final List<Verb> ALL = List.of(values());
    private static final List<String> WORDS = Stream.of(values()).map(Verb::word).toList();

    private final Call call;
    private final boolean counts;
    private final String addition;

    Verb(Call call, boolean counts, String addition) {
      this.call = call;
      this.counts = counts;
      this.addition = addition;
    }

    String word() {
      return Words.wordFor(this);
    }

    /** The call that it makes. */
    Call call() {
      return call;
    }

    boolean opens() {
      return call == Call.OPEN || call == Call.LISTEN;
    }

    /** Whether all it does is wait, so that it becomes part of the next call. */
    boolean waits() {
      return call == Call.RECEIVE;
    }

    /** Whether its number is a number of octets. */
    boolean moves() {
      return this == SEND || this == RECEIVE;
    }

    private List<String> forms() {
      if (this == KEEP) {
        return List.of("keep listening");
      }
      String shortest = counts ? word() + " N" : word();
      return addition.isEmpty() ? List.of(shortest) : List.of(shortest, shortest + addition);
    }
  }

  boolean nonblocking() {
    return extended && (verb == Verb.OPEN || verb == Verb.LISTEN);
  }

  boolean awaitsEof() {
    return verb == Verb.EOF || (extended && !verb.opens());
  }

  /** What is written there, or a complaint. */
  static Optional<ScriptWord> read(Node node, Complaints complaints) {
    if (!(node instanceof Node.Text text)) {
      complaints.add(node.place(), "expected a word of a script, found " + node.shown());
      return Optional.empty();
    }
    String written = text.value().strip().replaceAll("\\s+", " ");
    Matcher bound = BOUND.matcher(written);
    if (bound.matches()) {
      int port = Integer.parseInt(bound.group(1));
      return Optional.of(new ScriptWord(text.place(), Verb.OPEN, port, false, 0));
    }
    Matcher limited = PATIENCE.matcher(written);
    int patience = limited.matches() ? Integer.parseInt(limited.group(2)) : 0;
    written = patience > 0 ? limited.group(1) : written;
    String first = written.split(" ", 2)[0];
    int known = Verb.WORDS.indexOf(first);
    if (known < 0) {
      complaints.add(
          text.place(),
          "expected " + Words.alternatives(Verb.WORDS) + ", found " + text.shown(),
          Suggest.nearest(first, Verb.WORDS));
      return Optional.empty();
    }
    Verb verb = Verb.ALL.get(known);
    boolean extended = !verb.addition.isEmpty() && written.endsWith(verb.addition);
    int end = written.length() - (extended ? verb.addition.length() : 0);
    String octets = written.substring(first.length(), end).strip();
    boolean whole = verb != Verb.KEEP || extended;
    boolean patient = patience == 0 || verb == Verb.SEND || verb == Verb.RECEIVE;
    if (!octets.matches(verb.counts ? "[1-9]" : "") || !whole || !patient) {
      complaints.add(
          text.place(),
          "expected %s%s, found %s"
              .formatted(
                  Words.alternatives(verb.forms().stream().map(Words::quoted).toList()),
                  verb.counts ? ", N from 1 to 9" : "",
                  text.shown()));
      return Optional.empty();
    }
    int number = verb.counts ? Integer.parseInt(octets) : 0;
    return Optional.of(new ScriptWord(text.place(), verb, number, extended, patience));
  }
}
