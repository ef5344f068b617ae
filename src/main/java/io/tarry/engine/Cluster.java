package io.tarry.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Machines that search together. What they say is what {@link Search} says on one machine, bit for
 * bit, with nothing left out.
 */
public interface Cluster extends AutoCloseable {

  /**
   * Searches.
   *
   * @param properties makes what to decide, the same at each call; no claims about runs
   * @param limits none of memory
   * @param untilDecided as {@link Search#untilDecided}
   * @throws ClusterException if the cluster fails
   * @throws CheckpointException if what it wrote is not what it reads
   */
  <M extends Model> SearchResult search(
      SerializableSupplier<? extends M> models,
      SerializableSupplier<List<Property<M>>> properties,
      Limits limits,
      boolean untilDecided,
      Progress progress);

  /** How many cores search. */
  int cores();

  @Override
  void close();

  /**
   * How a cluster is reached and used.
   *
   * @param master where it is, in its own words; if empty, its own settings say so, or it is made
   *     of threads of this machine
   * @param threads how many threads of this machine there are to be in that case
   * @param partitions into how many parts the states are divided; if empty, some for each core
   * @param checkpoint a folder that all machines share; the search writes there what a lost machine
   *     would take with it
   * @param own further settings of its own
   */
  record Settings(
      Optional<String> master,
      int threads,
      OptionalInt partitions,
      Optional<String> checkpoint,
      SortedMap<String, String> own) {

    /** Keeps a copy. */
    public Settings {
      own = new TreeMap<>(own);
    }

    /** Threads of this machine. */
    public static Settings local(int threads) {
      return new Settings(
          Optional.empty(),
          threads,
          OptionalInt.empty(),
          Optional.empty(),
          new TreeMap<>(Map.of()));
    }
  }

  /** Whoever can open a cluster; {@link java.util.ServiceLoader} finds it. */
  interface Provider {

    /** The versions of the engine that it is made for: how their numbers begin. */
    String madeFor();

    /**
     * Opens a cluster.
     *
     * @param isCancelled asked often; searches end soon after it says yes, as with {@link
     *     Search#until}
     * @throws ClusterException if there is no such cluster
     */
    Cluster open(Settings settings, BooleanSupplier isCancelled);
  }
}
