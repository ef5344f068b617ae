package io.tarry.engine.spark;

import io.tarry.engine.Cluster;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Progress;
import io.tarry.engine.Property;
import io.tarry.engine.SearchResult;
import io.tarry.engine.SerializableSupplier;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.api.java.JavaSparkContext;

/** A context of Spark, as a cluster. */
final class SparkCluster implements Cluster {

  // Hooks of a higher number run first; Spark's own, which closes the context, has 50.
  private static final int BEFORE_SPARK = 100;
  private static final int PATIENCE_SECONDS = 10;

  // So that a slow partition delays a level little.
  private static final int PARTITIONS_A_CORE = 3;

  private final JavaSparkContext context;
  private final int partitions;
  private final Optional<URI> folder;
  private final BooleanSupplier isCancelled;
  private final CountDownLatch closed = new CountDownLatch(1);

  private SparkCluster(
      JavaSparkContext context, int partitions, Optional<URI> folder, BooleanSupplier isCancelled) {
    this.context = context;
    this.partitions = partitions;
    this.folder = folder;
    this.isCancelled = isCancelled;
  }

  static SparkCluster open(Settings settings, BooleanSupplier isCancelled) {
    JavaSparkContext context = Contexts.open(settings, isCancelled);
    SparkCluster cluster =
        new SparkCluster(
            context,
            settings.partitions().orElse(PARTITIONS_A_CORE * context.defaultParallelism()),
            settings.checkpoint().map(name -> new Path(name).toUri()),
            isCancelled);
    // At Ctrl-C, Spark is not to close the context while a search still ends.
    ShutdownHookManager.get()
        .addShutdownHook(cluster::awaitClosed, BEFORE_SPARK, PATIENCE_SECONDS, TimeUnit.SECONDS);
    return cluster;
  }

  private void awaitClosed() {
    try {
      closed.await();
    } catch (InterruptedException patienceIsOver) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public <M extends Model> SearchResult search(
      SerializableSupplier<? extends M> models,
      SerializableSupplier<List<Property<M>>> properties,
      Limits limits,
      boolean untilDecided,
      Progress progress) {
    SparkSearch<M> search =
        SparkSearch.<M>of(models)
            .on(context)
            .partitions(partitions)
            .within(limits)
            .until(isCancelled)
            .reportingTo(progress);
    if (folder.isPresent()) {
      search = search.checkpoint(folder.get());
    }
    return (untilDecided ? search.untilDecided() : search).run(properties);
  }

  @Override
  public int cores() {
    return context.defaultParallelism();
  }

  @Override
  public void close() {
    try {
      context.close();
    } finally {
      closed.countDown();
    }
  }
}
