package io.tarry.scenario;

import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Script.Ports;
import io.tarry.tcp.settings.Script.Times;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the script of one end, and checks it by itself. */
final class ScriptReader {

  private final Durations durations;
  private final Complaints complaints;

  ScriptReader(Durations durations, Complaints complaints) {
    this.durations = durations;
    this.complaints = complaints;
  }

  /**
   * A script as it is written.
   *
   * @param sound whether all its words are right
   */
  record WrittenScript(List<ScriptWord> words, boolean sound) {

    /** A script that is not written. */
    static final WrittenScript NONE = new WrittenScript(List.of(), false);

    /** The first word of a sound script. */
    ScriptWord first() {
      return words.get(0);
    }

    /** The most bytes that one session sends. */
    int bytesSent() {
      return sessions().stream()
          .mapToInt(session ->
              session.stream()
                  .filter(word -> word.verb() == Verb.SEND)
                  .mapToInt(ScriptWord::number)
                  .sum())
          .max()
          .orElse(0);
    }

    /** The words for each socket: each {@code open} except the first begins a new one. */
    List<List<ScriptWord>> sessions() {
      List<List<ScriptWord>> sessions = new ArrayList<>();
      for (ScriptWord word : words) {
        boolean opensWhatListened =
            sessions.size() == 1
                && sessions.get(0).size() == 1
                && sessions.get(0).get(0).verb() == Verb.LISTEN;
        if (word.verb() == Verb.AGAIN) {
          continue;
        }
        if (sessions.isEmpty() || (word.verb() == Verb.OPEN && !opensWhatListened)) {
          sessions.add(new ArrayList<>());
        }
        sessions.get(sessions.size() - 1).add(word);
      }
      // Waits after the last step of one socket belong before the first step of the next.
      List<List<ScriptWord>> moved = new ArrayList<>();
      for (int i = 0; i < sessions.size(); i++) {
        List<ScriptWord> before = sessions.get((i + sessions.size() - 1) % sessions.size());
        List<ScriptWord> own = sessions.get(i);
        List<ScriptWord> session = new ArrayList<>(before.subList(steps(before), before.size()));
        session.addAll(own.subList(0, steps(own)));
        moved.add(session);
      }
      return moved;
    }

    /** How many words there are up to the last that does something. */
    private static int steps(List<ScriptWord> session) {
      int steps = session.size();
      while (steps > 0 && session.get(steps - 1).verb() == Verb.WAIT) {
        steps--;
      }
      return steps;
    }

    /** How many times the script is gone through. */
    int times() {
      return words.stream()
          .filter(word -> word.verb() == Verb.AGAIN)
          .mapToInt(word -> word.number() + 1)
          .findFirst()
          .orElse(1);
    }

    boolean keepsListening() {
      return !words.isEmpty() && words.get(0).verb() == Verb.KEEP;
    }

    Program program(int processes, int restarts) {
      List<Script> scripts = sessions().stream().map(ScriptReader::compile).toList();
      return new Program(
          scripts.isEmpty() ? List.of(Script.of()) : scripts,
          times(),
          processes,
          keepsListening(),
          restarts);
    }
  }

  WrittenScript read(List<Node> nodes) {
    List<ScriptWord> words = new ArrayList<>();
    for (Node node : nodes) {
      ScriptWord.read(node, durations, complaints).ifPresent(words::add);
    }
    refuseWhatCannotFollow(words);
    return new WrittenScript(words, !words.isEmpty() && words.size() == nodes.size());
  }

  private void refuseWhatCannotFollow(List<ScriptWord> words) {
    Set<Verb> before = EnumSet.noneOf(Verb.class);
    for (ScriptWord word : words) {
      if (word.verb() == Verb.OPEN && !before.contains(Verb.LISTEN)) {
        before.clear(); // a new socket begins
      }
      before.stream()
          .filter(verb -> excludes(verb, word.verb()))
          .findFirst()
          .ifPresent(verb ->
              complaints.add(
                  word.place(),
                  "'%s' cannot follow '%s'".formatted(word.verb().word(), verb.word())));
      before.add(word.verb());
    }
  }

  /** Whether the later word is impossible after the earlier one. */
  private static boolean excludes(Verb earlier, Verb later) {
    return switch (earlier) {
      case OPEN, LISTEN, KEEP, SEND, RECEIVE, EOF, WAIT, AGAIN -> false;
      case SHUTDOWN -> later == Verb.SEND || later == Verb.SHUTDOWN;
      case CLOSE -> later == Verb.SEND || later == Verb.SHUTDOWN || later == Verb.CLOSE;
      case ABORT -> later != Verb.AGAIN && later != Verb.WAIT;
    };
  }

  /** Turns words into a script; a word that only waits becomes a condition of the next call. */
  static Script compile(List<ScriptWord> words) {
    List<Instruction> instructions = new ArrayList<>();
    Instruction waiting = Instruction.of(Call.RECEIVE);
    boolean perhapsUnconnected = false;
    int received = 0;
    int pause = 0;
    int patience = 0;
    for (ScriptWord word : words) {
      if (word.verb() == Verb.WAIT) {
        pause = word.number();
        continue;
      }
      patience = word.verb().waits() ? Math.max(patience, word.patience()) : patience;
      if (word.verb() == Verb.RECEIVE) {
        received += word.number();
        waiting = waiting.onceReceived(received);
      }
      if (word.awaitsEof()) {
        waiting = waiting.onEndOfFile();
      }
      if (perhapsUnconnected && (word.verb().waits() || word.awaitsEof())) {
        // Nothing arrives before the connection is established. A wait for bytes alone would not
        // say so.
        waiting = waiting.onceConnected();
        perhapsUnconnected = false;
      }
      if (!word.verb().waits()) {
        instructions.add(
            new Instruction(
                word.verb().call(),
                word.verb() == Verb.SEND ? word.number() : 0,
                waiting.awaited(),
                new Ports(word.fromPort(), word.toPort()),
                new Times(pause, patience, word.patience())));
        pause = 0;
        patience = 0;
        waiting = Instruction.of(Call.RECEIVE);
        if (word.verb().opens()) {
          perhapsUnconnected = word.nonblocking();
          waiting = word.nonblocking() ? waiting : waiting.onceConnected();
        }
      }
    }
    if (waiting.awaited().isData()) {
      instructions.add(waiting.after(pause).orCloseAfter(patience));
    }
    return new Script(instructions);
  }
}
