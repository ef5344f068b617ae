package io.tarry.scenario;

import io.tarry.scenario.ScriptReader.WrittenScript;
import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.End;
import io.tarry.tcp.Script;
import java.util.List;

/** Reads what the two applications do, and judges whether it goes together. */
final class ConnectionReader {

  private static final int WINDOW_MAX = 30;
  private static final int WINDOW_DEFAULT = 8;

  private enum Start {
    CLOSED,
    ESTABLISHED
  }

  private final MapReader top;
  private final MapReader connection;
  private final Complaints complaints;
  private final Start start;
  private final int window;
  private final WrittenScript client;
  private final WrittenScript server;

  ConnectionReader(MapReader top, Complaints complaints) {
    this.top = top;
    this.complaints = complaints;
    start = top.choice("start", "a start", Words.of(Start.values()), Start.CLOSED);
    window = top.count("window", 1, WINDOW_MAX, WINDOW_DEFAULT);
    connection = top.requiredMap("connection");
    ScriptReader reader = new ScriptReader(complaints);
    client = reader.read(connection.list(End.CLIENT.label()));
    server = reader.read(connection.list(End.SERVER.label()));
    refuseContradictions();
  }

  boolean established() {
    return start == Start.ESTABLISHED;
  }

  int window() {
    return window;
  }

  Script script(End end) {
    return ScriptReader.compile(written(end).words());
  }

  private WrittenScript written(End end) {
    return end == End.CLIENT ? client : server;
  }

  // ---- What does not go together

  private void refuseContradictions() {
    for (End end : End.values()) {
      if (top.sound("start")) {
        refuseWrongBeginning(written(end));
      }
      if (top.sound("window")) {
        refuseMoreThanTheWindow(end);
      }
      if (written(end.peer()).sound()) {
        refuseWaitingInVain(end);
      }
    }
    refuseTwoListeners();
  }

  private void refuseWrongBeginning(WrittenScript script) {
    Place startPlace = top.placeOf("start");
    List<ScriptWord> words = script.words();
    if (!established() && script.sound() && !words.get(0).verb().opens()) {
      complaints.add(
          complaints.blame(words.get(0).place(), startPlace),
          "a script begins with 'open' or 'listen' unless the world has 'start: established'");
    }
    for (int i = 0; i < words.size(); i++) {
      ScriptWord word = words.get(i);
      if (!word.verb().opens()) {
        continue;
      }
      if (established()) {
        complaints.add(
            complaints.blame(word.place(), startPlace),
            "'%s' has no place in a world that starts established".formatted(word.verb().word()));
      } else if (script.sound() && i > 0 && !opensWhatListened(words, i)) {
        complaints.add(word.place(), "'%s' is said once, and first".formatted(word.verb().word()));
      }
    }
  }

  /** OPEN of a connection in LISTEN makes it active, RFC 9293 section 3.10.1. */
  private static boolean opensWhatListened(List<ScriptWord> words, int i) {
    ScriptWord first = words.get(0);
    return i == 1
        && words.get(1).verb() == Verb.OPEN
        && first.verb() == Verb.LISTEN
        && first.nonblocking();
  }

  private void refuseTwoListeners() {
    if (!top.sound("start") || established() || !listens(client) || !listens(server)) {
      return;
    }
    complaints.add(
        complaints.blame(
            client.words().get(0).place(), server.words().get(0).place(), top.placeOf("start")),
        "both ends listen and nobody opens");
  }

  private static boolean listens(WrittenScript script) {
    return script.sound()
        && script.words().get(0).verb() == Verb.LISTEN
        && script.words().stream().noneMatch(word -> word.verb() == Verb.OPEN);
  }

  private void refuseMoreThanTheWindow(End end) {
    int sent = 0;
    for (ScriptWord word : written(end).words()) {
      boolean fitted = sent <= window;
      sent += word.verb() == Verb.SEND ? word.octets() : 0;
      if (fitted && sent > window) {
        complaints.add(
            complaints.blame(word.place(), top.placeOf("window")),
            "the %s sends %d octets in all, and the window is %d"
                .formatted(end.label(), written(end).octetsSent(), window));
      }
    }
  }

  private void refuseWaitingInVain(End end) {
    int sent = written(end.peer()).octetsSent();
    int received = 0;
    for (ScriptWord word : written(end).words()) {
      boolean comes = received <= sent;
      received += word.verb() == Verb.RECEIVE ? word.octets() : 0;
      if (comes && received > sent) {
        complaints.add(
            complaints.blame(word.place(), connection.placeOf(end.peer().label())),
            "the %s waits for octet %d, but the %s sends %s; 'eof' waits for its end"
                .formatted(
                    end.label(),
                    received,
                    end.peer().label(),
                    sent == 0 ? "none" : "only " + sent));
      }
    }
  }
}
