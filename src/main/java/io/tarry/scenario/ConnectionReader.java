package io.tarry.scenario;

import io.tarry.scenario.ScriptReader.WrittenScript;
import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.settings.Settings.Start;
import java.util.List;

/** Reads what the applications do, and checks whether it fits together. */
final class ConnectionReader {

  private final MapReader top;
  private final MapReader connection;
  private final Complaints complaints;
  private final Start start;
  private final int window;
  private final WrittenScript client;
  private final WrittenScript client2;
  private final WrittenScript server;

  ConnectionReader(MapReader top, Durations durations, Complaints complaints) {
    this.top = top;
    this.complaints = complaints;
    start = top.choice(ScenarioKeys.START);
    window = top.count(ScenarioKeys.WINDOW);
    connection = top.map(ScenarioKeys.CONNECTION);
    ScriptReader reader = new ScriptReader(durations, complaints);
    client = reader.read(connection.list(ScenarioKeys.CLIENT_SCRIPT));
    server = reader.read(connection.list(ScenarioKeys.SERVER_SCRIPT));
    client2 =
        hasSecondClient()
            ? reader.read(connection.list(ScenarioKeys.CLIENT_2_SCRIPT))
            : WrittenScript.NONE;
    refuseContradictions();
  }

  Start start() {
    return start;
  }

  int window() {
    return window;
  }

  WrittenScript client() {
    return client;
  }

  /** The second client's script; {@link WrittenScript#NONE} if there is no second client. */
  WrittenScript secondClient() {
    return client2;
  }

  WrittenScript server() {
    return server;
  }

  boolean hasSecondClient() {
    return connection.has(ScenarioKeys.CLIENT_2_SCRIPT);
  }

  /** Where that script is written. */
  Place placeOf(Key.Actions key) {
    return connection.placeOf(key);
  }

  private boolean established() {
    return start == Start.ESTABLISHED || start == Start.HALF_CLOSED;
  }

  // ---- What does not fit together

  private void refuseContradictions() {
    if (top.sound(ScenarioKeys.START)) {
      refuseWrongBeginning(client);
      refuseWrongBeginning(server);
      refuseTwoListeners();
      refuseOpenServerWhereHalfClosed();
    }
    for (WrittenScript script : List.of(client, client2, server)) {
      if (top.sound(ScenarioKeys.WINDOW)) {
        refuseMoreThanTheWindow(script);
      }
    }
  }

  private void refuseWrongBeginning(WrittenScript script) {
    Place startPlace = top.placeOf(ScenarioKeys.START);
    List<ScriptWord> words = script.words();
    if (!established() && script.sound() && !script.first().verb().opens()) {
      complaints.add(
          complaints.blame(script.first().place(), startPlace),
          "a script begins with 'open' or 'listen' unless the world has 'start: established'"
              + whenItBegins(script.first()));
    }
    for (int i = 0; i < words.size(); i++) {
      ScriptWord word = words.get(i);
      boolean isOpen = established() && i == 0 && script.equals(client);
      boolean each = server.keepsListening() && word.verb() == Verb.OPEN && !isOpen; // a new socket
      if (!word.verb().opens() || each || (word.verb() == Verb.KEEP && i == 0)) {
        continue;
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

  /** Says that waiting before the first call is needless. */
  static String whenItBegins(ScriptWord first) {
    return first.verb() == Verb.WAIT ? "; when it begins is the search's choice" : "";
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
    if (established() || !listens(client) || !listens(server)) {
      return;
    }
    complaints.add(
        complaints.blame(
            client.first().place(), server.first().place(), top.placeOf(ScenarioKeys.START)),
        "both ends listen and nobody opens");
  }

  private void refuseOpenServerWhereHalfClosed() {
    if (start == Start.HALF_CLOSED && server.sound()) {
      ScriptWord first = server.first();
      if (first.verb() != Verb.CLOSE || first.extended()) {
        complaints.add(
            complaints.blame(first.place(), top.placeOf(ScenarioKeys.START)),
            "in a world that starts half-closed the server's script begins with 'close'");
      }
    }
  }

  private static boolean listens(WrittenScript script) {
    return script.sound()
        && (script.first().verb() == Verb.LISTEN || script.keepsListening())
        && script.words().stream().noneMatch(word -> word.verb() == Verb.OPEN);
  }

  private void refuseMoreThanTheWindow(WrittenScript script) {
    int sent = 0;
    for (ScriptWord word : script.words()) {
      sent = word.verb() == Verb.OPEN ? 0 : sent;
      boolean fitted = sent <= window;
      sent += word.verb() == Verb.SEND ? word.number() : 0;
      if (fitted && sent > window) {
        complaints.add(
            complaints.blame(word.place(), top.placeOf(ScenarioKeys.WINDOW)),
            "%s sends %d bytes in all, and the window is %d"
                .formatted(nameOf(script), script.bytesSent(), window));
      }
    }
  }

  private String nameOf(WrittenScript script) {
    return script.equals(server) ? "the server" : script.equals(client) ? "the client" : "client2";
  }
}
