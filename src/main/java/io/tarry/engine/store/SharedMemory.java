package io.tarry.engine.store;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that several threads use together, and the memory that it takes. It is made by the
 * first that joins, and is gone when all have left. Safe for several threads.
 */
final class SharedMemory {

  private final MemoryBudget memory;
  private final Set<Object> users = new HashSet<>();
  private @Nullable Object made;
  private long bytes;

  SharedMemory(MemoryBudget memory) {
    this.memory = memory;
  }

  synchronized <T> T join(Object user, Class<T> type, Supplier<T> maker) {
    users.add(user);
    if (made == null) {
      made = maker.get();
    }
    return type.cast(made);
  }

  synchronized boolean take(long more) {
    if (!memory.takeIfPlenty(more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  synchronized void leave(Object user) {
    users.remove(user);
    if (users.isEmpty()) {
      memory.giveBack(bytes);
      bytes = 0;
      made = null;
    }
  }
}
