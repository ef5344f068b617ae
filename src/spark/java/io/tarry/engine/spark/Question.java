package io.tarry.engine.spark;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.SerializableSupplier;
import io.tarry.engine.monitor.PropertyMonitor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/** What is asked of which model, by how many partitions. A task makes it all for itself. */
record Question<M extends Model>(
    SerializableSupplier<? extends M> models,
    SerializableSupplier<List<Property<M>>> properties,
    int words,
    int partitions)
    implements Serializable {

  /** A monitor that has found nothing yet. */
  PropertyMonitor<M> monitor() {
    return new PropertyMonitor<>(properties.get(), words);
  }

  /** A monitor that goes on from what was found in the levels that ended. */
  PropertyMonitor<M> monitor(byte[] found) {
    PropertyMonitor<M> monitor = monitor();
    try {
      monitor.resume(new DataInputStream(new ByteArrayInputStream(found)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return monitor;
  }

  static byte[] found(PropertyMonitor<?> monitor) {
    var bytes = new ByteArrayOutputStream();
    try {
      monitor.save(new DataOutputStream(bytes));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    return bytes.toByteArray();
  }
}
