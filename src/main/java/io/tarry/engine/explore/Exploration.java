package io.tarry.engine.explore;

import io.tarry.engine.Checkpoint;
import io.tarry.engine.CheckpointException;
import io.tarry.engine.Model;
import io.tarry.engine.OutOfMemory;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Statistics;
import io.tarry.engine.checkpoint.CheckpointSchedule;
import io.tarry.engine.checkpoint.SavedSearch;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.monitor.PropertyMonitor;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.KeySet;
import io.tarry.engine.store.Level;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.PrefixCompression;
import io.tarry.engine.store.SpillFile;
import io.tarry.engine.store.SpillSpace;
import io.tarry.engine.store.StateCompression;
import io.tarry.engine.threads.WorkQueue;
import io.tarry.engine.threads.WorkerPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One breadth-first walk through a model, level after level. Level 0 is the initial states; level n
 * is the states that n steps reach, and no fewer.
 *
 * <p>The threads share a level's states; what they find is brought together when the level ends, so
 * that nothing depends on which thread found what, or when. A level that a limit ends before its
 * time is thrown away whole, with all that was counted and found in it, so that what a stopped walk
 * says does not depend on where in the level it stopped.
 */
public final class Exploration<M extends Model> implements AutoCloseable {

  private final WorkerPool pool;
  private final List<Worker<M>> workers;
  private final SearchOptions options;
  private final MemoryBudget memory;
  private final StateCompression compression;
  private final KeySet keys;
  private final LevelBuilder levelBuilder;
  private final SpillSpace overflow;
  private final Optional<UncoveredStates> maximal;
  private final Optional<SavedSearch> saved;
  private final Optional<CheckpointSchedule> saving;
  private final WalkLimits limits;

  private final List<Level> levels = new ArrayList<>();
  private final AtomicLong transitions = new AtomicLong();
  private long transitionsToLevels; // those of the levels that ended
  private long states; // of the levels that ended
  private boolean remembersSteps;
  private boolean decided;

  /**
   * Readies a walk.
   *
   * @param models one for each of the pool
   * @param monitors makes one for a thread, of the same questions each time
   * @param bytesMax the most that the search structures may take; instead of the one in limits
   * @param saved where the walk is saved, if it is
   */
  public Exploration(
      WorkerPool pool,
      List<? extends M> models,
      int words,
      Supplier<PropertyMonitor<M>> monitors,
      long bytesMax,
      SearchOptions options,
      Optional<SavedSearch> saved) {
    this.pool = pool;
    this.options = options;
    memory = new MemoryBudget(bytesMax);
    limits = new WalkLimits(options, memory, pool::isFailing);
    this.saved = saved;
    overflow = new SpillSpace(memory, fileMaker());
    saving = saved.map(search -> new CheckpointSchedule(search, overflow));
    Optional<PrefixCompression> groups =
        options
            .covering()
            .map(covering -> new PrefixCompression(covering.groupWords(), words, memory));
    maximal = groups.map(it -> new UncoveredStates(options.covering().get(), it.rests(), memory));
    compression =
        groups
            .<StateCompression>map(it -> it)
            .orElseGet(() ->
                StateCompression.of(
                    words,
                    ModelContract.requireControlWords(models.get(0).controlWords(), words),
                    memory));
    keys = new KeySet(memory, overflow, options.grain(), compression.halves(), options.compact());
    levelBuilder = new LevelBuilder(pool, keys, memory, overflow, options.grain());
    workers =
        IntStream.range(0, pool.size())
            .mapToObj(thread ->
                new Worker<M>(
                    models.get(thread),
                    words,
                    monitors.get(),
                    options.symmetries().map(Supplier::get),
                    compression.compressor(),
                    keys,
                    transitions))
            .toList();
  }

  private Optional<Supplier<SpillFile>> fileMaker() {
    if (saved.isPresent()) {
      return Optional.of(saved.get()::createBlocks);
    }
    return options
        .spillFolder()
        .map(folder ->
            () -> SpillFile.createTemporary(folder.resolve("tarry-" + UUID.randomUUID())));
  }

  /** Walks until everything was seen or a limit is reached. */
  public void run() {
    try {
      walk();
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      // A level that did not end is thrown away: only the levels before it count.
      memory.exhaust();
      transitions.set(transitionsToLevels);
      states = levels.stream().mapToLong(Level::size).sum();
      limits.stop();
    }
    keys.discard();
    workers.forEach(Worker::discard);
    if (memory.isExhausted()) {
      workers.forEach(Worker::forgetSteps); // they may not know a key that was refused a number
    }
    saving.ifPresent(now -> now.saveAtTheEnd(state(!limits.hasStopped())));
  }

  private void walk() {
    boolean resumed = options.checkpoint().map(Checkpoint::resumed).orElse(false);
    boolean goOn = resumed ? resume() : findInitialStates();
    rememberStepsOfMany();
    while (goOn) {
      noteWhetherDecided();
      saving.ifPresent(now -> now.saveIfDue(state(false)));
      goOn = mayExpandLevel() && expandLevel();
      rememberStepsOfMany();
    }
  }

  /** Begins to remember steps once there are many states; from then on it is never begun again. */
  private void rememberStepsOfMany() {
    boolean areMany = states >= options.grain().statesToRememberSteps();
    if (options.remembersSteps() && areMany && !remembersSteps) {
      remembersSteps = true;
      workers.forEach(worker -> worker.rememberSteps(options.grain()));
    }
  }

  private void noteWhetherDecided() {
    if (!decided && monitor().isDecided()) {
      decided = true;
      if (!options.endsOnceDecided()) {
        options.progress().begins(Progress.Stage.STATES_THOUGH_DECIDED);
      }
    }
  }

  /** What the walk was made with, one a thread. */
  List<Worker<M>> workers() {
    return workers;
  }

  /** The states that so many steps reach, and no fewer. */
  Level level(int number) {
    return levels.get(number);
  }

  /** The questions, with what all threads together found. */
  public PropertyMonitor<M> monitor() {
    return workers.get(0).monitor();
  }

  /** What kept the walk from seeing everything; empty if nothing did. */
  public Set<String> limits() {
    return limits.reached();
  }

  /**
   * The most that the probability can be that a state was missed since another was taken for it:
   * the sum over all pairs of states (Stern and Dill, CHARME 1995).
   */
  public double omissionProbability() {
    double pairs = (double) states * (states - 1) / 2;
    return options.compact() ? Math.min(1, pairs * Math.pow(2, -KeySet.COMPACT_BITS)) : 0;
  }

  /** Whether the walk was ended from outside, by somebody who waits no longer. */
  public boolean wasCancelled() {
    return limits.wasCancelled();
  }

  /**
   * Whether the recovery of runs is to end, asked often by all threads. It expands no more than the
   * walk did, so it may take as long again as the walk might.
   */
  boolean isRecoveryOver() {
    return limits.isRecoveryOver();
  }

  /** Says that the recovery of runs was ended. */
  void recoveryEnded() {
    limits.stopRecovery();
  }

  /** Says that the recovery of runs ended for want of memory. */
  public void recoveryLacksMemory() {
    limits.stopBy("memory");
  }

  public Statistics statistics() {
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
    options.progress().at(statistics(Math.max(states, keys.size())), frontier);
  }

  @Override
  public void close() {
    overflow.close();
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

  /** Goes back to where a saved walk was; false if there is no memory for it. */
  private boolean resume() {
    List<PropertyMonitor<M>> monitors = workers.stream().map(Worker::monitor).toList();
    SavedSearch.Resumed resumed = saved.orElseThrow().resume(compression.numberings(), monitors);
    saving.orElseThrow().isSaved(resumed);
    overflow.use(resumed.blocks());
    levels.addAll(resumed.levels());
    transitions.set(resumed.transitions());
    transitionsToLevels = resumed.transitions();
    limits.cutOffBy(resumed.cutOff());
    for (Level level : levels) {
      states += level.size();
      share(level, (worker, block) -> worker.recall(block));
      if (limits.isOver()) {
        states = levels.stream().mapToLong(Level::size).sum();
        limits.stop();
        return false;
      }
      keys.forgetFresh();
      overflow.takeEarly();
      keys.divideIfLarge();
      report(0);
    }
    if (!memory.isExhausted() && keys.size() != states) {
      throw new CheckpointException("the checkpoint is damaged: some states are in it twice");
    }
    return !resumed.whole();
  }

  private boolean mayExpandLevel() {
    if (options.limits().statesMax().isPresent() && states >= options.limits().statesMax().get()) {
      limits.stopBy("states");
    } else if (decided && options.endsOnceDecided()) {
      limits.stopBy(SearchResult.DECIDED);
    } else if (options.endsOnceViolated() && monitor().isViolated()) {
      limits.stopBy("a claim is violated");
    } else if (options.limits().depthMax().filter(max -> levels.size() > max).isPresent()) {
      limits.stopBy("depth");
    } else if (limits.isOver()) {
      limits.stop();
    }
    return !limits.hasStopped();
  }

  /** False if there is no further level, or this one was thrown away. */
  private boolean expandLevel() {
    Level level = levels.get(levels.size() - 1);
    long transitionsBefore = transitions.get();
    var left = new AtomicLong(level.size());
    share(
        level,
        (worker, block) ->
            worker.expand(block, () -> pulse(worker, left.addAndGet(-SearchOptions.PULSE_STATES))));
    return endLevel(transitionsBefore);
  }

  /** Lets the threads work through the blocks of a level. */
  private void share(Level level, BiConsumer<Worker<M>, Block> task) {
    List<Block> blocks = level.blocks();
    var shared = new WorkQueue(blocks.size(), limits::isOver);
    pool.work(
        pool.sizeFor(level.size()),
        thread -> {
          Worker<M> worker = workers.get(thread);
          shared.take(block -> task.accept(worker, blocks.get(block)));
          worker.flush();
        });
  }

  /** Reports, in the thread that called the search, and says whether to stop. */
  private boolean pulse(Worker<M> worker, long frontier) {
    if (worker == workers.get(0)) {
      report(Math.max(0, frontier)); // a pulse may count states of the level before
    }
    return limits.isOver();
  }

  /** Brings together what the threads found in the last level; false if no new one begins. */
  private boolean endLevel(long transitionsBefore) {
    Set<String> cutOffHere = new TreeSet<>();
    workers.forEach(worker -> cutOffHere.addAll(worker.takeCutOff()));
    Optional<Level> found =
        limits.mayHaveCutLevel() ? Optional.empty() : levelBuilder.level().flatMap(this::maximal);
    if (found.isEmpty()) {
      // A level that did not end is thrown away, with its cuts and what the monitors saw of it.
      transitions.set(transitionsBefore);
      limits.stop();
      return false;
    }
    endLevelOfMonitors();
    transitionsToLevels = transitions.get();
    limits.cutOffBy(cutOffHere);
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
    if (overflow.isNeeded()) {
      overflow.move(levels);
    }
    return true;
  }

  private Optional<Level> maximal(Level level) {
    return maximal.isPresent() ? maximal.get().of(level) : Optional.of(level);
  }

  private void endLevelOfMonitors() {
    PropertyMonitor<M> first = monitor();
    workers.forEach(worker -> first.adopt(worker.monitor()));
    workers.forEach(worker -> worker.monitor().adopt(first));
    int level = Math.max(0, levels.size() - 1);
    workers.forEach(worker -> worker.levelEnds(level));
  }

  private SavedSearch.State<M> state(boolean whole) {
    List<PropertyMonitor<M>> monitors = workers.stream().map(Worker::monitor).toList();
    return new SavedSearch.State<>(
        levels, transitions.get(), whole, limits.cutOff(), compression.numberings(), monitors);
  }
}
