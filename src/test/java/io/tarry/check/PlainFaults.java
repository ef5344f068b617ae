package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The fewest faults to each violation and witness, found by Dijkstra's algorithm over the whole
 * graph of a world that counts none. The order in which segments were sent is kept here, beside the
 * state.
 */
final class PlainFaults {

  /** How many faults, and then how many steps. */
  record Cost(int faults, int steps) implements Comparable<Cost> {
    @Override
    public int compareTo(Cost other) {
      return faults != other.faults
          ? Integer.compare(faults, other.faults)
          : Integer.compare(steps, other.steps);
    }
  }

  private record Node(List<Long> state, List<Segment> queue) {}

  private record Entry(Cost cost, Node node) {}

  private final TcpModel model;
  private final List<Claim> claims;
  private final Map<Node, Cost> known = new HashMap<>();
  private final PriorityQueue<Entry> open =
      new PriorityQueue<>((one, other) -> one.cost.compareTo(other.cost));

  /** By the id of a claim, and behind a slash the number of a witness. */
  private final Map<String, Cost> cheapest = new HashMap<>();

  private PlainFaults(Settings settings, List<Claim> claims) {
    model = new TcpModel(settings);
    this.claims = claims;
  }

  /**
   * The costs of all there is; empty if there are more than so many states, or some beyond a limit
   * of the world.
   */
  static Optional<Map<String, Cost>> of(Settings settings, List<Claim> claims, int most) {
    PlainFaults search = new PlainFaults(settings, claims);
    try {
      return search.walk(most) ? Optional.of(search.cheapest) : Optional.empty();
    } catch (Beyond beyond) {
      return Optional.empty();
    }
  }

  private boolean walk(int most) {
    Cost nothing = new Cost(0, 0);
    model.initialStates(
        (Offers)
            (action, state) -> {
              judge(state, action, state, nothing);
              reach(new Node(list(state), List.of()), nothing);
            });
    while (!open.isEmpty()) {
      Entry entry = open.remove();
      if (entry.cost.equals(known.get(entry.node))) {
        expand(entry.node, entry.cost);
      }
      if (known.size() > most) {
        return false;
      }
    }
    return true;
  }

  private void expand(Node node, Cost cost) {
    long[] state = node.state.stream().mapToLong(Long::longValue).toArray();
    boolean[] goesOn = new boolean[1];
    model.successors(
        state,
        (Offers)
            (action, next) -> {
              goesOn[0] |= !Arrays.equals(state, next);
              for (Entry entry : after(node.queue, next, cost)) {
                judge(state, action, next, entry.cost);
                reach(entry.node, entry.cost);
              }
            });
    if (!goesOn[0]) {
      model.show(state);
      for (Claim claim : claims) {
        if (claim.property().kind() == Property.Kind.NO_STUCK_STATE) {
          boolean proper = claim.property().claim().test(model, state, Model.INITIAL, state);
          note(claim.id() + (proper ? "/end" : ""), cost);
        }
      }
    }
  }

  /** What the step that the model shows leads to, for each segment that may be the one it moves. */
  private List<Entry> after(List<Segment> queue, long[] next, Cost cost) {
    Step step = model.step();
    Action.Kind kind = step.kind();
    List<Entry> entries = new ArrayList<>();
    boolean moves = step.isArrival() || kind == Action.Kind.LOSE;
    for (int i = 0; i < (moves ? queue.size() : 1); i++) {
      if (moves && !queue.get(i).equals(step.moved())) {
        continue;
      }
      List<Segment> then = new ArrayList<>(queue);
      int faults = kind == Action.Kind.LOSE || kind == Action.Kind.DELIVER_COPY ? 1 : 0;
      faults += step.isArrival() && overtakes(queue, i) ? 1 : 0;
      if (kind == Action.Kind.DELIVER || kind == Action.Kind.LOSE) {
        then.remove(i);
      }
      if (kind == Action.Kind.TICK) {
        then.replaceAll(Segment::older);
      }
      for (int sent = 0; sent < step.sentCount(); sent++) {
        if (!step.sentLost(sent)) {
          then.add(step.sent(sent));
        }
      }
      entries.add(
          new Entry(
              new Cost(cost.faults + faults, cost.steps + 1),
              new Node(list(next), List.copyOf(then))));
    }
    if (entries.isEmpty()) {
      throw new AssertionError(step.moved() + " is on its way, and was never sent");
    }
    return entries;
  }

  private boolean overtakes(List<Segment> queue, int index) {
    return queue.subList(0, index).stream()
        .anyMatch(older -> way(older).equals(way(queue.get(index))));
  }

  /** From which host to which; there is only one server. */
  private List<Object> way(Segment segment) {
    FourTuple tuple = model.before().topology().tuples().get(segment.from().connection());
    return List.of(segment.from().side(), tuple.clientAddress());
  }

  private void judge(long[] before, int action, long[] after, Cost cost) {
    for (Claim claim : claims) {
      var property = claim.property();
      boolean asked =
          property.kind() == Property.Kind.ALWAYS
              && property
                  .premise()
                  .map(test -> test.test(model, before, action, after))
                  .orElse(true);
      if (asked && !property.claim().test(model, before, action, after)) {
        note(claim.id(), cost);
      }
      List<StepTest<TcpModel>> witnesses = property.witnesses();
      for (int i = 0; i < witnesses.size(); i++) {
        if (witnesses.get(i).test(model, before, action, after)) {
          note(claim.id() + "/" + i, cost);
        }
      }
    }
  }

  private void note(String what, Cost cost) {
    cheapest.merge(what, cost, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  private void reach(Node node, Cost cost) {
    Cost before = known.get(node);
    if (before == null || cost.compareTo(before) < 0) {
      known.put(node, cost);
      open.add(new Entry(cost, node));
    }
  }

  private static List<Long> list(long[] state) {
    return Arrays.stream(state).boxed().toList();
  }

  private interface Offers extends Model.Sink {
    @Override
    default void beyond(int action, String limit) {
      throw new Beyond();
    }
  }

  /** A step leads beyond a limit of the world. */
  private static final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
