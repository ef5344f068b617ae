package io.tarry.scenario;

import io.tarry.tcp.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One word of a script, as a file has it.
 *
 * @param octets how many octets it sends or receives; 0 for those that do neither
 * @param extended whether its addition is there: {@code nonblocking}, {@code on eof}
 */
record ScriptWord(Place place, Verb verb, int octets, boolean extended) {

  private static final String ON_EOF = " on eof";
  private static final String NONBLOCKING = " nonblocking";

  /** What a script can say. */
  enum Verb {
    OPEN(Call.OPEN, false, NONBLOCKING),
    LISTEN(Call.LISTEN, false, NONBLOCKING),
    SEND(Call.SEND, true, ON_EOF),
    RECEIVE(Call.RECEIVE, true, ""),
    EOF(Call.RECEIVE, false, ""),
    CLOSE(Call.CLOSE, false, ON_EOF),
    SHUTDOWN(Call.SHUTDOWN, false, ON_EOF),
    ABORT(Call.ABORT, false, ON_EOF);

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

    private List<String> forms() {
      String shortest = counts ? word() + " N" : word();
      return addition.isEmpty() ? List.of(shortest) : List.of(shortest, shortest + addition);
    }
  }

  boolean nonblocking() {
    return extended && verb.opens();
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
    if (!octets.matches(verb.counts ? "[1-9]" : "")) {
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
    return Optional.of(new ScriptWord(text.place(), verb, number, extended));
  }
}
