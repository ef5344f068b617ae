package io.tarry.engine.spark;

import io.tarry.engine.Cluster;
import java.util.function.BooleanSupplier;

/** Opens Spark as a cluster. Found as a service, so its class asks for none of Spark's. */
public final class SparkProvider implements Cluster.Provider {

  @Override
  public String madeFor() {
    return "4.0.";
  }

  @Override
  public Cluster open(Cluster.Settings settings, BooleanSupplier isCancelled) {
    return SparkCluster.open(settings, isCancelled);
  }
}
