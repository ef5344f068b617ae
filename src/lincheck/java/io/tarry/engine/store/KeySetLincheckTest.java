package io.tarry.engine.store;

import io.tarry.engine.options.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of the keys that several threads put, each is held once")
public class KeySetLincheckTest {

  private final MemoryBudget memory = MemoryBudget.unlimited();
  private final KeySet keys =
      new KeySet(memory, new SpillSpace(memory, Optional.empty()), Granularity.USUAL, Optional.empty(), false);
  private final Set<Long> put = ConcurrentHashMap.newKeySet();

  @Operation
  public void put(@Param(gen = IntGen.class, conf = "1:4") int key) {
    KeySet.Outbox outbox = keys.new Outbox();
    outbox.put(key);
    outbox.put(-key);
    outbox.flush();
    put.add((long) key);
    put.add((long) -key);
  }

  /** What is held when all threads are done. */
  @Validate
  public void holdsWhatWasPut() {
    List<Long> held = new ArrayList<>();
    for (int i = 0; i < keys.partitionCount(); i++) {
      for (long key : keys.partition(i).keys()) {
        held.add(key);
      }
    }
    if (held.size() != put.size() || !new TreeSet<>(held).equals(new TreeSet<>(put))) {
      throw new IllegalStateException("put were " + put + ", held are " + held);
    }
  }

  @Test
  void however_they_take_turns() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(3)
        .actorsAfter(1)
        .iterations(8)
        .invocationsPerIteration(150)
        .check(getClass());
  }
}
