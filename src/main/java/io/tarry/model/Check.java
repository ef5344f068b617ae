package io.tarry.model;

import io.tarry.engine.BrokenContract;
import io.tarry.engine.FailureTrace;
import io.tarry.engine.Finding;
import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Decides claims about a model, walks it, and tries it.
 *
 * <pre>{@code
 * Check.of(Mutex::new)
 *     .run(never("both are inside", m -> m.inside.all(Flag::get)))
 *     .requireAllHold();
 * }</pre>
 *
 * <p>It is a description: it can be run again, and changing it makes another one. A state that no
 * step leads on from is a deadlock, unless the model says that it may end there; "no deadlock" is a
 * claim that is always asked.
 */
public final class Check<S, A> {

  private final Supplier<Supplier<PackedModel<S, A>>> models;
  private final boolean oneThread;
  private final int threads;
  private final UnaryOperator<Search<PackedModel<S, A>>> manner;
  private final boolean reduced;

  private Check(
      Supplier<Supplier<PackedModel<S, A>>> models,
      boolean oneThread,
      int threads,
      UnaryOperator<Search<PackedModel<S, A>>> manner,
      boolean reduced) {
    this.models = models;
    this.oneThread = oneThread;
    this.threads = threads;
    this.manner = manner;
    this.reduced = reduced;
  }

  /**
   * Of a model of fields, by one thread, without limits.
   *
   * @param model makes a new instance of the same model at each call
   */
  public static <M extends FieldModel> Check<M, Action> of(Supplier<M> model) {
    return new Check<>(
        () -> {
          var bounds = new Bounds();
          return () -> new PackedFields<>(model, bounds);
        },
        false,
        1,
        search -> search,
        false);
  }

  /** Of a model of records, without limits. */
  public static <S, A> Check<S, A> of(RecordModel<S, A> model) {
    return new Check<>(
        () -> {
          var bounds = new Bounds();
          Interning<S> interning = PackedRecords.interning(model);
          return () -> new PackedRecords<>(model, interning, bounds);
        },
        true,
        1,
        search -> search,
        false);
  }

  /** The same within these limits. */
  public Check<S, A> within(Limits limits) {
    return in(search -> search.within(limits));
  }

  /** The same, reporting its progress there. */
  public Check<S, A> reportingTo(Progress progress) {
    return in(search -> search.reportingTo(progress));
  }

  /** The same, which ends after the level in which a first claim is violated. */
  public Check<S, A> untilViolated() {
    return in(Search::untilViolated);
  }

  /**
   * The same, which ends after the level in which the last claim is decided. Where nothing speaks
   * against a claim, only the whole space can decide it.
   */
  public Check<S, A> untilDecided() {
    return in(Search::untilDecided);
  }

  /**
   * The same by this many threads. The answers are the same for any number.
   *
   * @throws IllegalArgumentException if there would be no thread, or more than one for a model of
   *     records: the numbers of its components, and so its runs, would depend on who is first
   */
  public Check<S, A> using(int newThreads) {
    if (oneThread && newThreads > 1) {
      throw new IllegalArgumentException(
          "one thread searches a model of records; a model of fields can have " + newThreads);
    }
    return new Check<>(models, oneThread, newThreads, manner, reduced);
  }

  /**
   * The same, which looks at one state alone of those that differ in no more than which of several
   * interchangeable parts is which: the one that the model's {@code represent} makes of it.
   */
  public Check<S, A> reduced() {
    return new Check<>(models, oneThread, threads, manner, true);
  }

  private Check<S, A> in(UnaryOperator<Search<PackedModel<S, A>>> further) {
    return new Check<>(
        models, oneThread, threads, search -> further.apply(manner.apply(search)), reduced);
  }

  /**
   * Decides these claims, and whether there is a deadlock, in one search.
   *
   * @throws ModelException if the model or a claim throws an exception
   * @throws IllegalArgumentException if two claims have the same name, or if a claim about runs is
   *     asked of a search that is {@linkplain #reduced reduced}
   * @throws BrokenContract if the model is seen to break its contract; the message shows the run to
   *     where that was seen, and {@link #requireLaws} looks for more
   */
  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final CheckResult<S, A> run(Claim<? super S, ? super A>... claims) {
    return run(Arrays.asList(claims));
  }

  /** As {@link #run(Claim[])}. */
  public CheckResult<S, A> run(List<? extends Claim<? super S, ? super A>> claims) {
    Supplier<PackedModel<S, A>> sameModels = models.get();
    List<Claim<? super S, ? super A>> all = new ArrayList<>();
    all.add(Claim.<S, A>noDeadlock());
    all.addAll(claims);
    List<Property<PackedModel<S, A>>> properties = new ArrayList<>();
    for (Claim<? super S, ? super A> claim : all) {
      properties.add(claim.packed());
      claim.<S, A>packedPremise().ifPresent(properties::add);
    }
    SearchResult result;
    try {
      result = search(sameModels).run(properties);
    } catch (CarriedException failure) {
      throw explained(failure, sameModels.get());
    } catch (BrokenContract broken) {
      throw explained(broken, sameModels.get());
    }
    return checked(sameModels.get(), all, result);
  }

  /** A walk by hand, from the first initial state. */
  public Walk<S, A> walk() {
    return walks().get(0);
  }

  /** Walks by hand, one from each initial state. */
  public List<Walk<S, A>> walks() {
    PackedModel<S, A> model = models.get().get();
    return model.starts().stream().map(start -> new Walk<>(model, start)).toList();
  }

  /**
   * Takes a run again, from its first state through all its states.
   *
   * @throws IllegalArgumentException if the model has no such run (any more); the message says
   *     where it stops
   */
  public void replay(Run<S, A> run) {
    Walk<S, A> walk =
        walks().stream()
            .filter(one -> one.state().equals(run.first()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(run.first() + " is no initial state of the model"));
    for (int i = 0; i < run.length(); i++) {
      walk.take(run.actions().get(i), run.states().get(i + 1));
    }
  }

  /**
   * Walks at random, for models too large to search: this many times, this many steps each, from an
   * initial state. The same seed gives the same walks.
   *
   * @param claims about states and steps; a walk cannot decide one about runs
   * @throws IllegalArgumentException if a claim is about runs
   * @throws ModelException if the model or a claim throws an exception
   */
  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final SimulationResult<S, A> simulate(
      long seed, int walks, int steps, Claim<? super S, ? super A>... claims) {
    return new Simulation<S, A>(models.get().get(), Arrays.asList(claims)).run(seed, walks, steps);
  }

  /**
   * Tries what a model owes to a search, in its first states: it offers the same steps each time
   * and changes nothing that it is given; claims change nothing that is counted; and one state of
   * each orbit is enough to decide the claims, if the model says which states stand for others.
   *
   * @param claims some to ask meanwhile
   * @throws AssertionError if the model breaks one of these laws; the message says which one, in
   *     which state, by which step, and shows the run
   */
  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final void requireLaws(Claim<? super S, ? super A>... claims) {
    new Laws<>(this, models).require(Arrays.asList(claims));
  }

  private Search<PackedModel<S, A>> search(Supplier<PackedModel<S, A>> sameModels) {
    Search<PackedModel<S, A>> search = manner.apply(Search.of(sameModels)).using(threads);
    return reduced ? search.reducedBy(() -> sameModels.get().symmetry()) : search;
  }

  private CheckResult<S, A> checked(
      PackedModel<S, A> model, List<Claim<? super S, ? super A>> claims, SearchResult result) {
    boolean onlyBounds = !result.limits().isEmpty() && model.bounds().areAll(result.limits());
    List<ClaimResult<S, A>> found = new ArrayList<>();
    for (Claim<? super S, ? super A> claim : claims) {
      Finding finding = result.finding(claim.name());
      boolean withinBound =
          onlyBounds
              && finding.verdict() == Verdict.UNDECIDED
              && switch (claim.kind()) {
                case ALWAYS ->
                    claim.premise().isEmpty()
                        || result.finding(claim.premiseName()).verdict() == Verdict.HOLDS;
                case NO_STUCK_STATE -> true;
                case REACHABLE, LEADS_TO, ALWAYS_EVENTUALLY, NO_ENDLESS_EXCHANGE -> false;
              };
      found.add(
          new ClaimResult<>(
              claim.name(),
              finding.verdict(),
              withinBound,
              finding.trace().map(trace -> run(model, trace))));
    }
    return new CheckResult<>(found, result.statistics(), result.limits());
  }

  private static <S, A> Run<S, A> run(PackedModel<S, A> model, Trace trace) {
    List<A> actions = new ArrayList<>();
    for (int i = 0; i < trace.length(); i++) {
      int number = trace.actions().get(i);
      long[] next = trace.states().get(i + 1);
      actions.add(
          model.moves(trace.states().get(i)).stream()
              .filter(move -> move.number() == number && Arrays.equals(move.next(), next))
              .findFirst()
              .orElseThrow()
              .action());
    }
    return new Run<>(trace.states().stream().map(model::keep).toList(), actions, trace.loopStart());
  }

  private static <S, A> ModelException explained(
      CarriedException failure, PackedModel<S, A> model) {
    return failure.told(FailureTrace.of(failure).map(place -> run(model, place.run())), model);
  }

  private static <S, A> BrokenContract explained(BrokenContract broken, PackedModel<S, A> model) {
    Optional<FailureTrace> place = FailureTrace.of(broken);
    Throwable seen = broken.getCause();
    if (place.isEmpty() || seen == null) {
      return broken;
    }
    long[] state = place.get().run().last();
    int action = place.get().action();
    return new BrokenContract(
        seen.getMessage()
            + "; in the last state of this run"
            + (action < 0 ? "" : ", by its step " + model.actionText(state, action))
            + ":\n"
            + run(model, place.get().run()));
  }
}
