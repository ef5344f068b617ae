package io.tarry.engine.spark;

import io.tarry.engine.Model;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.monitor.PropertyMonitor;
import io.tarry.engine.store.StateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import scala.Tuple2;

/** Expands the fresh states of one partition, in one task. */
final class Expansion<M extends Model> implements Model.Sink {

  private final M model;
  private final PropertyMonitor<M> monitor;
  private final List<StateBag> outboxes = new ArrayList<>();
  private final TreeSet<String> limits = new TreeSet<>();
  private final long[] before;
  private final long[] unchanged;
  private boolean hasWayOn;
  private long transitions;

  private Expansion(Question<M> question, byte[] found) {
    model = question.models().get();
    monitor = question.monitor(found);
    before = new long[question.words()];
    unchanged = new long[question.words()];
    for (int owner = 0; owner < question.partitions(); owner++) {
      outboxes.add(new StateBag(question.words()));
    }
  }

  /**
   * A delivery to each partition that there is something for.
   *
   * @param found what was found in the levels that ended
   * @param level of the states that are expanded
   * @param partition which one this is
   */
  static <M extends Model> Iterator<Tuple2<Integer, Delivery>> of(
      Question<M> question, byte[] found, int level, int partition, long[] fresh) {
    if (fresh.length == 0) {
      return List.<Tuple2<Integer, Delivery>>of().iterator();
    }
    Expansion<M> expansion = new Expansion<>(question, found);
    expansion.expand(fresh);
    expansion.monitor.levelEnds(level);
    return expansion.deliveries(partition);
  }

  private void expand(long[] fresh) {
    requireTestsOnlyRead(fresh);
    for (int i = 0; i < PackedStates.count(fresh, before.length); i++) {
      read(fresh, i);
      hasWayOn = false;
      model.successors(before, this);
      if (!hasWayOn) {
        monitor.stuckState(model, before);
      }
      requireUnchanged();
    }
  }

  /** Checks, for one state, that the model offers the same whether or not tests look at it. */
  private void requireTestsOnlyRead(long[] fresh) {
    read(fresh, 0);
    Offers alone = new Offers();
    model.successors(before, alone);
    requireUnchanged();
    Offers judged = new Offers();
    model.successors(
        before,
        new Model.Sink() {
          @Override
          public void offer(int action, long[] after) {
            monitor.step(model, before, action, after);
            judged.offer(action, after);
          }

          @Override
          public void beyond(int action, String limit) {
            judged.beyond(action, limit);
          }
        });
    ModelContract.requireSameOffers(alone.digest == judged.digest);
  }

  private void read(long[] fresh, int index) {
    PackedStates.read(fresh, index, before);
    PackedStates.read(fresh, index, unchanged);
  }

  private void requireUnchanged() {
    if (!Arrays.equals(before, unchanged)) {
      throw new IllegalStateException(
          "the model, or the test of a property, changed the state that it was given to read");
    }
  }

  @Override
  public void offer(int action, long[] after) {
    ModelContract.requireAction(action);
    ModelContract.requireWords(before.length, after);
    transitions++;
    hasWayOn = hasWayOn || !Arrays.equals(before, after);
    monitor.step(model, before, action, after);
    outboxes.get(PackedStates.owner(after, outboxes.size())).put(after);
  }

  @Override
  public void beyond(int action, String limit) {
    ModelContract.requireAction(action);
    transitions++;
    hasWayOn = true;
    limits.add(limit);
  }

  private Iterator<Tuple2<Integer, Delivery>> deliveries(int partition) {
    List<long[]> sets = outboxes.stream().map(StateBag::set).toList();
    long wordsSent = sets.stream().mapToLong(set -> set.length).sum();
    var seen = new Sightings(transitions, wordsSent, limits, Question.found(monitor));
    List<Tuple2<Integer, Delivery>> deliveries = new ArrayList<>();
    for (int owner = 0; owner < sets.size(); owner++) {
      boolean toItself = owner == partition;
      if (toItself || sets.get(owner).length > 0) {
        var delivery = new Delivery(sets.get(owner), toItself ? seen : null);
        deliveries.add(new Tuple2<>(owner, delivery));
      }
    }
    return deliveries.iterator();
  }

  /** Makes a digest of what is offered, and in which order. */
  private static final class Offers implements Model.Sink {

    private long digest = StateStore.HASH_SEED;

    @Override
    public void offer(int action, long[] after) {
      digest = StateStore.mix(digest, action);
      for (long word : after) {
        digest = StateStore.mix(digest, word);
      }
    }

    @Override
    public void beyond(int action, String limit) {
      digest = StateStore.mix(digest, ~action);
    }
  }
}
