package io.tarry.engine.explore;

import io.tarry.engine.Model;
import io.tarry.engine.Symmetry;
import io.tarry.engine.Trace;
import io.tarry.engine.monitor.Discovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a run through representatives into a run of the model, in which each part keeps its
 * identity from the first step to the last. Of all such runs it is the one that takes the smallest
 * state at each step, then the smallest action.
 */
public final class ConcreteRun<M extends Model> {

  private final M model;
  private final Symmetry symmetry;

  public ConcreteRun(M model, Symmetry symmetry) {
    this.model = model;
    this.symmetry = symmetry;
  }

  /**
   * The run of the model.
   *
   * @param orbits a run from representative to representative; the last step may end in any state
   * @throws IllegalStateException if there is no such run: what was said to be interchangeable is
   *     not
   */
  public Trace of(Trace orbits, Discovery<M> discovery) {
    List<long[]> states = new ArrayList<>();
    List<Integer> actions = new ArrayList<>();
    boolean judgesInitial = orbits.length() == 0 && !discovery.isAmongStuckStates();
    Next initial = new Next(orbits.states().get(0), judgesInitial ? discovery : null, null);
    model.initialStates(initial);
    states.add(initial.found(discovery));
    for (int i = 0; i < orbits.length(); i++) {
      boolean judged = i + 1 == orbits.length() && !discovery.isAmongStuckStates();
      long[] before = states.get(i).clone();
      Next next = new Next(orbits.states().get(i + 1), judged ? discovery : null, before);
      model.successors(before, next);
      states.add(next.found(discovery));
      actions.add(next.action);
    }
    return new Trace(states, actions);
  }

  /**
   * Keeps the smallest step into an orbit; only of steps that the discovery meets, if there is one.
   */
  private final class Next implements Model.Sink {

    private final long[] orbit;
    private final @Nullable Discovery<M> discovery;
    private final long @Nullable [] before;
    private long @Nullable [] state;
    private int action;

    Next(long[] stateOfOrbit, @Nullable Discovery<M> discovery, long @Nullable [] before) {
      orbit = representative(stateOfOrbit);
      this.discovery = discovery;
      this.before = before;
    }

    @Override
    public void offer(int offered, long[] after) {
      long[] best = state;
      int order = best == null ? -1 : Arrays.compareUnsigned(after, best);
      if (order > 0 || (order == 0 && offered >= action)) {
        return;
      }
      boolean isWanted =
          discovery == null
              || discovery.isMatch(model, before == null ? after : before, offered, after);
      if (isWanted && Arrays.equals(representative(after), orbit)) {
        state = after.clone();
        action = offered;
      }
    }

    @Override
    public void beyond(int offered, String limit) {
      // leads to no state
    }

    long[] found(Discovery<M> shown) {
      long[] best = state;
      if (best == null) {
        throw new IllegalStateException(
            "the run for '"
                + shown.property()
                + "' exists only up to symmetry: what the search took for interchangeable is not,"
                + " for this model or for this property");
      }
      return best;
    }
  }

  private long[] representative(long[] state) {
    long[] copy = state.clone();
    symmetry.represent(copy);
    return copy;
  }
}
