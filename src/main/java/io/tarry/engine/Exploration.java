package io.tarry.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One breadth-first walk through a model, level after level. Level 0 is the initial states; level n
 * is the states that n steps reach, and no fewer.
 *
 * <p>A level that a limit ends before its time is thrown away whole, with all that was counted and
 * caught in it, so that what a stopped walk says does not depend on where in the level it stopped.
 */
final class Exploration<M extends Model> {

  /** After this many states of a level the clock is looked at and progress reported. */
  static final int PULSE_STATES = 2048;

  private final M model;
  private final Judge<M> judge;
  private final Limits limits;
  private final Progress progress;
  private final StateStore store;
  private final Expansion expansion;
  private final long startNanos = System.nanoTime();

  private int[] levelStarts = new int[64];
  private int depth; // the last level, which is the one being expanded
  private int initialStates;
  private long transitions;

  private final Set<String> stoppedBy = new TreeSet<>();
  private final Set<String> cutOff = new TreeSet<>(); // the model's own limits, in this level

  /**
   * Readies a walk.
   *
   * @param bytesMax the most that the store may take; instead of the one in {@code limits}
   */
  Exploration(M model, int words, Judge<M> judge, Limits limits, long bytesMax, Progress progress) {
    this.model = model;
    this.judge = judge;
    this.limits = limits;
    this.progress = progress;
    store = new StateStore(words, bytesMax);
    expansion = new Expansion(words);
  }

  /** Walks until everything was seen or a limit is reached. */
  void run() {
    boolean goOn = findInitialStates();
    while (goOn) {
      goOn = mayExpandLevel() && expandLevel();
    }
  }

  /** The states in the order of their discovery, so level after level. */
  StateStore store() {
    return store;
  }

  /** The number of the first state of a level; 0 is the first level. */
  int levelStart(int level) {
    return levelStarts[level];
  }

  /** What kept the walk from seeing everything; empty if nothing did. */
  Optional<String> stoppedBy() {
    return stoppedBy.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", stoppedBy));
  }

  Statistics statistics() {
    return new Statistics(store.size(), initialStates, transitions, depth, store.peakBytes());
  }

  /** Shows that something is going on, also while levels are expanded again for the traces. */
  void report(long frontier) {
    progress.at(statistics(), frontier);
  }

  /** False if there were too many to store. */
  private boolean findInitialStates() {
    model.initialStates(new Initiation(expansion.before.length));
    if (store.isFull()) {
      return throwLevelAway(0, 0, "memory");
    }
    if (store.size() == 0) {
      throw new IllegalStateException(
          "the model has no initial state, so every claim about it would be empty talk");
    }
    initialStates = store.size();
    judge.levelEnds(0);
    stoppedBy.addAll(cutOff);
    return true;
  }

  private boolean mayExpandLevel() {
    if (limits.statesMax().isPresent() && store.size() >= limits.statesMax().get()) {
      stoppedBy.add("states");
      return false;
    }
    if (isTimeUp()) {
      stoppedBy.add("time");
      return false;
    }
    return true;
  }

  /** False if there is no further level, or this one was thrown away. */
  private boolean expandLevel() {
    int end = store.size();
    long transitionsBefore = transitions;
    cutOff.clear();
    int pulse = PULSE_STATES;
    for (int index = levelStarts[depth]; index < end; index++) {
      expansion.expand(index);
      if (store.isFull()) {
        String limit = store.size() == StateStore.STATES_MAX ? "states" : "memory";
        return throwLevelAway(end, transitionsBefore, limit);
      }
      if (--pulse == 0) {
        pulse = PULSE_STATES;
        report(end - 1L - index);
        if (isTimeUp()) {
          return throwLevelAway(end, transitionsBefore, "time");
        }
      }
    }
    judge.levelEnds(depth);
    stoppedBy.addAll(cutOff);
    report(0);
    if (store.size() == end) {
      return false; // everything was seen
    }
    depth++;
    if (depth == levelStarts.length) {
      levelStarts = Arrays.copyOf(levelStarts, 2 * depth);
    }
    levelStarts[depth] = end;
    return true;
  }

  /** What the judge saw of this level and {@code cutOff} do not count, as the level never ends. */
  private boolean throwLevelAway(int statesBefore, long transitionsBefore, String limit) {
    store.truncate(statesBefore);
    transitions = transitionsBefore;
    stoppedBy.add(limit);
    return false;
  }

  private boolean isTimeUp() {
    if (limits.timeMax().isEmpty()) {
      return false;
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return elapsed.compareTo(limits.timeMax().get()) >= 0;
  }

  /** Takes the initial states. */
  private final class Initiation implements Model.Sink {

    private final int words;

    Initiation(int words) {
      this.words = words;
    }

    @Override
    public void offer(int action, long[] state) {
      Contract.requireInitial(action);
      Contract.requireWords(words, state);
      if (store.add(state)) {
        judge.step(model, state, Model.INITIAL, state);
      }
    }

    @Override
    public void beyond(int action, String limit) {
      Contract.requireInitial(action);
      cutOff.add(limit);
    }
  }

  /** Takes the steps of one state after the other. */
  private final class Expansion implements Model.Sink {

    private final long[] before;
    private boolean hasWayOn;

    Expansion(int words) {
      before = new long[words];
    }

    void expand(int index) {
      store.read(index, before);
      hasWayOn = false;
      model.successors(before, this);
      Contract.requireUnchanged(store, index, before);
      if (!hasWayOn) {
        judge.stuckState(model, before);
      }
    }

    @Override
    public void offer(int action, long[] after) {
      Contract.requireAction(action);
      Contract.requireWords(before.length, after);
      transitions++;
      hasWayOn = hasWayOn || !Arrays.equals(before, after);
      judge.step(model, before, action, after);
      store.add(after);
    }

    @Override
    public void beyond(int action, String limit) {
      Contract.requireAction(action);
      transitions++;
      hasWayOn = true;
      cutOff.add(limit);
    }
  }
}
