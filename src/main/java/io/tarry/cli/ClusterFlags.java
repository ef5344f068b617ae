package io.tarry.cli;

import io.tarry.engine.Cluster;
import io.tarry.scenario.NearestWord;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which machines search: this one, or a cluster. */
final class ClusterFlags {

  private static final String SPARK = "spark";
  private static final List<String> ENGINES = List.of(SPARK);
  private static final Pattern MASTER =
      Pattern.compile("local|local\\[.+]|local-cluster\\[.+]|spark://.+|yarn|k8s://.+");

  private static final String HOW_TO_GET =
      " on the class path: start Tarry by ./tarry, which gets them by Maven, or takes Spark's from the"
          + " folder that SPARK_HOME names";

  @Option(
      names = "--engine",
      paramLabel = SPARK,
      description =
          "Search on an Apache Spark cluster, for worlds beyond the memory of one machine; smaller"
              + " ones take longer there.")
  private Optional<String> engine = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Where that cluster is: local[*], spark://HOST:7077, yarn, k8s://... (default: threads of"
              + " this machine, as many as --threads).")
  private Optional<String> master = Optional.empty();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      converter = Quantities.Count.class,
      description = "Divide the states among so many partitions there (default: 3 for each core).")
  private Optional<Long> partitions = Optional.empty();

  @Option(
      names = "--shared",
      paramLabel = "URI",
      description =
          "A folder that all machines of the cluster see, such as hdfs:///tarry: what a lost machine"
              + " would take with it is written there now and then.")
  private Optional<String> shared = Optional.empty();

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description =
          "A setting of Spark's: spark.executor.memory=8g, spark.ui.enabled=true; may be repeated.")
  private Map<String, String> settings = new TreeMap<>();

  /** Whether a cluster is to search. */
  boolean isCluster() {
    return engine.isPresent();
  }

  /** Checks what no option shows by itself. */
  void requireSensible(SearchFlags searching) throws Refusal {
    if (engine.isEmpty()) {
      requireNoneOfACluster();
      return;
    }
    if (!engine.get().equals(SPARK)) {
      throw wrong(
          "there is no engine '" + engine.get() + "'" + NearestWord.meant(engine.get(), ENGINES));
    }
    if (master.isPresent() && !MASTER.matcher(master.get()).matches()) {
      throw wrong(
          "'"
              + master.get()
              + "' is no master of Spark: local[*], spark://HOST:7077, yarn, k8s://https://HOST:6443");
    }
    if (partitions.isPresent() && partitions.get() > Integer.MAX_VALUE) {
      throw wrong("--partitions is at most " + Integer.MAX_VALUE);
    }
    searching.refuseBeside("--engine " + SPARK);
  }

  private void requireNoneOfACluster() throws Refusal {
    requireAbsent("--master", master.isPresent());
    requireAbsent("--partitions", partitions.isPresent());
    requireAbsent("--shared", shared.isPresent());
    requireAbsent("--conf", !settings.isEmpty());
  }

  private static void requireAbsent(String option, boolean given) throws Refusal {
    if (given) {
      throw wrong(option + " is about a cluster: add --engine " + SPARK);
    }
  }

  /**
   * Opens the cluster.
   *
   * @throws Refusal if the jars for it are not there, or are of another version
   */
  Cluster open(int threads) throws Refusal {
    Cluster.Provider provider =
        ServiceLoader.load(Cluster.Provider.class)
            .findFirst()
            .orElseThrow(
                () -> wrong("--engine spark needs tarry-spark.jar and Spark's jars" + HOW_TO_GET));
    requireFitting(versionOfSpark(), provider.madeFor());
    return provider.open(
        new Cluster.Settings(
            master,
            threads,
            partitions.map(count -> OptionalInt.of(count.intValue())).orElse(OptionalInt.empty()),
            shared,
            new TreeMap<>(settings)),
        Interruption::isWanted);
  }

  /** Checks that a version of Spark is one of those that the search is made for. */
  static void requireFitting(String found, String madeFor) throws Refusal {
    if (!found.startsWith(madeFor)) {
      throw wrong(
          "this is Spark "
              + found
              + ", and --engine spark is made for "
              + madeFor
              + "x: let SPARK_HOME name the folder of such a one");
    }
  }

  private static String versionOfSpark() throws Refusal {
    try (@Nullable InputStream about =
        ClusterFlags.class.getClassLoader().getResourceAsStream("spark-version-info.properties")) {
      if (about == null) {
        throw wrong("--engine spark needs the jars of Apache Spark 4.0" + HOW_TO_GET);
      }
      Properties said = new Properties();
      said.load(about);
      return said.getProperty("version", "of no version");
    } catch (IOException unreadable) {
      throw new Refusal(
          ExitCode.INPUT_OUTPUT, "tarry: Spark's jars cannot be read: " + unreadable.getMessage());
    }
  }

  private static Refusal wrong(String message) {
    return new Refusal(ExitCode.WRONG_INPUT, "tarry: " + message);
  }
}
