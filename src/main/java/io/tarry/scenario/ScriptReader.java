package io.tarry.scenario;

import io.tarry.scenario.ScriptWord.Verb;
import io.tarry.tcp.Call;
import io.tarry.tcp.Script;
import io.tarry.tcp.Script.Instruction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads one end's script, and judges it for itself. */
final class ScriptReader {

  private final Complaints complaints;

  ScriptReader(Complaints complaints) {
    this.complaints = complaints;
  }

  /**
   * A script as a file has it.
   *
   * @param sound whether all its words could be read
   */
  record WrittenScript(List<ScriptWord> words, boolean sound) {

    int octetsSent() {
      return words.stream().filter(w -> w.verb() == Verb.SEND).mapToInt(ScriptWord::octets).sum();
    }
  }

  WrittenScript read(List<Node> nodes) {
    List<ScriptWord> words = new ArrayList<>();
    for (Node node : nodes) {
      ScriptWord.read(node, complaints).ifPresent(words::add);
    }
    refuseWhatCannotFollow(words);
    return new WrittenScript(words, !words.isEmpty() && words.size() == nodes.size());
  }

  private void refuseWhatCannotFollow(List<ScriptWord> words) {
    Set<Verb> before = EnumSet.noneOf(Verb.class);
    for (ScriptWord word : words) {
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

  /** Whether the one can never be said after the other. */
  private static boolean excludes(Verb earlier, Verb later) {
    return switch (earlier) {
      case OPEN, LISTEN, SEND, RECEIVE, EOF -> false;
      case SHUTDOWN -> later == Verb.SEND || later == Verb.SHUTDOWN;
      case CLOSE -> later == Verb.SEND || later == Verb.SHUTDOWN || later == Verb.CLOSE;
      case ABORT -> true;
    };
  }

  /** The steps of a script; what only waits becomes what the next call waits for. */
  static Script compile(List<ScriptWord> words) {
    List<Instruction> instructions = new ArrayList<>();
    Instruction waiting = Instruction.of(Call.RECEIVE);
    boolean perhapsUnconnected = false;
    int received = 0;
    for (ScriptWord word : words) {
      if (word.verb() == Verb.RECEIVE) {
        received += word.octets();
        waiting = waiting.onceReceived(received);
      }
      if (word.awaitsEof()) {
        waiting = waiting.onEndOfFile();
      }
      if (perhapsUnconnected && (word.verb().waits() || word.awaitsEof())) {
        // Nothing comes before the connection is there; so say, as tcp's wait for octets does not.
        waiting = waiting.onceConnected();
        perhapsUnconnected = false;
      }
      if (!word.verb().waits()) {
        instructions.add(
            new Instruction(
                waiting.waitForConnection(),
                waiting.waitForOctets(),
                waiting.waitForEndOfFile(),
                word.verb().call(),
                word.octets()));
        waiting = Instruction.of(Call.RECEIVE);
        if (word.verb().opens()) {
          perhapsUnconnected = word.nonblocking();
          waiting = word.nonblocking() ? waiting : waiting.onceConnected();
        }
      }
    }
    if (waiting.waitForOctets() > 0 || waiting.waitForEndOfFile()) {
      instructions.add(waiting);
    }
    return new Script(instructions);
  }
}
