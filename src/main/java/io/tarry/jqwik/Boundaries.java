package io.tarry.jqwik;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCases;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Numbers from one to another, of which some are at a boundary: these are the edge cases, and every
 * second number drawn is one of them. Numbers shrink towards the least.
 */
record Boundaries(int least, int greatest, List<Integer> boundaries) implements Arbitrary<Integer> {

  /** Leaves out boundaries beyond the range, and what comes twice. */
  Boundaries {
    boundaries =
        boundaries.stream()
            .filter(each -> each >= least && each <= greatest)
            .distinct()
            .sorted()
            .toList();
  }

  @Override
  public RandomGenerator<Integer> generator(int tries) {
    return random ->
        new Drawn(
            random.nextBoolean()
                ? boundaries.get(random.nextInt(boundaries.size()))
                : least + random.nextInt(greatest - least + 1),
            least);
  }

  @Override
  public EdgeCases<Integer> edgeCases(int most) {
    List<Supplier<Shrinkable<Integer>>> suppliers =
        boundaries.stream()
            .limit(most)
            .<Supplier<Shrinkable<Integer>>>map(each -> () -> new Drawn(each, least))
            .toList();
    return EdgeCases.fromSuppliers(suppliers);
  }

  private record Drawn(Integer value, int least) implements Shrinkable<Integer> {

    @Override
    public Stream<Shrinkable<Integer>> shrink() {
      return IntStream.of(least, (least + value) / 2, value - 1)
          .filter(less -> less >= least && less < value)
          .distinct()
          .mapToObj(less -> new Drawn(less, least));
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(value - least);
    }
  }
}
