package io.tarry.property.second;

import io.tarry.engine.Model;
import io.tarry.engine.Property.Kind;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All states of a small world and all steps between them, each with what the sentences say of it.
 * States are numbered as they are found.
 */
final class RunGraph {

  /**
   * A step.
   *
   * @param begins the claims about runs of which it begins what must come to an end
   * @param ends those of which it is, or shows, the end
   * @param owedToTime what it does of what "as time passes" assumes; nothing, if it changes nothing
   * @param owed what it does of what "in a fair run" assumes, likewise
   */
  record Edge(
      int from,
      int action,
      int to,
      Set<String> begins,
      Set<String> ends,
      Set<Duty> owedToTime,
      Set<Duty> owed) {

    Set<Duty> duties(boolean timeAlone) {
      return timeAlone ? owedToTime : owed;
    }
  }

  private final TcpModel model;
  private final int most;
  private final Map<List<Long>, Integer> numbers = new HashMap<>();
  private final List<long[]> states = new ArrayList<>();
  private final List<History> histories = new ArrayList<>(); // one that leads there
  final List<Edge> beginnings = new ArrayList<>();
  final List<List<Edge>> from = new ArrayList<>();
  private boolean whole = true;

  private RunGraph(TcpModel model, int most) {
    this.model = model;
    this.most = most;
  }

  /** That of a world that has no more states than that, and no step beyond its limits. */
  static Optional<RunGraph> of(TcpModel model, int most) {
    RunGraph graph = new RunGraph(model, most);
    graph.explore();
    return graph.whole ? Optional.of(graph) : Optional.empty();
  }

  int size() {
    return states.size();
  }

  /** The number of a state. */
  int numberOf(long[] state) {
    Integer number = numbers.get(key(state));
    if (number == null) {
      throw new AssertionError("no run leads to such a state");
    }
    return number;
  }

  private void explore() {
    model.initialStates(
        new Sink() {
          @Override
          public void offer(int action, long[] state) {
            History history = new History(model.settings(), model.after().ends().size());
            history.begin(Moment.Shot.of(model.after()));
            int number = number(state, history);
            Moment moment = Moment.of(model);
            beginnings.add(edge(number, action, number, moment, history, history));
          }
        });
    for (int state = 0; state < states.size() && whole; state++) {
      int number = state;
      History before = histories.get(state);
      model.successors(
          states.get(state).clone(),
          new Sink() {
            @Override
            public void offer(int action, long[] next) {
              if (whole) {
                Moment moment = Moment.of(model);
                History after = before.copy();
                after.add(moment);
                int to = number(next, after);
                from.get(number).add(edge(number, action, to, moment, before, after));
              }
            }
          });
    }
  }

  private Edge edge(int from, int action, int to, Moment moment, History before, History after) {
    RunSentences sentences = new RunSentences(model.settings(), moment, before, after);
    boolean changes = from != to;
    return new Edge(
        from,
        action,
        to,
        thoseThatAreSo(sentences.beginnings()),
        thoseThatAreSo(sentences.ends()),
        changes ? Duty.of(moment, model.settings(), true) : Set.of(),
        changes ? Duty.of(moment, model.settings(), false) : Set.of());
  }

  private static Set<String> thoseThatAreSo(Map<String, Boolean> says) {
    says.values().removeIf(so -> !so);
    return Set.copyOf(says.keySet());
  }

  private int number(long[] state, History history) {
    Integer known = numbers.putIfAbsent(key(state), states.size());
    if (known != null) {
      return known;
    }
    states.add(state.clone());
    histories.add(history);
    from.add(new ArrayList<>());
    whole &= states.size() <= most;
    return states.size() - 1;
  }

  private static List<Long> key(long[] state) {
    return Arrays.stream(state).boxed().toList();
  }

  private abstract class Sink implements Model.Sink {
    @Override
    public void beyond(int action, String limit) {
      whole = false;
    }
  }

  /** Whether a claim is about whole runs. */
  static boolean decides(Claim claim) {
    Kind kind = claim.property().kind();
    return kind == Kind.LEADS_TO || kind == Kind.NO_ENDLESS_EXCHANGE;
  }
}
