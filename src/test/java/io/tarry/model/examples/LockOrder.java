package io.tarry.model.examples;

import io.tarry.model.RecordModel;
import java.util.ArrayList;
import java.util.List;

/** Threads that each take two locks, in an order of their own, and then give both back. */
final class LockOrder implements RecordModel<LockOrder.State, LockOrder.Act> {

  /** How many locks each thread holds. */
  record State(List<Integer> held) {

    State with(int thread, int count) {
      List<Integer> changed = new ArrayList<>(held);
      changed.set(thread, count);
      return new State(List.copyOf(changed));
    }
  }

  record Act(int thread, String does) {
    @Override
    public String toString() {
      return "thread " + thread + " " + does;
    }
  }

  private final List<List<String>> orders;

  /** With one thread for each order in which locks are taken. */
  LockOrder(List<List<String>> orders) {
    this.orders = orders;
  }

  @Override
  public List<State> initialStates() {
    return List.of(new State(orders.stream().map(order -> 0).toList()));
  }

  @Override
  public void steps(State state, Steps<State, Act> steps) {
    for (int thread = 0; thread < orders.size(); thread++) {
      int held = state.held().get(thread);
      if (held == orders.get(thread).size()) {
        steps.offer(new Act(thread, "gives both back"), state.with(thread, 0));
      } else {
        String lock = orders.get(thread).get(held);
        if (isFree(lock, state)) {
          steps.offer(new Act(thread, "takes " + lock), state.with(thread, held + 1));
        }
      }
    }
  }

  private boolean isFree(String lock, State state) {
    for (int thread = 0; thread < orders.size(); thread++) {
      if (orders.get(thread).subList(0, state.held().get(thread)).contains(lock)) {
        return false;
      }
    }
    return true;
  }
}
