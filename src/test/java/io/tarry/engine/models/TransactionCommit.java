package io.tarry.engine.models;

/**
 * What a transaction commit must do, without saying how: each resource manager may prepare; it may
 * commit once all have prepared, and abort while none has committed.
 */
public final class TransactionCommit extends OneWordModel {

  /** The states of a resource manager. */
  public enum Manager {
    WORKING,
    PREPARED,
    COMMITTED,
    ABORTED
  }

  private final int managers;

  /** With that many resource managers. */
  public TransactionCommit(int managers) {
    this.managers = managers;
  }

  /** Whether all resource managers are in this state. */
  public boolean all(Manager manager, long[] state) {
    return all(state[0], manager, manager);
  }

  @Override
  public void initialStates(Sink sink) {
    offer(sink, INITIAL, 0);
  }

  @Override
  void successors(long state, Sink sink) {
    boolean allReady = all(state, Manager.PREPARED, Manager.COMMITTED);
    boolean noneCommitted = true;
    for (int i = 0; i < managers; i++) {
      noneCommitted &= manager(state, i) != Manager.COMMITTED;
    }
    for (int i = 0; i < managers; i++) {
      Manager now = manager(state, i);
      if (now == Manager.WORKING) {
        offer(sink, 3 * i, with(state, i, Manager.PREPARED));
      }
      if (now == Manager.PREPARED && allReady) {
        offer(sink, 3 * i + 1, with(state, i, Manager.COMMITTED));
      }
      if ((now == Manager.WORKING || now == Manager.PREPARED) && noneCommitted) {
        offer(sink, 3 * i + 2, with(state, i, Manager.ABORTED));
      }
    }
  }

  private boolean all(long state, Manager one, Manager other) {
    for (int i = 0; i < managers; i++) {
      if (manager(state, i) != one && manager(state, i) != other) {
        return false;
      }
    }
    return true;
  }

  private static Manager manager(long state, int i) {
    return Manager.values()[(int) (state >> 2 * i) & 3];
  }

  private static long with(long state, int i, Manager manager) {
    return state & ~(3L << 2 * i) | (long) manager.ordinal() << 2 * i;
  }
}
