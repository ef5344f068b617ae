package io.tarry.tcp;

import static io.tarry.tcp.AnyWorlds.mostly;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What applications say, wait for and close in one session, and the scripts that this makes. */
final class AnyScripts {

  private AnyScripts() {}

  /** What a script can say after it has opened; {@code number} counts bytes or ticks. */
  record Word(Call call, int number, boolean onEof, int closeAfter) {

    static final Word WAIT = new Word(Call.OPEN, 1, false, 0);

    boolean isWait() {
      return call == Call.OPEN;
    }
  }

  record Session(boolean nonblocking, List<Word> words) {}

  /** What a server has to call first that has closed as the run begins. */
  static final Session CLOSES = new Session(false, List.of(new Word(Call.CLOSE, 0, false, 0)));

  static Arbitrary<Session> sessions() {
    Arbitrary<Word> middle =
        Arbitraries.of(
            new Word(Call.SEND, 1, false, 0),
            new Word(Call.RECEIVE, 1, false, 0),
            new Word(Call.RECEIVE, 0, true, 0),
            Word.WAIT,
            new Word(Call.SHUTDOWN, 0, false, 0),
            new Word(Call.SEND, 2, false, 0),
            new Word(Call.SEND, 1, true, 0),
            new Word(Call.RECEIVE, 1, false, 2),
            new Word(Call.SEND, 1, false, 2),
            new Word(Call.OPEN, 4, false, 0));
    Arbitrary<Word> last =
        Arbitraries.of(
            new Word(Call.CLOSE, 0, false, 0),
            new Word(Call.CLOSE, 0, true, 0),
            new Word(Call.CLOSE, 0, false, 0),
            new Word(Call.CLOSE, 0, true, 0),
            new Word(Call.ABORT, 0, false, 0),
            new Word(Call.ABORT, 0, true, 0),
            new Word(Call.SHUTDOWN, 0, false, 0),
            new Word(Call.SHUTDOWN, 0, true, 0),
            new Word(Call.RECEIVE, 0, true, 0));
    Arbitrary<List<Word>> middles = middle.list().ofMaxSize(2);
    return Combinators.combine(mostly(false, List.of(true)), middles, last)
        .as((nonblocking, words, end) -> {
          List<Word> all = new ArrayList<>(words);
          all.add(end);
          return new Session(nonblocking, withoutContradictions(all));
        });
  }

  /** After a shutdown nothing is sent, and nothing is shut down again. */
  private static List<Word> withoutContradictions(List<Word> words) {
    List<Word> sound = new ArrayList<>();
    boolean shut = false;
    for (Word word : words) {
      boolean sends = word.call() == Call.SEND || word.call() == Call.SHUTDOWN;
      if (!shut || !sends) {
        sound.add(word);
      }
      shut |= word.call() == Call.SHUTDOWN;
    }
    return sound;
  }

  /** As the reader compiles it: what only waits becomes what the next call waits for. */
  static Script script(Session session, Script.Instruction... opening) {
    List<Script.Instruction> steps = new ArrayList<>(List.of(opening));
    Script.Instruction next = Script.Instruction.of(Call.RECEIVE);
    boolean connects = opening.length > 0;
    boolean waitsToConnect = connects && !session.nonblocking();
    int received = 0;
    int pause = 0;
    int patience = 0;
    for (Word word : session.words()) {
      if (word.isWait()) {
        pause = word.number();
        continue;
      }
      boolean waits = word.call() == Call.RECEIVE;
      if (waits) {
        received += word.number();
        next = word.number() > 0 ? next.onceReceived(received) : next;
        patience = Math.max(patience, word.closeAfter());
      }
      next = word.onEof() ? next.onEndOfFile() : next;
      if (waitsToConnect || (connects && (waits || word.onEof()))) {
        next = next.onceConnected();
        waitsToConnect = false;
        connects = false;
      }
      if (!waits) {
        steps.add(
            new Script.Instruction(
                word.call(),
                word.call() == Call.SEND ? word.number() : 0,
                next.awaited(),
                Script.Ports.ANY,
                new Script.Times(pause, patience, word.closeAfter())));
        next = Script.Instruction.of(Call.RECEIVE);
        pause = 0;
        patience = 0;
      }
    }
    if (next.awaited().isData()) {
      steps.add(next.after(pause).orCloseAfter(patience));
    }
    return new Script(steps);
  }
}
