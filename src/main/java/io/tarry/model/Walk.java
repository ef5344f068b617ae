package io.tarry.model;

import io.tarry.engine.Model;
import io.tarry.engine.Property.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A walk through a model by hand: which actions are possible, take one, ask what holds, go back. A
 * step beyond a bound of the model is none of them.
 */
public final class Walk<S, A> {

  private final Packed<S, A> model;
  private final List<long[]> states = new ArrayList<>();
  private final List<A> actions = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();

  Walk(Packed<S, A> model) {
    this(model, model.starts().get(0));
  }

  private Walk(Packed<S, A> model, long[] start) {
    this.model = model;
    states.add(start);
  }

  /** A walk from one of the initial states. */
  static <S, A> Walk<S, A> fromAny(Packed<S, A> model, Random random) {
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
    Move<A> taken =
        moves().stream()
            .filter(move -> move.action().equals(action))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    action + " is not possible in this state, only " + enabled() + "\n" + run()));
    go(taken);
    return this;
  }

  /** Takes any step, each as probable as another. Says whether there was one. */
  public boolean takeAny(Random random) {
    List<Move<A>> moves = moves();
    if (moves.isEmpty()) {
      return false;
    }
    go(moves.get(random.nextInt(moves.size())));
    return true;
  }

  /**
   * Goes back a step.
   *
   * @return this
   * @throws IllegalStateException if the walk is at its beginning
   */
  public Walk<S, A> back() {
    if (actions.isEmpty()) {
      throw new IllegalStateException("the walk is at its beginning");
    }
    states.remove(states.size() - 1);
    actions.remove(actions.size() - 1);
    numbers.remove(numbers.size() - 1);
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
    return model.moves(here()).stream().noneMatch(move -> isWayOn(move)) && !model.mayEnd(here());
  }

  private boolean isWayOn(Move<A> move) {
    return move.isBeyond() || !Arrays.equals(move.next(), here());
  }

  /** The way that the walk has come. */
  public Run<S, A> run() {
    return new Run<>(states.stream().map(model::keep).toList(), actions, Optional.empty());
  }

  private boolean answer(Question<? super S, ? super A> question) {
    long[] after = here();
    if (actions.isEmpty()) {
      model.show(after);
      return question.of(model, after, Model.INITIAL, after);
    }
    long[] before = states.get(states.size() - 2);
    var answer = new Answer(question, before, numbers.get(numbers.size() - 1), after);
    model.successors(before, answer);
    return answer.isYes;
  }

  private List<Move<A>> moves() {
    return model.moves(here()).stream().filter(move -> !move.isBeyond()).toList();
  }

  private void go(Move<A> move) {
    states.add(move.next());
    actions.add(move.action());
    numbers.add(move.number());
  }

  private long[] here() {
    return states.get(states.size() - 1);
  }

  /** Asks about one of the steps that a model offers. */
  private final class Answer implements Model.Sink {

    private final Question<? super S, ? super A> question;
    private final long[] before;
    private final int number;
    private final long[] after;
    private boolean isYes;

    Answer(Question<? super S, ? super A> question, long[] before, int number, long[] after) {
      this.question = question;
      this.before = before;
      this.number = number;
      this.after = after;
    }

    @Override
    public void offer(int action, long[] next) {
      if (action == number && Arrays.equals(next, after)) {
        isYes = question.of(model, before, action, next);
      }
    }

    @Override
    public void beyond(int action, String limit) {}
  }
}
