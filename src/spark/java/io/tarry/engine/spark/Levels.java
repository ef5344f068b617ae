package io.tarry.engine.spark;

import io.tarry.engine.Model;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** The levels of a search, as Spark holds them: shards for the next level, states for the runs. */
final class Levels<M extends Model> implements AutoCloseable {

  // So many levels are computed again at most when a machine is lost, and tasks stay small.
  private static final int LEVELS_BETWEEN_CUTS = 8;

  /** Has a task that nobody waits for any longer end at once. */
  private static final String INTERRUPT = "spark.job.interruptOnCancel";

  private final JavaSparkContext context;
  private final @Nullable String interruptBefore;
  private final Jobs jobs;
  private final Question<M> question;
  private final Optional<ShardFiles> files;
  private final Partitioner byOwner;
  private final List<JavaRDD<long[]>> states = new ArrayList<>(); // one a level
  private @Nullable JavaRDD<Shard> shards;

  Levels(JavaSparkContext context, Jobs jobs, Question<M> question, Optional<URI> folder) {
    this.context = context;
    interruptBefore = context.getLocalProperty(INTERRUPT);
    context.setLocalProperty(INTERRUPT, "true");
    this.jobs = jobs;
    this.question = question;
    files = folder.map(uri -> new ShardFiles(context, jobs, uri));
    byOwner = new HashPartitioner(question.partitions());
  }

  /** Begins with the initial states of each partition. */
  List<Shard.Summary> begin(List<long[]> initial) {
    files.ifPresent(shared -> shared.requireSharedBy(question.partitions()));
    List<Shard> first = initial.stream().map(Shard::initial).toList();
    return hold(context.parallelize(first, question.partitions()));
  }

  /** Expands the last level, which is that of this number, and holds the next one. */
  List<Shard.Summary> expand(byte[] found, int level) {
    Question<M> asked = question;
    int words = question.words();
    JavaRDD<Shard> last = held();
    JavaPairRDD<Integer, Delivery> deliveries =
        last.mapPartitionsWithIndex(
                (partition, shard) ->
                    Expansion.of(asked, found, level, partition, shard.next().fresh),
                true)
            .mapToPair(delivery -> delivery)
            .partitionBy(byOwner);
    JavaRDD<Shard> next =
        last.zipPartitions(
            deliveries.values(),
            (shard, delivered) -> List.of(shard.next().after(() -> delivered, words)).iterator());
    boolean cut = (level + 1) % LEVELS_BETWEEN_CUTS == 0;
    if (cut && files.isEmpty()) {
      next.persist(StorageLevel.MEMORY_AND_DISK()).rdd().localCheckpoint();
    }
    List<Shard.Summary> summaries = hold(next);
    if (cut && files.isPresent()) {
      JavaRDD<Shard> read = files.get().writtenAndRead(next, level + 1, question.partitions());
      next.unpersist(false);
      shards = read.persist(StorageLevel.MEMORY_AND_DISK());
    }
    return summaries;
  }

  /** Has a level computed and kept, in one job, and lets the one before go but for its states. */
  private List<Shard.Summary> hold(JavaRDD<Shard> next) {
    next.persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<long[]> fresh = next.map(shard -> shard.fresh).persist(StorageLevel.DISK_ONLY());
    JavaRDD<Shard.Summary> summaries =
        next.zipPartitions(
            fresh,
            (shard, kept) -> {
              kept.next(); // so that it is computed, and kept
              return List.of(shard.next().summary()).iterator();
            });
    List<Shard.Summary> collected;
    boolean done = false;
    try {
      collected = jobs.result(summaries);
      done = true;
    } finally {
      if (!done) {
        next.unpersist(true);
        fresh.unpersist(true);
      }
    }
    states.add(fresh);
    if (shards != null) {
      shards.unpersist(false);
    }
    shards = next;
    return collected;
  }

  /** What each partition of a level knows of steps to these states, see {@link Arrivals}. */
  List<List<@Nullable Arrival>> arrivals(List<long[]> targets, int level) {
    Question<M> asked = question;
    return jobs.result(states.get(level).map(some -> Arrivals.of(asked, targets, some)));
  }

  private JavaRDD<Shard> held() {
    if (shards == null) {
      throw new IllegalStateException("no level is held");
    }
    return shards;
  }

  /** Waits until all is let go: of what is under way, a Spark that stops prints a stack trace. */
  @Override
  public void close() {
    if (shards != null) {
      shards.unpersist(true);
    }
    states.forEach(level -> level.unpersist(true));
    files.ifPresent(ShardFiles::delete);
    context.setLocalProperty(INTERRUPT, interruptBefore);
  }
}
