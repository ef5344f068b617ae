package io.tarry.engine.spark;

import io.tarry.engine.LevelAccount;
import io.tarry.engine.Progress;
import io.tarry.engine.Statistics;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark, for tests. */
final class TestContexts {

  private TestContexts() {}

  /** Hears of each level that ends. */
  static Progress hearing(Consumer<LevelAccount> levels) {
    return new Progress() {
      @Override
      public void at(Statistics soFar, long frontier) {
        // only whole levels matter
      }

      @Override
      public void ends(LevelAccount level) {
        levels.accept(level);
      }
    };
  }

  /** Two threads of this JVM, which try each task so many times. */
  static JavaSparkContext local(int attempts) {
    return new JavaSparkContext(
        new SparkConf()
            .setAppName("test")
            .setMaster("local[2," + attempts + "]")
            .set("spark.ui.enabled", "false")
            .set("spark.shuffle.sort.bypassMergeThreshold", "1") // fewer files, for many partitions
            .set("spark.driver.host", "localhost")
            .set("spark.driver.bindAddress", "127.0.0.1"));
  }
}
