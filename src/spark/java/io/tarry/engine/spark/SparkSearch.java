package io.tarry.engine.spark;

import io.tarry.engine.CheckpointException;
import io.tarry.engine.ClusterException;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Progress;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.SerializableSupplier;
import io.tarry.engine.monitor.ModelContract;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Decides properties of a model by looking at every state that it can reach, with the memory of all
 * machines of a Spark cluster. What it says is what {@link Search} says, bit for bit, for any
 * number of partitions.
 *
 * <pre>{@code
 * SearchResult result =
 *     SparkSearch.of(() -> new Close(3))
 *         .on(context)
 *         .partitions(64)
 *         .checkpoint(URI.create("hdfs:///tarry"))
 *         .run(() -> List.of(Property.noStuckState("ends-closed", allClosed)));
 * }</pre>
 *
 * <p>States are divided among the partitions by a hash of their words. A level of the search is one
 * job: each partition expands its states of the last level, each successor goes to the partition
 * that owns it, and that one keeps what it has not seen. Claims about runs are refused, and there
 * is no reduction by symmetry.
 *
 * <p>A search is a description; it can be run again, and changing it makes another one.
 */
public final class SparkSearch<M extends Model> {

  private final SerializableSupplier<? extends M> models;
  private final @Nullable JavaSparkContext context;
  private final int partitions;
  private final Manner manner;

  private SparkSearch(
      SerializableSupplier<? extends M> models,
      @Nullable JavaSparkContext context,
      int partitions,
      Manner manner) {
    this.models = models;
    this.context = context;
    this.partitions = partitions;
    this.manner = manner;
  }

  /**
   * A search of one partition, not yet on any cluster.
   *
   * @param models makes a new instance of the same model at each call: one for each task
   */
  public static <M extends Model> SparkSearch<M> of(SerializableSupplier<? extends M> models) {
    return new SparkSearch<>(models, null, 1, Manner.USUAL);
  }

  /** The same search on the cluster of this context, which stays open. */
  public SparkSearch<M> on(JavaSparkContext cluster) {
    return new SparkSearch<>(models, cluster, partitions, manner);
  }

  /**
   * The same search in so many partitions: some for each core, so that a slow one delays little,
   * and so many that each fits into the memory of a core well.
   *
   * @throws IllegalArgumentException if there would be no partition
   */
  public SparkSearch<M> partitions(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a search needs a partition or more, not " + count);
    }
    return new SparkSearch<>(models, context, count, manner);
  }

  /**
   * The same search, which writes what it knows there every few levels, so that a lost machine
   * costs those few levels. Without it, a machine that is lost may end the search. The files are
   * gone when the search ends.
   *
   * @param uri a folder that all executors can write and read, {@code hdfs:///tarry} say
   */
  public SparkSearch<M> checkpoint(URI uri) {
    return in(manner.writingTo(uri));
  }

  /** The same search, which tells of each level when it ends, and of itself in between. */
  public SparkSearch<M> reportingTo(Progress progress) {
    return in(manner.reportingTo(progress));
  }

  /** The same search, which ends soon after this says yes, as {@link Search#until} does. */
  public SparkSearch<M> until(BooleanSupplier isCancelled) {
    return in(manner.until(isCancelled));
  }

  /** The same search, which ends as soon as all is decided, see {@link Search#untilDecided}. */
  public SparkSearch<M> untilDecided() {
    return in(manner.endingOnceDecided());
  }

  /**
   * The same search within these limits.
   *
   * @throws IllegalArgumentException if one is of memory: what there is, the cluster says
   */
  public SparkSearch<M> within(Limits bounds) {
    if (bounds.memoryBytesMax().isPresent()) {
      throw new IllegalArgumentException(
          "a search on Spark has no limit of memory; give the executors less of it instead");
    }
    return in(manner.within(bounds));
  }

  private SparkSearch<M> in(Manner newManner) {
    return new SparkSearch<>(models, context, partitions, newManner);
  }

  /**
   * Searches.
   *
   * @param properties makes what to decide, the same at each call, since each task needs its own
   * @throws IllegalArgumentException if two properties have the same name, or if one is a claim
   *     about runs
   * @throws IllegalStateException if there is no context, or the model breaks its contract (see
   *     {@link Search#run(List)})
   * @throws CheckpointException if what was written is not what is read
   * @throws ClusterException if the cluster fails, or does not share the folder
   */
  public SearchResult run(SerializableSupplier<List<Property<M>>> properties) {
    if (context == null) {
      throw new IllegalStateException("a search on Spark needs a context: on(context)");
    }
    requireDecidable(properties.get());
    int words = ModelContract.requireWordCount(models.get().words());
    var question = new Question<M>(models, properties, words, partitions);
    try (Walk<M> walk = new Walk<>(context, question, manner)) {
      return walk.run();
    }
  }

  private static void requireDecidable(List<? extends Property<?>> properties) {
    Set<String> names = new HashSet<>();
    for (Property<?> property : properties) {
      if (!names.add(property.name())) {
        throw new IllegalArgumentException("two properties are named '" + property.name() + "'");
      }
      if (property.kind().isAboutRuns()) {
        throw new IllegalArgumentException(
            "'"
                + property.name()
                + "' is about runs, and cannot be decided by a search on Spark; Search decides it");
      }
    }
  }
}
