package io.tarry.model.examples;

import io.tarry.model.RecordModel;
import java.util.List;

/** Two threads that first look whether a lock is free and then take it: each may have looked. */
final class BrokenMutex implements RecordModel<BrokenMutex.State, BrokenMutex.Act> {

  enum At {
    OUTSIDE,
    SAW_IT_FREE,
    INSIDE
  }

  enum Does {
    LOOKS,
    ENTERS,
    LEAVES
  }

  record State(boolean locked, At one, At other) {

    At at(int thread) {
      return thread == 1 ? one : other;
    }

    State with(int thread, At at, boolean nowLocked) {
      return thread == 1 ? new State(nowLocked, at, other) : new State(nowLocked, one, at);
    }
  }

  record Act(int thread, Does does) {
    @Override
    public String toString() {
      return thread + " " + does;
    }
  }

  @Override
  public List<State> initialStates() {
    return List.of(new State(false, At.OUTSIDE, At.OUTSIDE));
  }

  @Override
  public void steps(State state, Steps<State, Act> steps) {
    for (int thread = 1; thread <= 2; thread++) {
      switch (state.at(thread)) {
        case OUTSIDE -> {
          if (!state.locked()) {
            steps.offer(new Act(thread, Does.LOOKS), state.with(thread, At.SAW_IT_FREE, false));
          }
        }
        case SAW_IT_FREE ->
            steps.offer(new Act(thread, Does.ENTERS), state.with(thread, At.INSIDE, true));
        case INSIDE ->
            steps.offer(new Act(thread, Does.LEAVES), state.with(thread, At.OUTSIDE, false));
      }
    }
  }
}
