package io.tarry.model;

import io.tarry.engine.Property.Kind;
import io.tarry.engine.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random walks, and the first of them that decides each claim. */
final class Simulation<S, A> {

  private final PackedModel<S, A> model;
  private final List<Claim<? super S, ? super A>> claims = new ArrayList<>();
  private final Map<Claim<? super S, ? super A>, Run<S, A>> decided = new LinkedHashMap<>();

  Simulation(PackedModel<S, A> model, List<? extends Claim<? super S, ? super A>> asked) {
    this.model = model;
    claims.add(Claim.<S, A>noDeadlock());
    claims.addAll(asked);
    for (Claim<? super S, ? super A> claim : claims) {
      if (claim.kind().isAboutRuns()) {
        throw new IllegalArgumentException(
            "'" + claim.name() + "' is about runs, and cannot be decided by random walks");
      }
    }
  }

  SimulationResult<S, A> run(long seed, int walks, int steps) {
    Random random = new Random(seed);
    long taken = 0;
    for (int walk = 0; walk < walks; walk++) {
      Walk<S, A> way = Walk.fromAny(model, random);
      judge(way);
      for (int step = 0; step < steps && way.takeAny(random); step++) {
        taken++;
        judge(way);
      }
    }
    return new SimulationResult<>(claims.stream().map(this::found).toList(), seed, walks, taken);
  }

  private void judge(Walk<S, A> way) {
    for (Claim<? super S, ? super A> claim : claims) {
      if (!decided.containsKey(claim) && decides(way, claim)) {
        decided.put(claim, way.run());
      }
    }
  }

  private boolean decides(Walk<S, A> way, Claim<? super S, ? super A> claim) {
    try {
      return way.meets(claim) == (claim.kind() == Kind.REACHABLE);
    } catch (ModelException failure) {
      throw failure;
    } catch (RuntimeException | AssertionError failure) {
      throw new ModelException(
          "the claim '"
              + claim.name()
              + "' threw "
              + failure
              + " in the last state of this run:\n"
              + way.run(),
          Optional.of(way.run()),
          failure);
    }
  }

  private ClaimResult<S, A> found(Claim<? super S, ? super A> claim) {
    Verdict whenDecided = claim.kind() == Kind.REACHABLE ? Verdict.HOLDS : Verdict.VIOLATED;
    Optional<Run<S, A>> run = Optional.ofNullable(decided.get(claim));
    return new ClaimResult<>(
        claim.name(), run.isPresent() ? whenDecided : Verdict.UNDECIDED, false, run);
  }
}
