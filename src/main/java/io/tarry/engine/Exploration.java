package io.tarry.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One breadth-first walk through a model, level after level. Level 0 is the initial states; level n
 * is the states that n steps reach, and no fewer.
 *
 * <p>The threads share a level's states; what they find is brought together when the level ends, so
 * that nothing depends on which thread found what, or when. A level that a limit ends before its
 * time is thrown away whole, with all that was counted and caught in it, so that what a stopped walk
 * says does not depend on where in the level it stopped.
 */
final class Exploration<M extends Model> {

  private final Crew crew;
  private final List<Worker<M>> workers;
  private final Limits limits;
  private final Progress progress;
  private final Memory memory;
  private final KeySet keys;
  private final Harvest harvest;
  private final long startNanos = System.nanoTime();

  private final List<Level> levels = new ArrayList<>();
  private final AtomicLong transitions = new AtomicLong();
  private long states; // of the levels that ended
  private final Set<String> stoppedBy = new TreeSet<>();
  private volatile boolean timeIsUp;

  /**
   * Readies a walk.
   *
   * @param models one for each of the crew
   * @param judges makes one for a thread, of the same questions each time
   * @param bytesMax the most that the search structures may take; instead of the one in limits
   */
  Exploration(
      Crew crew,
      List<? extends M> models,
      int words,
      Supplier<Judge<M>> judges,
      Limits limits,
      long bytesMax,
      Grain grain,
      Progress progress) {
    this.crew = crew;
    this.limits = limits;
    this.progress = progress;
    memory = new Memory(bytesMax);
    keys = new KeySet(memory, grain);
    harvest = new Harvest(crew, keys, memory, grain);
    Folding folding = Folding.of(words, memory);
    workers =
        IntStream.range(0, crew.size())
            .mapToObj(
                thread ->
                    new Worker<M>(
                        models.get(thread), words, judges.get(), folding.folder(), keys, transitions))
            .toList();
  }

  /** Walks until everything was seen or a limit is reached. */
  void run() {
    boolean goOn = findInitialStates();
    while (goOn) {
      goOn = mayExpandLevel() && expandLevel();
    }
    keys.discard();
  }

  /** What the walk was made with, one a thread. */
  List<Worker<M>> workers() {
    return workers;
  }

  /** The states that so many steps reach, and no fewer. */
  Level level(int number) {
    return levels.get(number);
  }

  /** The questions, with what all threads together caught. */
  Judge<M> judge() {
    return workers.get(0).judge();
  }

  /** What kept the walk from seeing everything; empty if nothing did. */
  Optional<String> stoppedBy() {
    return stoppedBy.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", stoppedBy));
  }

  Statistics statistics() {
    return statistics(states);
  }

  private Statistics statistics(long statesSoFar) {
    long initialStates = levels.isEmpty() ? 0 : levels.get(0).size();
    int depth = Math.max(0, levels.size() - 1);
    long peakBytes = levels.isEmpty() ? 0 : memory.peakBytes();
    return new Statistics(statesSoFar, initialStates, transitions.get(), depth, peakBytes);
  }

  /** Shows that something is going on, also while levels are expanded again for the traces. */
  void report(long frontier) {
    progress.at(statistics(Math.max(states, keys.size())), frontier);
  }

  /** False if there were too many to store. */
  private boolean findInitialStates() {
    workers.get(0).findInitialStates();
    if (!memory.isExhausted() && keys.freshCount() == 0) {
      throw new IllegalStateException(
          "the model has no initial state, so every claim about it would be empty talk");
    }
    return endLevel(0);
  }

  private boolean mayExpandLevel() {
    if (limits.statesMax().isPresent() && states >= limits.statesMax().get()) {
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
    Level level = levels.get(levels.size() - 1);
    long transitionsBefore = transitions.get();
    var next = new AtomicInteger();
    var left = new AtomicLong(level.size());
    crew.work(
        crew.sizeFor(level.size()),
        thread -> {
          Worker<M> worker = workers.get(thread);
          int block;
          while (!isOver() && (block = next.getAndIncrement()) < level.blocks().size()) {
            worker.expand(
                level.blocks().get(block),
                () -> pulse(thread, left.addAndGet(-Worker.PULSE_STATES)));
          }
          worker.flush();
        });
    return endLevel(transitionsBefore);
  }

  /** Looks at the clock, and reports, if this is the thread that called the search. */
  private boolean pulse(int thread, long frontier) {
    if (thread == 0) {
      report(frontier);
    }
    return isOver();
  }

  private boolean isOver() {
    timeIsUp = timeIsUp || isTimeUp();
    return timeIsUp || memory.isExhausted() || crew.isFailing();
  }

  /** Brings together what the threads found in the last level; false if no new one begins. */
  private boolean endLevel(long transitionsBefore) {
    Set<String> cutOff = new TreeSet<>();
    workers.forEach(worker -> cutOff.addAll(worker.takeCutOff()));
    Optional<Level> found = timeIsUp ? Optional.empty() : harvest.level();
    if (found.isEmpty()) {
      // What the judges saw of this level and cutOff do not count, as the level never ends.
      transitions.set(transitionsBefore);
      stoppedBy.add(timeIsUp ? "time" : "memory");
      return false;
    }
    endLevelOfJudges();
    stoppedBy.addAll(cutOff);
    if (!levels.isEmpty()) {
      report(0);
    }
    Level level = found.get();
    if (level.size() == 0) {
      return false; // everything was seen
    }
    levels.add(level);
    states += level.size();
    keys.divideIfLarge();
    return true;
  }

  private void endLevelOfJudges() {
    Judge<M> first = judge();
    workers.forEach(worker -> first.adopt(worker.judge()));
    workers.forEach(worker -> worker.judge().adopt(first));
    int level = Math.max(0, levels.size() - 1);
    workers.forEach(worker -> worker.judge().levelEnds(level));
  }

  private boolean isTimeUp() {
    if (limits.timeMax().isEmpty()) {
      return false;
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return elapsed.compareTo(limits.timeMax().get()) >= 0;
  }
}
