package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import io.tarry.engine.Statistics;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.StateCompression;
import io.tarry.engine.store.StateCompressor;
import io.tarry.engine.threads.WorkerPool;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds all states of a model once more, breadth first, and writes down all steps.
 *
 * <p>The threads share the blocks of a level. Each works out the steps of a block by itself, which
 * takes most of the time, and adds them when it is the block's turn. So states and steps are
 * numbered as one thread alone would number them, and nothing depends on how many there are.
 */
final class GraphBuilder<M extends Model> {

  private final LivenessBudget budget;
  private final SearchOptions options;
  private final Statistics searched;
  private final StepTable<M> steps;
  private final StateIndex<M> states;
  private final List<Expander> expanders;

  // The blocks of the level at hand.
  private final Lock lock = new ReentrantLock();
  private final Condition turn = lock.newCondition();
  private int firstNotTaken;
  private int levelEnd;
  private boolean failing;

  /**
   * Readies a graph.
   *
   * @param searched what the search counted
   */
  GraphBuilder(
      Supplier<? extends M> models,
      StepLabels<M> labels,
      LivenessBudget budget,
      SearchOptions options,
      Statistics searched) {
    this.budget = budget;
    this.options = options;
    this.searched = searched;
    List<M> oneEach =
        IntStream.range(0, options.threads()).<M>mapToObj(thread -> models.get()).toList();
    M first = oneEach.get(0);
    StateCompression compression = budget.compression(first.words(), first.controlWords());
    states = new StateIndex<>(first, compression.compressor(), budget);
    steps = new StepTable<>(states, budget.requireNumbers(searched.states()), budget);
    expanders =
        oneEach.stream()
            .map(model -> new Expander(model, compression.compressor(), labels.new Judge(model)))
            .toList();
  }

  /**
   * All steps.
   *
   * @throws IllegalStateException if that is not what the search found
   */
  StepTable<M> build() {
    try (var pool = new WorkerPool(options.threads(), options.grain())) {
      expanders.get(0).addInitialStates();
      while (states.endLevel()) {
        firstNotTaken = steps.statesDone();
        levelEnd = states.size();
        pool.work(pool.sizeFor(levelEnd - firstNotTaken), this::expandBlocks);
      }
    }
    steps.requireSame(searched);
    return steps;
  }

  private void expandBlocks(int thread) {
    Expander expander = expanders.get(thread);
    boolean failed = true;
    try {
      while (takeBlock(expander)) {
        expander.expand(thread == 0);
        addBlock(expander);
      }
      failed = false;
    } finally {
      if (failed) {
        giveUp();
      }
    }
  }

  /** Gives an expander the next block of the level; false if there is none left to do. */
  private boolean takeBlock(Expander expander) {
    lock.lock();
    try {
      int left = failing ? 0 : levelEnd - firstNotTaken;
      int count = Math.min(options.grain().keysABlock(), left);
      expander.take(firstNotTaken, count);
      firstNotTaken += count;
      return count > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Adds the steps of a block when it is its turn, which never comes if another thread failed. */
  private void addBlock(Expander expander) {
    lock.lock();
    try {
      while (expander.first != steps.statesDone() && !failing) {
        turn.awaitUninterruptibly();
      }
      if (!failing) {
        expander.addSteps();
        turn.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveUp() {
    lock.lock();
    try {
      failing = true;
      turn.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Works out the steps of one block after the other, for one thread. */
  private final class Expander implements Model.Sink {

    private final M model;
    private final StateCompressor compressor;
    private final StepLabels<M>.Judge judge;
    private final long[] before;

    // The states of the block, and of each the end of its steps and the groups possible there.
    private int first;
    private int count;
    private final long[] keys;
    private final int[] ends;
    private final int[] possible;

    private int stepCount;
    private long[] targets = new long[64];
    private int[] labels = new int[64];

    Expander(M model, StateCompressor compressor, StepLabels<M>.Judge judge) {
      this.model = model;
      this.compressor = compressor;
      this.judge = judge;
      before = new long[model.words()];
      int statesMax = options.grain().keysABlock();
      keys = new long[statesMax];
      ends = new int[statesMax];
      possible = new int[statesMax];
    }

    void addInitialStates() {
      model.initialStates(new Beginning());
    }

    void take(int firstState, int stateCount) {
      first = firstState;
      count = stateCount;
      for (int i = 0; i < count; i++) {
        keys[i] = states.key(first + i);
      }
    }

    void expand(boolean reports) {
      stepCount = 0;
      for (int i = 0; i < count; i++) {
        if ((first + i) % SearchOptions.PULSE_STATES == 0) {
          budget.requireTime();
          if (reports) {
            options.progress().at(searched, searched.states() - first - i);
          }
        }
        compressor.unfold(keys[i], before);
        model.successors(before, this);
        ends[i] = stepCount;
        possible[i] = judge.takePossible();
      }
      budget.requireRoom();
    }

    /** Adds the steps of the block to those of all blocks before it. */
    void addSteps() {
      int step = 0;
      for (int i = 0; i < count; i++) {
        for (; step < ends[i]; step++) {
          steps.addStep(targets[step], labels[step]);
        }
        steps.endState(possible[i]);
      }
      if (states.size() > searched.states()) {
        steps.requireSame(searched);
      }
    }

    @Override
    public void offer(int action, long[] after) {
      if (stepCount == targets.length) {
        targets = Arrays.copyOf(targets, 2 * stepCount);
        labels = Arrays.copyOf(labels, 2 * stepCount);
      }
      labels[stepCount] = judge.label(before, action, after, !Arrays.equals(before, after));
      targets[stepCount++] = compressor.fold(after);
    }

    @Override
    public void beyond(int action, String limit) {
      throw ModelContract.nowBeyondLimit();
    }

    private final class Beginning implements Model.Sink {

      @Override
      public void offer(int action, long[] state) {
        long key = compressor.fold(state);
        budget.requireRoom();
        steps.addInitial(key, judge.label(state, action, state, false));
      }

      @Override
      public void beyond(int action, String limit) {
        throw ModelContract.nowBeyondLimit();
      }
    }
  }
}
