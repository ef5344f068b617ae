package io.tarry.model;

import io.tarry.engine.Limits;
import io.tarry.engine.Statistics;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** What a model owes to a search, tried in its first states. */
final class Laws<S, A> {

  private static final int STATES_TRIED = 2_000;
  private static final long STATES_SEARCHED = 100_000;

  private final Check<S, A> check;
  private final PackedModel<S, A> model;
  private final PackedModel<S, A> another;
  private final Map<LongBuffer, Way<A>> ways = new HashMap<>();

  /** How a state was first reached. */
  private record Way<A>(Optional<LongBuffer> before, List<A> action) {}

  Laws(Check<S, A> check, Supplier<Supplier<PackedModel<S, A>>> models) {
    this.check = check.within(Limits.none().states(STATES_SEARCHED));
    Supplier<PackedModel<S, A>> sameModels = models.get();
    model = sameModels.get();
    another = sameModels.get();
  }

  void require(List<? extends Claim<? super S, ? super A>> claims) {
    requireSameSteps();
    requireSameCounts(claims);
    requireSameVerdicts(claims);
  }

  private void requireSameSteps() {
    Queue<LongBuffer> open = new ArrayDeque<>();
    for (long[] start : model.starts()) {
      note(open, start, Optional.empty(), List.of());
    }
    while (!open.isEmpty()) {
      LongBuffer state = open.remove();
      for (Move<A> move : lawful(state)) {
        if (!move.isBeyond() && ways.size() < STATES_TRIED) {
          note(open, move.next(), Optional.of(state), move.actions());
        }
      }
    }
  }

  private void note(
      Queue<LongBuffer> open, long[] state, Optional<LongBuffer> before, List<A> action) {
    LongBuffer key = LongBuffer.wrap(state.clone());
    if (ways.putIfAbsent(key, new Way<>(before, action)) == null) {
      open.add(key);
    }
  }

  private List<Move<A>> lawful(LongBuffer state) {
    long[] given = state.array().clone();
    Optional<A> changing = changing(given, state);
    if (changing.isPresent()) {
      throw changed(state, ", by its step " + changing.get());
    }
    List<Move<A>> moves = moves(given, state);
    if (!Arrays.equals(given, state.array()) || !model.isAsPacked(given)) {
      throw changed(state, ", after its last step");
    }
    model.forget();
    requireSame(moves, model.moves(given), state, "the second time");
    requireSame(moves, another.moves(given), state, "when another instance makes them");
    return moves;
  }

  private AssertionError changed(LongBuffer state, String step) {
    return broken(
        "a model must not change the state that it is given (below, it is as changed)",
        state,
        step);
  }

  private Optional<A> changing(long[] given, LongBuffer state) {
    try {
      return model.changing(given);
    } catch (CarriedException failure) {
      throw failure.after(runTo(state), model);
    }
  }

  private List<Move<A>> moves(long[] given, LongBuffer state) {
    try {
      return model.moves(given);
    } catch (CarriedException failure) {
      throw failure.after(runTo(state), model);
    }
  }

  private void requireSame(
      List<Move<A>> moves, List<Move<A>> others, LongBuffer state, String when) {
    for (int i = 0; i < Math.max(moves.size(), others.size()); i++) {
      boolean bothAreThere = i < moves.size() && i < others.size();
      if (!bothAreThere || !isSame(moves.get(i), others.get(i))) {
        Move<A> odd = i < moves.size() ? moves.get(i) : others.get(i);
        throw broken(
            "a model must offer the same steps each time, and they differ "
                + when
                + " (a hash table's order, random numbers, a clock, memory of earlier calls, or a"
                + " class without equals)",
            state,
            ", by its step " + odd.action());
      }
    }
  }

  private static boolean isSame(Move<?> one, Move<?> other) {
    return one.number() == other.number()
        && one.actions().equals(other.actions())
        && Arrays.equals(one.next(), other.next())
        && one.bound().equals(other.bound());
  }

  private void requireSameCounts(List<? extends Claim<? super S, ? super A>> claims) {
    Statistics alone = check.run().statistics();
    Statistics asked = check.run(claims).statistics();
    if (alone.states() != asked.states() || alone.transitions() != asked.transitions()) {
      throw new AssertionError(
          "claims must not change what a model does, but with them there are "
              + asked.states()
              + " states and "
              + asked.transitions()
              + " transitions, and without them "
              + alone.states()
              + " and "
              + alone.transitions());
    }
  }

  private void requireSameVerdicts(List<? extends Claim<? super S, ? super A>> claims) {
    List<Claim<? super S, ? super A>> decidable = new ArrayList<>(claims);
    decidable.removeIf(claim -> claim.kind().isAboutRuns());
    CheckResult<S, A> whole = check.run(decidable);
    if (!whole.limits().isEmpty() && whole.statistics().states() >= STATES_SEARCHED) {
      return; // what a limit cut off differs
    }
    CheckResult<S, A> reduced = check.reduced().run(decidable);
    for (ClaimResult<S, A> found : whole.found()) {
      ClaimResult<S, A> other = reduced.found(found.claim());
      boolean sameLength = length(found).equals(length(other));
      if (found.verdict() != other.verdict() || !sameLength) {
        throw new AssertionError(
            "a state must behave as the one that stands for it, but '"
                + found.claim()
                + "' "
                + found.inWords()
                + ", and "
                + (sameLength ? other.inWords() : "is shown by a run of another length")
                + " where only states that stand for others are looked at");
      }
    }
  }

  private static Optional<Integer> length(ClaimResult<?, ?> found) {
    return found.run().map(Run::length);
  }

  private AssertionError broken(String law, LongBuffer state, String step) {
    return new AssertionError(
        law + "; broken in the last state of this run" + step + ":\n" + runTo(state));
  }

  private Run<S, A> runTo(LongBuffer state) {
    List<S> states = new ArrayList<>();
    List<A> actions = new ArrayList<>();
    Optional<LongBuffer> here = Optional.of(state);
    while (here.isPresent()) {
      Way<A> way = ways.getOrDefault(here.get(), new Way<>(Optional.empty(), List.of()));
      states.add(0, model.keep(here.get().array()));
      actions.addAll(0, way.action());
      here = way.before();
    }
    return new Run<>(states, actions, Optional.empty());
  }
}
