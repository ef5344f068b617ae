package io.tarry.model;

import io.tarry.engine.Model;
import io.tarry.engine.Property.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * A walk through a model by hand: which actions are possible, take one, ask what holds, go back. A
 * step beyond a bound of the model is none of them.
 */
public final class Walk<S, A> {

  private final PackedModel<S, A> model;
  private final long[] start;
  private final Deque<Move<A>> taken = new ArrayDeque<>();

  /** A walk from one of the initial states. */
  Walk(PackedModel<S, A> model, long[] start) {
    this.model = model;
    this.start = start;
  }

  /** A walk from any of the initial states. */
  static <S, A> Walk<S, A> fromAny(PackedModel<S, A> model, Random random) {
    List<long[]> starts = model.starts();
    return new Walk<>(model, starts.get(random.nextInt(starts.size())));
  }

  /** The state that the walk has come to. */
  public S state() {
    return model.keep(here());
  }

  /** The actions that are possible here, in the model's order. */
  public List<A> enabled() {
    return moves().stream().map(Move::action).toList();
  }

  /** Whether no step is possible here. */
  public boolean isOver() {
    return moves().isEmpty();
  }

  /**
   * Takes an action; the first step of that action, if there are several.
   *
   * @return this
   * @throws IllegalArgumentException if it is not possible here; the message says which are
   */
  public Walk<S, A> take(A action) {
    return take(action, next -> true, "");
  }

  /** As {@link #take(Object)}, to that state. */
  void take(A action, S next) {
    take(action, words -> model.keep(words).equals(next), " to " + next);
  }

  private Walk<S, A> take(A action, Predicate<long[]> isNext, String to) {
    Move<A> move =
        moves().stream()
            .filter(one -> one.action().equals(action) && isNext.test(one.next()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    action
                        + to
                        + " is not possible in this state, only "
                        + enabled()
                        + "\n"
                        + run()));
    taken.addLast(move);
    return this;
  }

  /** Takes any step, each as probable as another. Says whether there was one. */
  public boolean takeAny(Random random) {
    List<Move<A>> moves = moves();
    if (moves.isEmpty()) {
      return false;
    }
    taken.addLast(moves.get(random.nextInt(moves.size())));
    return true;
  }

  /**
   * Goes back a step.
   *
   * @return this
   * @throws IllegalStateException if the walk is at its beginning
   */
  public Walk<S, A> back() {
    if (taken.isEmpty()) {
      throw new IllegalStateException("the walk is at its beginning");
    }
    taken.removeLast();
    return this;
  }

  /**
   * Whether the last step is as the claim says that each should be; of {@link Claim#reachable}, as
   * some should be. Before the first step, how the run begins is judged.
   *
   * @throws IllegalArgumentException if the claim is about runs
   */
  public boolean meets(Claim<? super S, ? super A> claim) {
    if (claim.kind().isAboutRuns()) {
      throw new IllegalArgumentException(
          "'" + claim.name() + "' is about runs, and no single step can meet it");
    }
    if (claim.kind() == Kind.NO_STUCK_STATE) {
      return !isDeadlock();
    }
    boolean isAsked = claim.premise().map(this::answer).orElse(true);
    return !isAsked || answer(claim.question());
  }

  private boolean isDeadlock() {
    return allMoves().stream().noneMatch(move -> isWayOn(move)) && !model.mayEnd(here());
  }

  private boolean isWayOn(Move<A> move) {
    return move.isBeyond() || !Arrays.equals(move.next(), here());
  }

  /** The way that the walk has come. */
  public Run<S, A> run() {
    List<S> states = new ArrayList<>();
    states.add(model.keep(start));
    taken.forEach(move -> states.add(model.keep(move.next())));
    return new Run<>(states, taken.stream().map(Move::action).toList(), Optional.empty());
  }

  private boolean answer(Question<? super S, ? super A> question) {
    Move<A> last = taken.peekLast();
    if (last == null) {
      model.show(start);
      return question.of(model, start, Model.INITIAL, start);
    }
    taken.removeLast();
    long[] before = here();
    taken.addLast(last);
    var answer = new Answer(question, before, last);
    model.successors(before, answer);
    return answer.isYes;
  }

  private List<Move<A>> moves() {
    return allMoves().stream().filter(move -> !move.isBeyond()).toList();
  }

  private List<Move<A>> allMoves() {
    try {
      return model.moves(here());
    } catch (CarriedException failure) {
      throw failure.after(run(), model);
    }
  }

  private long[] here() {
    Move<A> last = taken.peekLast();
    return last == null ? start : last.next();
  }

  /** Asks about one of the steps that a model offers. */
  private final class Answer implements Model.Sink {

    private final Question<? super S, ? super A> question;
    private final long[] before;
    private final Move<A> step;
    private boolean isYes;

    Answer(Question<? super S, ? super A> question, long[] before, Move<A> step) {
      this.question = question;
      this.before = before;
      this.step = step;
    }

    @Override
    public void offer(int action, long[] next) {
      if (action == step.number() && Arrays.equals(next, step.next())) {
        isYes = question.of(model, before, action, next);
      }
    }

    @Override
    public void beyond(int action, String limit) {}
  }
}
