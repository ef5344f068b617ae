package io.tarry.engine.explore;

import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.Level;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateCompressor;
import io.tarry.engine.store.StateStore;
import io.tarry.engine.threads.WorkQueue;
import io.tarry.engine.threads.WorkerPool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Recovers the shortest runs to the steps that were found. No predecessor was stored during the
 * search: one walk back through the levels finds those of all runs at once, by expanding each level
 * a second time and looking which of its states lead to the first states of the runs so far.
 */
public final class TraceFinder<M extends Model> {

  private static final int NONE = -1;

  private final WorkerPool pool;
  private final int words;
  private final Exploration<M> explored;
  private final StateStore targets;

  public TraceFinder(WorkerPool pool, int words, Exploration<M> explored) {
    this.pool = pool;
    this.words = words;
    this.explored = explored;
    targets = new StateStore(words, MemoryBudget.unlimited());
  }

  /**
   * The run to each of these discoveries, in their order. All of them are over, and no two are the
   * same. A run that was not whole when the recovery was ended is missing.
   */
  public Map<Discovery<M>, Trace> traces(List<Discovery<M>> discoveries) {
    List<RecoveredRun> runs = discoveries.stream().map(RecoveredRun::new).toList();
    int level = discoveries.stream().mapToInt(Discovery::level).max().orElse(0);
    while (level > 0 && stepBack(level, runs)) {
      level--;
    }
    if (level > 0) {
      explored.recoveryEnded();
    }
    Map<Discovery<M>, Trace> traces = new LinkedHashMap<>();
    for (int i = 0; i < discoveries.size(); i++) {
      if (runs.get(i).level() == 0) {
        traces.put(discoveries.get(i), runs.get(i).trace());
      }
    }
    return traces;
  }

  /**
   * Puts a state of the level before in front of each run that begins in this level; false if there
   * was no time to look at all of it.
   */
  private boolean stepBack(int level, List<RecoveredRun> runs) {
    targets.clear();
    for (RecoveredRun run : runs) {
      if (run.level() == level) {
        targets.add(run.firstState());
      }
    }
    Arrivals arrivals = arrivals(explored.level(level - 1));
    if (explored.isRecoveryOver()) {
      return false;
    }
    for (RecoveredRun run : runs) {
      if (run.level() == level) {
        int target = targets.indexOf(run.firstState());
        if (arrivals.action[target] == NONE) {
          throw run.nothingLeadsHere();
        }
        run.putInFront(arrivals.from[target], arrivals.action[target]);
      }
    }
    return true;
  }

  /** The steps from a level to the targets. */
  private Arrivals arrivals(Level level) {
    int threads = pool.sizeFor(level.size());
    Arrivals[] arrivals = new Arrivals[threads];
    List<Block> blocks = level.blocks();
    var shared = new WorkQueue(blocks.size(), this::isOver);
    var left = new AtomicLong(level.size());
    pool.work(
        threads,
        thread -> {
          arrivals[thread] =
              new Arrivals(targets, words, explored.workers().get(thread)::representative);
          shared.take(block -> expand(thread, blocks.get(block), arrivals[thread], left));
        });
    for (Arrivals others : arrivals) {
      arrivals[0].adopt(others);
    }
    return arrivals[0];
  }

  private boolean isOver() {
    return pool.isFailing() || explored.isRecoveryOver();
  }

  private void expand(int thread, Block block, Arrivals arrivals, AtomicLong left) {
    Worker<M> worker = explored.workers().get(thread);
    var byKey =
        worker.keySteps().map(steps -> new ArrivalsByKey(steps, worker.compressor(), arrivals));
    Block.Reader keys = block.reader();
    for (int i = block.size(); i > 0; i--) {
      long key = keys.next();
      if (byKey.isEmpty() || !byKey.get().expand(key)) {
        worker.compressor().unfold(key, arrivals.before);
        worker.model().successors(arrivals.before, arrivals);
      }
      if (i % SearchOptions.PULSE_STATES == 0) {
        if (isOver()) {
          return;
        }
        if (thread == 0) {
          explored.report(left.get());
        }
      }
    }
    left.addAndGet(-block.size());
  }

  /** Finds out by their keys which states lead to the targets, where a model remembers steps. */
  private static final class ArrivalsByKey implements KeySteps.Sink {

    private final KeySteps steps;
    private final StateCompressor compressor;
    private final Arrivals arrivals;
    private final long[] targets;
    private long key;

    ArrivalsByKey(KeySteps steps, StateCompressor compressor, Arrivals arrivals) {
      this.steps = steps;
      this.compressor = compressor;
      this.arrivals = arrivals;
      targets = new long[arrivals.targets.size()];
      long[] words = new long[arrivals.before.length];
      for (int target = 0; target < targets.length; target++) {
        arrivals.targets.read(target, words);
        targets[target] = compressor.fold(words);
      }
    }

    /** Expands a state; false if the model has to expand it, even if a step was found here. */
    boolean expand(long thisKey) {
      key = thisKey;
      return steps.successors(thisKey, this);
    }

    @Override
    public void offer(int action, long next, int marks) {
      for (int target = 0; target < targets.length; target++) {
        if (targets[target] == next) {
          compressor.unfold(key, arrivals.before);
          arrivals.keepSmaller(target, arrivals.before, action);
        }
      }
    }

    @Override
    public void beyond(int action, String limit) {
      // leads to no state
    }
  }

  /** Keeps, for each target, the smallest state that leads to it, and the smallest action. */
  private static final class Arrivals implements Model.Sink {

    private final StateStore targets;
    private final UnaryOperator<long[]> representative;
    private final long[] before;
    private final long[][] from;
    private final int[] action;

    Arrivals(StateStore targets, int words, UnaryOperator<long[]> representative) {
      this.targets = targets;
      this.representative = representative;
      before = new long[words];
      from = new long[targets.size()][words];
      action = new int[targets.size()];
      Arrays.fill(action, NONE);
    }

    @Override
    public void offer(int offered, long[] after) {
      int target = targets.indexOf(representative.apply(after));
      if (target != NONE) {
        keepSmaller(target, before, offered);
      }
    }

    @Override
    public void beyond(int offered, String limit) {
      // leads to no state
    }

    void adopt(Arrivals others) {
      for (int target = 0; target < action.length; target++) {
        if (others.action[target] != NONE) {
          keepSmaller(target, others.from[target], others.action[target]);
        }
      }
    }

    private void keepSmaller(int target, long[] state, int offered) {
      int order = action[target] == NONE ? -1 : Arrays.compareUnsigned(state, from[target]);
      if (order < 0 || (order == 0 && offered < action[target])) {
        System.arraycopy(state, 0, from[target], 0, state.length);
        action[target] = offered;
      }
    }
  }
}
