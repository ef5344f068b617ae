package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.monitor.PropertyDiscoveries;
import io.tarry.engine.monitor.RememberedMarks;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateCompression;
import io.tarry.engine.store.StateCompressor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A walk through a model that asks for every step twice: of the model, and by keys of another one
 * that remembers its steps. Both have to offer the same, and what is remembered of a step has to be
 * what each discovery says of it.
 */
public final class StepsTwice<M extends Model> {

  private static final int ASK_BETWEEN = 3; // as a search does that cannot tell by a mark

  private final M model;
  private final M remembering;
  private final StateCompressor compressor;
  private final List<Discovery<M>> discoveries;
  private final Marks marks;
  private final KeySteps steps;
  private final Supplier<String> about;
  private final Optional<Symmetry> symmetry;
  private final long[] state;
  private final Set<String> limits = new TreeSet<>();
  private boolean paid = true;
  private long offered;
  private final Set<String> unsure = new TreeSet<>();

  private StepsTwice(
      Supplier<M> models,
      List<Property<M>> properties,
      Optional<Supplier<Symmetry>> symmetries,
      Supplier<String> about) {
    model = models.get();
    remembering = models.get();
    compressor =
        StateCompression.of(model.words(), model.controlWords(), new MemoryBudget(Long.MAX_VALUE))
            .compressor();
    symmetry = symmetries.map(Supplier::get);
    this.about = about;
    state = new long[model.words()];
    discoveries =
        properties.stream()
            .flatMap(
                property -> PropertyDiscoveries.of(property, state.length).discoveries().stream())
            .filter(discovery -> !discovery.isAmongStuckStates())
            .toList();
    marks = new Marks();
    steps =
        remembering
            .keySteps(compressor.stateKeys().orElseThrow(), marks, symmetries.map(Supplier::get))
            .orElseThrow();
  }

  /**
   * Walks breadth first and depth first in turns, as long as steps can be remembered.
   *
   * @param models makes the same model each time, one that can remember its steps
   * @param properties what steps are judged by
   * @param symmetries make the representatives of states after steps, if there are to be any
   * @param statesMax how many states to ask at most
   * @param about says of which model something is not so
   */
  public static <M extends Model> StepsTwice<M> walk(
      Supplier<M> models,
      List<Property<M>> properties,
      Optional<Supplier<Symmetry>> symmetries,
      int statesMax,
      Supplier<String> about) {
    var walk = new StepsTwice<>(models, properties, symmetries, about);
    walk.walk(statesMax);
    return walk;
  }

  /** How many steps were offered by keys. */
  public long offered() {
    return offered;
  }

  /** How many of them were not looked up, but worked out. */
  public long workedOut() {
    return marks.judged;
  }

  /** The properties of which a discovery could not tell by what was remembered of a step. */
  public Set<String> unsure() {
    return Set.copyOf(unsure);
  }

  /** Whether no trial of remembering has failed. */
  public boolean paid() {
    return paid && !steps.isFull();
  }

  /** The limits of the model that were met. */
  public Set<String> limits() {
    return Set.copyOf(limits);
  }

  private void walk(int statesMax) {
    Set<Long> known = new HashSet<>();
    Deque<Long> next = new ArrayDeque<>();
    model.initialStates((Taking) (action, after) -> next.add(keyOf(after)));
    known.addAll(next);
    for (int asked = 0; asked < statesMax && !next.isEmpty() && !steps.isFull(); asked++) {
      if (!steps.pays()) {
        paid = false;
        steps.tryAgain();
      }
      long key = asked % 2 == 0 ? next.removeFirst() : next.removeLast();
      Asked byModel = new Asked();
      compressor.unfold(key, state);
      model.successors(state, byModel);
      if (asked % ASK_BETWEEN == 0) {
        remembering.successors(state, (Taking) this::monitor);
      }
      requireSame(key, byModel);
      for (Edge edge : byModel.verdicts.keySet()) {
        if (known.add(edge.next)) {
          next.add(edge.next);
        }
      }
    }
  }

  private void monitor(int action, long[] after) {
    discoveries.forEach(discovery -> discovery.isMatch(remembering, state, action, after));
  }

  private void requireSame(long key, Asked byModel) {
    Looked looked = new Looked(byModel);
    boolean whole = steps.successors(key, looked);
    // Steps of a state that could not be finished are nevertheless steps of it.
    assertThat(looked.others).as(() -> "other steps of " + where(key)).isEmpty();
    assertThat(looked.misjudged).as(() -> "steps judged otherwise of " + where(key)).isEmpty();
    if (whole) {
      assertThat(looked.count).as(() -> "steps of " + where(key)).isEqualTo(byModel.count);
      assertThat(looked.beyond)
          .as(() -> "limits met by " + where(key))
          .containsExactlyInAnyOrderElementsOf(byModel.beyond);
    }
    offered += looked.count;
    limits.addAll(looked.beyond.stream().map(Beyond::limit).toList());
  }

  private long keyOf(long[] after) {
    long[] representative = after.clone();
    symmetry.ifPresent(one -> one.represent(representative));
    return compressor.fold(representative);
  }

  private String where(long key) {
    compressor.unfold(key, state);
    return Arrays.toString(state) + " of\n" + about.get();
  }

  /** A sink of a model that looks at what is offered alone. */
  private interface Taking extends Model.Sink {

    @Override
    default void beyond(int action, String limit) {}
  }

  private record Edge(int action, long next) {}

  private record Beyond(int action, String limit) {}

  /** What the model offers, with what each discovery says. */
  private final class Asked implements Model.Sink {

    private final Map<Edge, List<BitSet>> verdicts = new HashMap<>();
    private final List<Beyond> beyond = new ArrayList<>();
    private int count;

    @Override
    public void offer(int action, long[] after) {
      BitSet quarries = new BitSet();
      for (int i = 0; i < discoveries.size(); i++) {
        quarries.set(i, discoveries.get(i).isMatch(model, state, action, after));
      }
      Edge edge = new Edge(action, keyOf(after));
      verdicts.computeIfAbsent(edge, one -> new ArrayList<>()).add(quarries);
      count++;
    }

    @Override
    public void beyond(int action, String limit) {
      beyond.add(new Beyond(action, limit));
    }
  }

  /** What is offered by key, compared with that. */
  private final class Looked implements KeySteps.Sink {

    private final Map<Edge, List<BitSet>> expected = new HashMap<>();
    private final List<Beyond> beyond = new ArrayList<>();
    private final List<Edge> others = new ArrayList<>();
    private final List<String> misjudged = new ArrayList<>();
    private int count;

    Looked(Asked asked) {
      asked.verdicts.forEach((edge, verdicts) -> expected.put(edge, new ArrayList<>(verdicts)));
    }

    @Override
    public void offer(int action, long next, int mark) {
      count++;
      Edge edge = new Edge(action, next);
      List<BitSet> verdicts = expected.getOrDefault(edge, List.of());
      if (verdicts.isEmpty()) {
        others.add(edge);
        return;
      }
      Optional<BitSet> same = verdicts.stream().filter(one -> marks.agree(mark, one)).findFirst();
      if (same.isEmpty()) {
        misjudged.add(edge + " by " + marks.difference(mark, verdicts.get(0)));
      } else {
        verdicts.remove(same.get());
      }
    }

    @Override
    public void beyond(int action, String limit) {
      beyond.add(new Beyond(action, limit));
    }
  }

  /** Marks of all discoveries together, as a search has them, and of each discovery by itself. */
  private final class Marks implements StepMarks {

    private final RememberedMarks<M> together = new RememberedMarks<>(remembering, discoveries);
    private final List<RememberedMarks<M>> each =
        discoveries.stream()
            .map(discovery -> new RememberedMarks<>(remembering, List.of(discovery)))
            .toList();
    private final List<int[]> numbers = new ArrayList<>();
    private long judged;

    @Override
    public int of(long[] before, int action, long[] after) {
      judged++;
      int[] marks = new int[1 + each.size()];
      marks[0] = together.of(before, action, after);
      for (int i = 0; i < each.size(); i++) {
        marks[1 + i] = each.get(i).of(before, action, after);
      }
      numbers.add(marks);
      return numbers.size() - 1;
    }

    boolean agree(int number, BitSet quarries) {
      return difference(number, quarries).isEmpty();
    }

    /** The discoveries of which the mark does not say what is so. */
    List<String> difference(int number, BitSet quarries) {
      List<String> differ = new ArrayList<>();
      int[] marks = numbers.get(number);
      Set<Discovery<M>> met = new HashSet<>();
      boolean anyUnsure = false;
      for (int i = 0; i < each.size(); i++) {
        boolean cannotTell = each.get(i).isUnsure(marks[1 + i]);
        anyUnsure |= cannotTell;
        if (cannotTell) {
          unsure.add(discoveries.get(i).property());
        } else if (each.get(i).isMet(marks[1 + i]) != quarries.get(i)) {
          differ.add(discoveries.get(i).property());
        } else if (quarries.get(i)) {
          met.add(discoveries.get(i));
        }
      }
      boolean asTogether =
          together.isUnsure(marks[0]) == anyUnsure
              && together.isMet(marks[0]) == !met.isEmpty()
              && met.equals(Set.copyOf(together.met(marks[0])));
      if (!asTogether) {
        differ.add("all hunts together");
      }
      return differ;
    }
  }
}
