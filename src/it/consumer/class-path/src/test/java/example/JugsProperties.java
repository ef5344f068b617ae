package example;

import static io.tarry.model.Claim.always;
import static io.tarry.model.Claim.reachable;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tarry.engine.Verdict;
import io.tarry.model.Check;
import io.tarry.model.Counter;
import io.tarry.model.FieldModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Typed models of any size, drawn by jqwik. */
class JugsProperties {

  /** Two jugs, which are filled, emptied, and poured into each other. */
  static final class Jugs extends FieldModel {
    final Counter small;
    final Counter big;

    Jugs(int smallSize, int bigSize) {
      small = counter("small", 0, smallSize);
      big = counter("big", 0, bigSize);
      step("fill small").then(() -> small.set(smallSize));
      step("fill big").then(() -> big.set(bigSize));
      step("empty small").then(() -> small.set(0));
      step("empty big").then(() -> big.set(0));
      step("pour into big").then(() -> pour(small, big, bigSize));
      step("pour into small").then(() -> pour(big, small, smallSize));
    }

    private static void pour(Counter from, Counter to, int size) {
      int amount = Math.min(from.get(), size - to.get());
      from.set(from.get() - amount);
      to.set(to.get() + amount);
    }
  }

  @Property(tries = 50)
  void one_litre_can_be_measured_where_the_sizes_have_no_common_divisor(
      @ForAll @IntRange(min = 1, max = 6) int small, @ForAll @IntRange(min = 1, max = 9) int big) {
    var checked =
        Check.of(() -> new Jugs(small, big))
            .run(
                always("no jug overflows", j -> j.small.get() <= small && j.big.get() <= big),
                reachable("one litre", j -> j.small.get() == 1 || j.big.get() == 1));
    assertEquals(Verdict.HOLDS, checked.verdict("no jug overflows"));
    assertEquals(
        greatestCommonDivisor(small, big) == 1,
        checked.verdict("one litre") == Verdict.HOLDS,
        "one litre");
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
