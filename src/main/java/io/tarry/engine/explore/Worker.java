package io.tarry.engine.explore;

import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.StateKeys;
import io.tarry.engine.Symmetry;
import io.tarry.engine.monitor.FailedStep;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.monitor.PropertyMonitor;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.Block;
import io.tarry.engine.store.KeySet;
import io.tarry.engine.store.StateCompressor;
import io.tarry.engine.store.StateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What one thread of a search works with, and its part of the work: it expands states. */
public final class Worker<M extends Model> {

  private final M model;
  private final PropertyMonitor<M> monitor;
  private final Optional<Symmetry> symmetry;
  private final StateCompressor compressor;
  private final KeySet.Outbox outbox;
  private final AtomicLong allTransitions;
  private final Initiation initiation;
  private final Expansion expansion;
  private Optional<KeyExpansion<M>> quick = Optional.empty();
  private final Set<String> cutOff = new TreeSet<>();
  private final long[] representative;
  private int untilPulse = SearchOptions.PULSE_STATES;

  /**
   * Readies a worker.
   *
   * @param allTransitions where those of all workers are counted
   */
  Worker(
      M model,
      int words,
      PropertyMonitor<M> monitor,
      Optional<Symmetry> symmetry,
      StateCompressor compressor,
      KeySet keys,
      AtomicLong allTransitions) {
    this.model = model;
    this.monitor = monitor;
    this.symmetry = symmetry;
    this.compressor = compressor;
    this.allTransitions = allTransitions;
    representative = new long[words];
    outbox = keys.new Outbox();
    initiation = new Initiation(words);
    expansion = new Expansion(words);
  }

  M model() {
    return model;
  }

  PropertyMonitor<M> monitor() {
    return monitor;
  }

  StateCompressor compressor() {
    return compressor;
  }

  /** The limits of the model's own that were met since this was last called. */
  Set<String> takeCutOff() {
    Set<String> taken = new TreeSet<>(cutOff);
    cutOff.clear();
    return taken;
  }

  /** Remembers steps from now on, if the model can and no property asks for more than it shows. */
  void rememberSteps(Granularity grain) {
    quick = compressor.stateKeys().flatMap(keys -> quick(keys, grain));
  }

  private Optional<KeyExpansion<M>> quick(StateKeys keys, Granularity grain) {
    return monitor
        .marks(model)
        .flatMap(marks ->
            model
                .keySteps(keys, marks, symmetry)
                .map(steps ->
                    new KeyExpansion<>(
                        new Rests(steps, grain.statesATriedOne()),
                        keys,
                        marks,
                        symmetry.isPresent(),
                        compressor,
                        outbox,
                        expansion.before.length,
                        cutOff)));
  }

  void findInitialStates() {
    model.initialStates(initiation);
    outbox.flush();
  }

  /**
   * Expands the states of a block.
   *
   * @param isOver asked every {@link SearchOptions#PULSE_STATES} states; the rest of the block is
   *     left when it says yes
   */
  void expand(Block block, BooleanSupplier isOver) {
    requireTestsOnlyRead(block.reader().next());
    Block.Reader keys = block.reader();
    for (int i = block.size(); i > 0; i--) {
      expand(keys.next());
      if (--untilPulse == 0) {
        untilPulse = SearchOptions.PULSE_STATES;
        report();
        if (isOver.getAsBoolean()) {
          return;
        }
      }
    }
    report();
  }

  private void requireTestsOnlyRead(long key) {
    try {
      expansion.requireTestsOnlyRead(key);
    } catch (RuntimeException | AssertionError failure) {
      failure.addSuppressed(failedAt(key));
      throw failure;
    }
  }

  private void expand(long key) {
    try {
      if (quick.isEmpty() || !quick.get().expand(key)) {
        expansion.expand(key);
      }
    } catch (RuntimeException | AssertionError failure) {
      failure.addSuppressed(failedAt(key));
      throw failure;
    }
  }

  /** Where the model or a property failed; it may have changed the array that it was lent. */
  private FailedStep failedAt(long key) {
    long[] state = new long[expansion.before.length];
    compressor.unfold(key, state);
    return new FailedStep(state, expansion.offered);
  }

  private void report() {
    expansion.report();
    quick.ifPresent(steps -> allTransitions.addAndGet(steps.takeTransitions()));
    if (quick.isPresent() && quick.get().isFull()) {
      forgetSteps();
    }
  }

  /** The steps that the model remembers; none where it does not, or where that does not pay. */
  Optional<KeySteps> keySteps() {
    return quick.filter(KeyExpansion::pays).map(KeyExpansion::steps);
  }

  /** Remembers no steps any more. */
  void forgetSteps() {
    quick.ifPresent(KeyExpansion::giveBack);
    quick = Optional.empty();
  }

  /** Ends a level: some discoveries may be over. */
  void levelEnds(int level) {
    monitor.levelEnds(level);
    quick.ifPresent(KeyExpansion::levelEnds);
  }

  /** Adds the keys of a block without looking at them: they were seen before. */
  void recall(Block block) {
    Block.Reader keys = block.reader();
    for (int i = block.size(); i > 0; i--) {
      outbox.put(keys.next());
    }
  }

  /** Frees what the recovery of runs does not need. */
  void discard() {
    outbox.discard();
  }

  /** Hands over what still waits to be added. */
  void flush() {
    outbox.flush();
  }

  private void put(long[] state) {
    outbox.put(compressor.fold(representative(state)));
  }

  /**
   * The representative of this state; without symmetry, the state itself. Valid until the next
   * call.
   */
  long[] representative(long[] state) {
    if (symmetry.isEmpty()) {
      return state;
    }
    System.arraycopy(state, 0, representative, 0, state.length);
    symmetry.get().represent(representative);
    return representative;
  }

  /** Takes the initial states. */
  private final class Initiation implements Model.Sink {

    private final int words;

    Initiation(int words) {
      this.words = words;
    }

    @Override
    public void offer(int action, long[] state) {
      ModelContract.requireInitial(action);
      ModelContract.requireWords(words, state);
      monitor.step(model, state, Model.INITIAL, state);
      put(state);
    }

    @Override
    public void beyond(int action, String limit) {
      ModelContract.requireInitial(action);
      cutOff.add(limit);
    }
  }

  /** Makes a digest of what is offered, and in which order. */
  private final class Offers implements Model.Sink {

    private final Optional<PropertyMonitor<M>> monitor;
    private final List<Integer> actions = new ArrayList<>();
    private final List<Long> digests = new ArrayList<>(); // after each step, of all up to it
    private long digest = StateStore.HASH_SEED;
    private int changing = Model.INITIAL; // the first step at which the state is seen changed

    Offers(Optional<PropertyMonitor<M>> monitor) {
      this.monitor = monitor;
    }

    /**
     * Throws an exception that names the first step in which these offers differ from others, if
     * one does.
     */
    void requireSameAs(Offers others) {
      int common = Math.min(digests.size(), others.digests.size());
      int step = 0;
      while (step < common && digests.get(step).equals(others.digests.get(step))) {
        step++;
      }
      boolean same = step == digests.size() && step == others.digests.size();
      if (!same) {
        expansion.offered = (step < actions.size() ? this : others).actions.get(step);
      }
      ModelContract.requireSameOffers(same);
    }

    private void add(int action) {
      actions.add(action);
      digests.add(digest);
    }

    @Override
    public void offer(int action, long[] after) {
      expansion.offered = action;
      monitor.ifPresent(one -> one.step(model, expansion.before, action, after));
      expansion.offered = Model.INITIAL;
      if (changing == Model.INITIAL && !compressor.isUnfolded(expansion.before)) {
        changing = action;
      }
      digest = StateStore.mix(digest, action);
      for (long word : after) {
        digest = StateStore.mix(digest, word);
      }
      add(action);
    }

    @Override
    public void beyond(int action, String limit) {
      digest = StateStore.mix(digest, ~action);
      add(action);
    }
  }

  /** Takes the steps of one state after the other. */
  private final class Expansion implements Model.Sink {

    private final long[] before;
    private boolean hasWayOn;
    private int offered = Model.INITIAL; // the step that is judged now
    private long transitions;

    Expansion(int words) {
      before = new long[words];
    }

    void expand(long key) {
      compressor.unfold(key, before);
      hasWayOn = false;
      model.successors(before, this);
      if (!hasWayOn) {
        monitor.stuckState(model, before);
      }
      requireUnchanged(key);
    }

    /** Looks at the array that was lent; if it was changed, looks once more by which step. */
    private void requireUnchanged(long key) {
      boolean unchanged = compressor.isUnfolded(before);
      if (!unchanged) {
        compressor.unfold(key, before);
        Offers again = new Offers(Optional.of(monitor));
        model.successors(before, again);
        offered = again.changing;
      }
      ModelContract.requireUnchanged(unchanged);
    }

    /**
     * Checks that the model offers the same whether or not tests look at its steps. A test that
     * unpacks a state into the model's scratch memory would make the model go on from another
     * state. Done for one state a block, which costs next to nothing.
     */
    void requireTestsOnlyRead(long key) {
      compressor.unfold(key, before);
      Offers alone = new Offers(Optional.empty());
      model.successors(before, alone);
      requireUnchanged(key);
      Offers judged = new Offers(Optional.of(monitor));
      model.successors(before, judged);
      judged.requireSameAs(alone);
    }

    void report() {
      allTransitions.addAndGet(transitions);
      transitions = 0;
    }

    // Justification: asks whether the model offers the very array that it was given.
    @SuppressWarnings("ReferenceEquality")
    @Override
    public void offer(int action, long[] after) {
      offered = action;
      ModelContract.requireAction(action);
      ModelContract.requireWords(before.length, after);
      if (after == before) {
        ModelContract.requireUnchanged(compressor.isUnfolded(before));
      }
      transitions++;
      hasWayOn = hasWayOn || !Arrays.equals(before, after);
      monitor.step(model, before, action, after);
      put(after);
      offered = Model.INITIAL;
    }

    @Override
    public void beyond(int action, String limit) {
      ModelContract.requireAction(action);
      transitions++;
      hasWayOn = true;
      cutOff.add(limit);
    }
  }
}
