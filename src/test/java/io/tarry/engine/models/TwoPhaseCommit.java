package io.tarry.engine.models;

/**
 * Two-phase commit: a transaction manager hears that resource managers are prepared and tells them
 * to commit once all are, or tells them to abort at any time before. Messages stay where they are:
 * a set that only grows, so each can be received again.
 */
public final class TwoPhaseCommit extends OneWordModel {

  private static final int WORKING = 0;
  private static final int PREPARED = 1;
  private static final int COMMITTED = 2;
  private static final int ABORTED = 3;

  // The bits of a state, from the lowest: 2 for each resource manager; 1 each: it has said that it
  // is
  // prepared; 1 each: the transaction manager has heard so; then the four below.
  private final int managers;
  private final int saidShift;
  private final int heardShift;
  private final long decidedToCommit;
  private final long decidedToAbort;

  /** With that many resource managers, at most 15. */
  public TwoPhaseCommit(int managers) {
    this.managers = managers;
    saidShift = 2 * managers;
    heardShift = 3 * managers;
    decidedToCommit = 1L << 4 * managers;
    decidedToAbort = 2L << 4 * managers;
  }

  /** Whether one resource manager has committed and another aborted. */
  public boolean disagree(long[] state) {
    boolean committed = false;
    boolean aborted = false;
    for (int i = 0; i < managers; i++) {
      committed |= manager(state[0], i) == COMMITTED;
      aborted |= manager(state[0], i) == ABORTED;
    }
    return committed && aborted;
  }

  @Override
  public void initialStates(Sink sink) {
    offer(sink, INITIAL, 0);
  }

  @Override
  void successors(long state, Sink sink) {
    boolean undecided = (state & (decidedToCommit | decidedToAbort)) == 0;
    long all = (1L << managers) - 1;
    if (undecided && (state >> heardShift & all) == all) {
      offer(sink, 0, state | decidedToCommit);
    }
    if (undecided) {
      offer(sink, 1, state | decidedToAbort);
    }
    for (int i = 0; i < managers; i++) {
      int action = 2 + 5 * i;
      long said = 1L << saidShift + i;
      if (undecided && (state & said) != 0) {
        offer(sink, action, state | 1L << heardShift + i);
      }
      if (manager(state, i) == WORKING) {
        offer(sink, action + 1, with(state, i, PREPARED) | said);
        offer(sink, action + 2, with(state, i, ABORTED));
      }
      if ((state & decidedToCommit) != 0) {
        offer(sink, action + 3, with(state, i, COMMITTED));
      }
      if ((state & decidedToAbort) != 0) {
        offer(sink, action + 4, with(state, i, ABORTED));
      }
    }
  }

  private static int manager(long state, int i) {
    return (int) (state >> 2 * i) & 3;
  }

  private static long with(long state, int i, long manager) {
    return state & ~(3L << 2 * i) | manager << 2 * i;
  }
}
