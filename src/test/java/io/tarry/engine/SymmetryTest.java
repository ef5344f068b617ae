package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.bench.Close;
import io.tarry.engine.options.Granularity;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Searches of one state an orbit, against searches of all. */
class SymmetryTest {

  private static final int CONNECTION_BITS = 12;
  private static final long CONNECTION = (1L << CONNECTION_BITS) - 1;

  /** Connections are interchangeable, and so are the ends of each. */
  private static Symmetry ofClose(int connections) {
    return state -> {
      long[] parts = new long[connections];
      for (int i = 0; i < connections; i++) {
        long part = state[0] >>> CONNECTION_BITS * i & CONNECTION;
        parts[i] = Math.min(part, part >>> 6 | (part & 63) << 6);
      }
      state[0] = packed(parts, CONNECTION_BITS);
    };
  }

  private static long packed(long[] parts, int bits) {
    Arrays.sort(parts);
    long state = 0;
    for (int i = 0; i < parts.length; i++) {
      state |= parts[i] << bits * i;
    }
    return state;
  }

  @Example
  void finds_as_many_orbits_as_there_are() {
    long orbits = orbitsOfOne();
    assertThat(reduced(1)).isEqualTo(orbits);
    // Of N connections: multisets of N orbits of one (Burnside).
    assertThat(reduced(2)).isEqualTo(orbits * (orbits + 1) / 2);
  }

  /** Millions, which take seconds. */
  @Tag("stress")
  @Example
  void finds_as_many_orbits_of_three_as_there_are() {
    long orbits = orbitsOfOne();
    assertThat(reduced(3)).isEqualTo(orbits * (orbits + 1) * (orbits + 2) / 6);
  }

  private static long orbitsOfOne() {
    Set<Long> one = new HashSet<>();
    Search.<Close>of(() -> new Close(1))
        .run(List.of(Property.always("seen", (m, b, a, c) -> one.add(c[0]) || true)));
    assertThat(one).hasSize(473);
    return one.stream()
        .map(part -> Math.min(part, part >>> 6 | (part & 63) << 6))
        .distinct()
        .count();
  }

  private static long reduced(int connections) {
    return Search.<Close>of(() -> new Close(connections))
        .using(2)
        .reducedBy(() -> ofClose(connections))
        .run(List.of())
        .statistics()
        .states();
  }

  /** Several copies of a small machine, side by side; each step is one of one of them. */
  private record Copies(Graph machine, int copies) implements Model {

    private static final int BITS = 8;

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void initialStates(Sink sink) {
      long[] state = new long[1];
      for (int first : machine.initial()) {
        for (int i = 0; i < copies; i++) {
          state[0] = state[0] << BITS | (i == 0 ? first : machine.initial().get(0));
        }
        sink.offer(INITIAL, state);
        state[0] = 0;
      }
    }

    @Override
    public void successors(long[] state, Sink sink) {
      for (int i = 0; i < copies; i++) {
        for (Graph.Edge edge : machine.edgesFrom(nodeOf(state, i))) {
          long[] next = {state[0] & ~(255L << BITS * i) | (long) edge.to() << BITS * i};
          sink.offer(10 * i + edge.action(), next);
        }
      }
    }

    int nodeOf(long[] state, int copy) {
      return (int) (state[0] >>> BITS * copy & 255);
    }

    int countAt(long[] state, int node) {
      int count = 0;
      for (int i = 0; i < copies; i++) {
        count += nodeOf(state, i) == node ? 1 : 0;
      }
      return count;
    }

    Symmetry symmetry() {
      return state -> {
        long[] parts = new long[copies];
        Arrays.setAll(parts, i -> nodeOf(state, i));
        state[0] = packed(parts, BITS);
      };
    }
  }

  @net.jqwik.api.Property
  void says_what_a_whole_search_says(
      @ForAll("machines") Graph machine,
      @ForAll("nodes") int one,
      @ForAll("nodes") int other,
      @ForAll("threads") int threads) {
    StepTest<Copies> two = (m, b, a, c) -> m.countAt(c, one) >= 2;
    StepTest<Copies> moves = (m, b, a, c) -> m.countAt(b, other) > m.countAt(c, other);
    List<Property<Copies>> properties =
        List.of(
            Property.reachable("two", two),
            Property.never("moves", moves),
            Property.always("if", moves, (m, b, a, c) -> m.countAt(c, one) <= 1),
            Property.noStuckState("stuck", (m, b, a, c) -> m.countAt(c, one) == 0));
    Search<Copies> search = Search.<Copies>of(() -> new Copies(machine, 3));

    SearchResult whole = search.run(properties);
    SearchResult reduced =
        search
            .dividedInto(Granularity.FINEST)
            .using(threads)
            .reducedBy(new Copies(machine, 3)::symmetry)
            .run(properties);

    assertThat(reduced.statistics().states()).isLessThanOrEqualTo(whole.statistics().states());
    assertThat(reduced.statistics().depth()).isLessThanOrEqualTo(whole.statistics().depth());
    for (var property : properties) {
      Finding found = reduced.finding(property.name());
      Finding expected = whole.finding(property.name());
      assertThat(found.verdict()).isEqualTo(expected.verdict());
      assertThat(found.trace().map(Trace::length)).isEqualTo(expected.trace().map(Trace::length));
      found.trace().ifPresent(SymmetryTest::eachStepMovesOneCopy);
    }
  }

  /**
   * Runs keep identities: a step from one state to the next that was only alike would move more.
   */
  private static void eachStepMovesOneCopy(Trace trace) {
    for (int i = 0; i < trace.length(); i++) {
      long changed = trace.states().get(i)[0] ^ trace.states().get(i + 1)[0];
      int copy = trace.actions().get(i) / 10;
      assertThat(changed & ~(255L << Copies.BITS * copy)).isZero();
    }
  }

  @Example
  void what_is_not_interchangeable_is_seen_when_a_run_is_shown() {
    Graph machine = Graph.line(3);
    Symmetry wrong = state -> state[0] = state[0] == 0x010101 ? 0x000202 : state[0];
    Property<Copies> afterThat = Property.reachable("p", (m, b, a, c) -> c[0] == 0x010202);
    Search<Copies> search = Search.of(() -> new Copies(machine, 3));

    assertThatThrownBy(() -> search.reducedBy(() -> wrong).run(List.of(afterThat)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("exists only up to symmetry");
  }

  @Provide
  Arbitrary<Graph> machines() {
    Arbitrary<Integer> nodes = nodes();
    Arbitrary<Graph.Edge> edges =
        Combinators.combine(nodes, Arbitraries.integers().between(0, 2), nodes)
            .as((from, action, to) -> new Graph.Edge(from, action, to, Graph.INSIDE));
    return Combinators.combine(nodes.list().ofMinSize(1).ofMaxSize(2), edges.list().ofMaxSize(8))
        .as((initial, all) -> new Graph(Graph.ofNodes(4).codes(), initial, all));
  }

  @Provide
  Arbitrary<Integer> nodes() {
    return Arbitraries.integers().between(0, 3);
  }

  @Provide
  Arbitrary<Integer> threads() {
    return Arbitraries.integers().between(1, 3);
  }
}
