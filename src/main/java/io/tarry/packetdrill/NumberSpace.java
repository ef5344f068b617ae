package io.tarry.packetdrill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Sequence numbers made small. The model has windows of a few bytes; so each number that occurs
 * gets a small one that stands in the same relation to all others: before, next to, or after it,
 * and within the window, at its end, or beyond it.
 */
public final class NumberSpace {

  /** The largest window of the model, which holds bytes beyond a gap in the bits of a number. */
  public static final int WINDOW_MAX = 30;

  private static final int FAR = Short.MAX_VALUE / 2;

  private final List<Long> numbers;
  private final int[] small;

  private NumberSpace(List<Long> numbers, int[] small) {
    this.numbers = numbers;
    this.small = small;
  }

  /**
   * Small numbers for these, of which 0 gets 0; none if there are too many for the window.
   *
   * @param window how many bytes the window really has
   * @param modelled how many it has in the model
   */
  public static Optional<NumberSpace> of(Collection<Long> occurring, long window, int modelled) {
    TreeSet<Long> sorted = new TreeSet<>(occurring);
    sorted.add(0L);
    sorted.add(1L);
    List<Long> numbers = List.copyOf(sorted);
    return solve(numbers, window, modelled)
        .map(found -> {
          int zero = found[numbers.indexOf(0L)];
          return new NumberSpace(numbers, Arrays.stream(found).map(each -> each - zero).toArray());
        });
  }

  /** That {@code x[to] - x[from] <= most}. */
  private record Constraint(int from, int to, int most) {}

  /** A solution of the differences that are wanted, after Bellman and Ford. */
  private static Optional<int[]> solve(List<Long> numbers, long window, int modelled) {
    List<Constraint> constraints = new ArrayList<>();
    for (int low = 0; low < numbers.size(); low++) {
      for (int high = low + 1; high < numbers.size(); high++) {
        long apart = numbers.get(high) - numbers.get(low);
        constraints.add(new Constraint(high, low, -least(apart, window, modelled)));
        constraints.add(new Constraint(low, high, most(apart, window, modelled)));
      }
    }
    int[] x = new int[numbers.size()];
    for (int round = 0; round <= numbers.size(); round++) {
      boolean changed = false;
      for (Constraint one : constraints) {
        if (x[one.from] + one.most < x[one.to]) {
          x[one.to] = x[one.from] + one.most;
          changed = true;
        }
      }
      if (!changed) {
        return Optional.of(x);
      }
    }
    return Optional.empty();
  }

  private static int least(long apart, long window, int modelled) {
    if (apart == 1) {
      return 1;
    }
    return apart < window ? 2 : apart == window ? modelled : modelled + 1;
  }

  private static int most(long apart, long window, int modelled) {
    if (apart == 1) {
      return 1;
    }
    return apart < window ? modelled - 1 : apart == window ? modelled : FAR;
  }

  /** The small number for one of those that occur. */
  public int small(long number) {
    int place = numbers.indexOf(number);
    if (place < 0) {
      throw new IllegalArgumentException(number + " does not occur");
    }
    return small[place];
  }

  /** The number that has this small one, if one has. */
  OptionalLong number(int of) {
    for (int i = 0; i < small.length; i++) {
      if (small[i] == of) {
        return OptionalLong.of(numbers.get(i));
      }
    }
    return OptionalLong.empty();
  }
}
