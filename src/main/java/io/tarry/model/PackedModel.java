package io.tarry.model;

import io.tarry.engine.Model;
import io.tarry.engine.Symmetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A typed model as the engine sees it, and what claims and runs see of its states and actions. */
abstract class PackedModel<S, A> implements Model {

  /** The state that a step which is being offered is from; valid as long as that. */
  abstract S before(long[] state);

  /** The state that a step which is being offered leads to; valid as long as that. */
  abstract S after(long[] state);

  /** The action of that number, among those of the state whose steps are being offered. */
  abstract A action(int number);

  /** What people call the action of that number in that state. */
  abstract String actionText(long[] state, int number);

  /** The state, as a value. */
  abstract S keep(long[] state);

  /** The first step at whose offer the model is seen to have changed the state that it is given. */
  Optional<A> changing(long[] state) {
    return Optional.empty();
  }

  /** Whether the values that the state was unpacked to are still what they were then. */
  boolean isAsPacked(long[] state) {
    return true;
  }

  /** Works out anew what is asked from here on, whatever was remembered of it. */
  void forget() {}

  /** Whether it is no deadlock that no step leads on from this state. */
  abstract boolean mayEnd(long[] state);

  /** What says which states stand for others. */
  abstract Symmetry symmetry();

  /** The bounds of its own that the model, and all models of the same search, have met. */
  abstract Bounds bounds();

  /** All steps from a state, those beyond a bound included. */
  final List<Move<A>> moves(long[] state) {
    var moves = new Moves();
    successors(state, moves);
    return moves.found;
  }

  /** The initial states. */
  final List<long[]> starts() {
    var moves = new Moves();
    initialStates(moves);
    return moves.found.stream().filter(move -> !move.isBeyond()).map(Move::next).toList();
  }

  private final class Moves implements Sink {

    private final List<Move<A>> found = new ArrayList<>();

    @Override
    public void offer(int number, long[] next) {
      found.add(new Move<>(number, nameOf(number), next.clone(), ""));
    }

    @Override
    public void beyond(int number, String limit) {
      found.add(new Move<>(number, nameOf(number), new long[0], limit));
    }

    private List<A> nameOf(int number) {
      return number == INITIAL ? List.of() : List.of(action(number));
    }
  }
}
