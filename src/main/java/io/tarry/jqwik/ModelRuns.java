package io.tarry.jqwik;

import io.tarry.model.Check;
import io.tarry.model.Run;
import io.tarry.model.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Runs of a typed model, drawn at random, to drive an implementation of the same thing; see {@link
 * Lockstep}. A run shrinks by steps: some are left out, and the rest is a run of the model still.
 */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class ModelRuns {

  private ModelRuns() {}

  /**
   * Runs of at most this many steps, from any of the model's initial states. The claims and limits
   * of a check play no part.
   */
  public static <S, A> Arbitrary<Run<S, A>> of(Check<S, A> check, int stepsMax) {
    return Arbitraries.fromGenerator(random -> new Steps<>(check, drawn(check, stepsMax, random)));
  }

  private static <S, A> Run<S, A> drawn(Check<S, A> check, int stepsMax, Random random) {
    List<Walk<S, A>> starts = check.walks();
    Walk<S, A> walk = starts.get(random.nextInt(starts.size()));
    int steps = random.nextInt(stepsMax + 1);
    for (int i = 0; i < steps && walk.takeAny(random); i++) {
      // Each step is taken as it is drawn.
    }
    return walk.run();
  }

  /** A run that can be left out of. */
  private record Steps<S, A>(Check<S, A> check, Run<S, A> value) implements Shrinkable<Run<S, A>> {

    /** Any steps in a row are left out, the most first. */
    @Override
    public Stream<Shrinkable<Run<S, A>>> shrink() {
      int length = value.length();
      return IntStream.iterate(length, size -> size > 0, size -> size - 1)
          .boxed()
          .flatMap(size ->
              IntStream.rangeClosed(0, length - size).boxed().map(from -> without(from, size)))
          .flatMap(Optional::stream)
          .map(run -> new Steps<>(check, run));
    }

    private Optional<Run<S, A>> without(int from, int size) {
      List<A> left = new ArrayList<>(value.actions().subList(0, from));
      left.addAll(value.actions().subList(from + size, value.length()));
      Walk<S, A> walk =
          check.walks().stream()
              .filter(start -> start.state().equals(value.first()))
              .findFirst()
              .orElseThrow();
      for (A action : left) {
        if (!walk.enabled().contains(action)) {
          return Optional.empty();
        }
        walk.take(action);
      }
      return Optional.of(walk.run());
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(value.length());
    }
  }
}
