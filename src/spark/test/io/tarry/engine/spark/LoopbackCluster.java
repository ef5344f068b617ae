package io.tarry.engine.spark;

import io.tarry.engine.Cluster;
import io.tarry.engine.LevelAccount;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.SearchResult;
import io.tarry.engine.SerializableSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.Option;

/**
 * Spark's standalone master and two workers in this JVM, each worker at an address of its own on
 * the loopback, since Spark has no machine speculate about its own tasks. Executors are JVMs of
 * their own.
 */
final class LoopbackCluster implements AutoCloseable {

  static final int PARTITIONS = 7;
  private static final String HOST = "127.0.0.1";
  private static final int MEGABYTES = 1024;

  private final List<RpcEnv> parts = new ArrayList<>();
  private final String master;

  LoopbackCluster(Path folder) {
    SparkConf conf = new SparkConf().set("spark.ui.enabled", "false");
    makeHomeOfSpark();
    var started = Master.startRpcEnvAndEndpoint(HOST, 0, 0, conf);
    parts.add(started._1());
    master = "spark://" + started._1().address().hostPort();
    for (int worker = 1; worker <= 2; worker++) {
      parts.add(
          Worker.startRpcEnvAndEndpoint(
              "127.0.0." + worker,
              0,
              0,
              1,
              MEGABYTES,
              new String[] {master},
              folder.resolve("worker-" + worker).toString(),
              Option.apply(worker),
              conf,
              Option.empty()));
    }
  }

  // Whoever begins an executor looks for a folder of jars there; what it needs, it is told.
  private static void makeHomeOfSpark() {
    try {
      Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String master() {
    return master;
  }

  /** What every search here needs, and these settings besides. */
  static Map<String, String> settings(Map<String, String> further) {
    Map<String, String> settings = new TreeMap<>();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    settings.put("spark.driver.host", HOST);
    settings.put("spark.driver.bindAddress", HOST);
    settings.put("spark.executor.memory", "512m");
    settings.put("spark.executor.cores", "1");
    settings.put("spark.executor.extraClassPath", classes);
    settings.put("spark.jars", "");
    settings.put(Contexts.PATIENCE, "300"); // other tests may keep the machine busy
    settings.putAll(further);
    return settings;
  }

  /** Searches, asking what is asked of close 2. */
  SearchResult search(
      SerializableSupplier<? extends Model> models,
      Optional<String> shared,
      Map<String, String> further,
      Consumer<LevelAccount> levels) {
    var how =
        new Cluster.Settings(
            Optional.of(master),
            1,
            OptionalInt.of(PARTITIONS),
            shared,
            new TreeMap<>(settings(further)));
    try (Cluster cluster = new SparkProvider().open(how, () -> false)) {
      return cluster.<Model>search(
          models,
          () -> SparkSearchTest.aboutClose(2),
          Limits.none(),
          false,
          TestContexts.hearing(levels));
    }
  }

  /** The JVMs in which tasks run at present: no others are begun here. */
  static List<ProcessHandle> executors() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .toList();
  }

  @Override
  public void close() {
    parts.forEach(RpcEnv::shutdown);
    parts.forEach(RpcEnv::awaitTermination);
  }
}
