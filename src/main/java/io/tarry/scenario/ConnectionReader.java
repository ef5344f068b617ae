package io.tarry.scenario;

import io.tarry.scenario.ScriptReader.WrittenScript;
import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.End;
import io.tarry.tcp.Program;
import io.tarry.tcp.Settings;
import io.tarry.tcp.Settings.Start;
import java.util.List;
import java.util.Optional;

/** Reads what the two applications do, and judges whether it goes together. */
final class ConnectionReader {

  private static final int WINDOW_MAX = 30;
  private static final int WINDOW_DEFAULT = 8;

  /** The key of a second client, which is there if this is. */
  static final String CLIENT_2 = "client2";

  private final MapReader top;
  private final MapReader connection;
  private final Complaints complaints;
  private final Start start;
  private final int window;
  private final WrittenScript client;
  private final WrittenScript server;
  private final Optional<WrittenScript> client2;

  ConnectionReader(MapReader top, Complaints complaints) {
    this.top = top;
    this.complaints = complaints;
    start = top.choice("start", "a start", Words.of(Start.values()), Start.CLOSED);
    window = top.count("window", 1, WINDOW_MAX, WINDOW_DEFAULT);
    connection = top.requiredMap("connection");
    ScriptReader reader = new ScriptReader(complaints);
    client = reader.read(connection.list(End.CLIENT.label()));
    server = reader.read(connection.list(End.SERVER.label()));
    client2 =
        connection.has(CLIENT_2)
            ? Optional.of(reader.read(connection.list(CLIENT_2)))
            : Optional.empty();
    refuseContradictions();
  }

  Settings.Start start() {
    return start;
  }

  Program program(End end, int restarts) {
    return written(end).program(restarts);
  }

  Optional<Program> secondClient() {
    return client2.map(script -> script.program(0));
  }

  private boolean keepsListening() {
    return server.keepsListening();
  }

  private boolean established() {
    return start == Start.ESTABLISHED;
  }

  int window() {
    return window;
  }

  private WrittenScript written(End end) {
    return end == End.CLIENT ? client : server;
  }

  // ---- What does not go together

  private void refuseContradictions() {
    for (End end : List.of(End.CLIENT, End.SERVER)) {
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
    refuseSeveralWithoutListener();
  }

  /** Only a listener that stays can take a second connection. */
  private void refuseSeveralWithoutListener() {
    List<ScriptWord> words = client.words();
    boolean several = client.times() > 1 || client2.isPresent();
    if (several && client.sound() && server.sound() && !keepsListening()) {
      Place place = client2.isPresent() ? connection.placeOf(CLIENT_2) : words.get(0).place();
      complaints.add(
          complaints.blame(place, server.words().get(0).place()),
          "there are several connections, so the server begins with 'keep listening'");
    }
    if (start == Start.LISTENING && server.sound() && !keepsListening()) {
      complaints.add(
          complaints.blame(server.words().get(0).place(), top.placeOf("start")),
          "a world that starts listening has a server that begins with 'keep listening'");
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).verb() == Verb.AGAIN && i + 1 < words.size()) {
        complaints.add(words.get(i).place(), "'again' is the last word of a script");
      }
    }
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
      if (keepsListening() && (word.verb() == Verb.KEEP ? i == 0 : word.verb() == Verb.OPEN)) {
        continue; // each 'open' begins a new socket
      }
      if (established()) {
        complaints.add(
            complaints.blame(word.place(), startPlace),
            "'%s' has no place in a world that starts established".formatted(word.verb().word()));
      } else if (script.sound() && i > 0 && !opensWhatListened(words, i)) {
        complaints.add(
            word.place(),
            "'%s' is said once, and first%s"
                .formatted(
                    word.verb().word(),
                    word.verb() == Verb.OPEN
                        ? ", unless the server begins with 'keep listening'"
                        : ""));
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
        && (script.words().get(0).verb() == Verb.LISTEN || script.keepsListening())
        && script.words().stream().noneMatch(word -> word.verb() == Verb.OPEN);
  }

  private void refuseMoreThanTheWindow(End end) {
    int sent = 0;
    for (ScriptWord word : written(end).words()) {
      sent = word.verb() == Verb.OPEN ? 0 : sent;
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
      received = word.verb() == Verb.OPEN ? 0 : received;
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
