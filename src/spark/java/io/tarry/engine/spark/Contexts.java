package io.tarry.engine.spark;

import io.tarry.engine.Cluster;
import io.tarry.engine.ClusterException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** Opens contexts of Spark, or says in a line why there is none. */
final class Contexts {

  private static final String MASTER = "spark.master";

  // Spark itself asks three times and waits a minute, and says what is wrong in its log alone.
  private static final Duration TO_ANSWER = Duration.ofSeconds(5);

  /** The setting of how many seconds a cluster has to begin an executor. */
  static final String PATIENCE = "spark.tarry.patience";

  // Workers with room begin an executor in seconds.
  private static final int PATIENCE_SECONDS = 60;
  private static final long PULSE_MILLIS = 100;

  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");

  private Contexts() {}

  static JavaSparkContext open(Cluster.Settings settings, BooleanSupplier isCancelled) {
    SparkConf conf = conf(settings);
    String master = conf.get(MASTER);
    requireAnswer(master);
    JavaSparkContext context;
    try {
      context = new JavaSparkContext(conf);
    } catch (Exception failure) { // Justification: Scala does not declare what it throws.
      throw new ClusterException(refusal(master, failure), failure);
    }
    try {
      requireExecutors(context, master, isCancelled);
    } catch (ClusterException failure) {
      context.close();
      throw failure;
    }
    return context;
  }

  private static SparkConf conf(Cluster.Settings settings) {
    SparkConf conf = new SparkConf();
    settings.own().forEach(conf::set);
    settings.master().ifPresent(master -> conf.set(MASTER, master));
    conf.setIfMissing(MASTER, "local[" + settings.threads() + "]");
    conf.setIfMissing("spark.app.name", "tarry");
    conf.setIfMissing("spark.ui.enabled", "false");
    conf.setIfMissing("spark.log.level", "ERROR");
    // One file a task instead of one a partition: levels are many, and most are small.
    conf.setIfMissing("spark.shuffle.sort.bypassMergeThreshold", "1");
    if (isLocal(conf.get(MASTER))) {
      conf.setIfMissing("spark.driver.host", "localhost");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    } else {
      conf.setIfMissing("spark.jars", String.join(",", ownJars()));
    }
    return conf;
  }

  private static boolean isLocal(String master) {
    return master.equals("local") || master.startsWith("local[");
  }

  /** The jars that executors need of this program. */
  private static List<String> ownJars() {
    return Stream.of(Cluster.class, Contexts.class)
        .map(Contexts::jarOf)
        .filter(Files::isRegularFile)
        .map(Path::toString)
        .distinct()
        .toList();
  }

  private static Path jarOf(Class<?> type) {
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("nobody says which jar has " + type);
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError("Java makes its own addresses", impossible);
    }
  }

  private static void requireAnswer(String master) {
    if (!master.startsWith("spark://")) {
      return;
    }
    List<String> silent = new ArrayList<>();
    for (String address : master.substring("spark://".length()).split(",", -1)) {
      Matcher parts = ADDRESS.matcher(address);
      if (!parts.matches()) {
        throw new ClusterException(
            "'"
                + master
                + "' is no address of a cluster: spark://HOST:PORT, of which PORT is most often 7077");
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))),
            (int) TO_ANSWER.toMillis());
        return;
      } catch (IOException | IllegalArgumentException unreachable) {
        silent.add(address + ": " + unreachable.getMessage());
      }
    }
    throw new ClusterException(
        "there is no cluster at " + master + " (" + String.join("; ", silent) + ")");
  }

  private static String refusal(String master, Exception failure) {
    String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (said.contains("Could not parse Master URL")) {
      return "this Spark does not know the master '"
          + master
          + "'; for yarn and k8s, SPARK_HOME has to name a whole distribution of Spark, which has"
          + " the jars for it";
    }
    return "Spark does not begin at " + master + ": " + said;
  }

  /** Of workers that have room; how long others make one wait is for their administrator to say. */
  private static void requireExecutors(
      JavaSparkContext context, String master, BooleanSupplier isCancelled) {
    if (!master.startsWith("spark://") && !master.startsWith("local-cluster[")) {
      return;
    }
    long begin = System.nanoTime();
    int patience = context.getConf().getInt(PATIENCE, PATIENCE_SECONDS);
    while (context.sc().statusTracker().getExecutorInfos().length < 2
        && !isCancelled.getAsBoolean()) {
      if (context.sc().isStopped()) {
        throw new ClusterException(
            master + " does not take this search; is it Spark " + context.version() + ", as here?");
      }
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(patience)) {
        throw new ClusterException(
            master
                + " has begun no executor in "
                + patience
                + " seconds: are there workers with a free core and the memory of"
                + " spark.executor.memory? (--conf "
                + PATIENCE
                + "=SECONDS waits longer)");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PULSE_MILLIS);
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted before an executor began");
    }
  }
}
