package io.tarry.tcp.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.StepTest;
import io.tarry.engine.Symmetry;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.RandomWorlds;
import io.tarry.tcp.SameFindings;
import io.tarry.tcp.SearchWalk;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Parts of a world that are interchangeable")
class WorldSymmetryProperties {

  private static final int STATES_LOOKED_AT = 1_500;
  private static final int STEPS = 100;
  private static final int STATES_SEARCHED = 24_000;

  /** A world and its parts, put into each other's places in every way that there is. */
  private static final class Exchanges {

    private final Topology topology;
    private final InitialSequenceNumbers numbers;
    private final Layout layout;
    private final World unpacked;
    private final World first;
    private final World second;
    private final List<Permutation> ofHosts;
    private final List<Permutation> ofConnections = new ArrayList<>();

    Exchanges(Settings settings) {
      topology = new Topology(settings);
      numbers = new InitialSequenceNumbers(settings, topology);
      layout = new Layout(settings, topology, numbers);
      unpacked = new World(settings);
      first = new World(settings);
      second = new World(settings);
      Interchangeable parts = new Interchangeable(settings, topology, Set.of());
      ofHosts = parts.exchanges(numbers);
      int[] places = IntStream.range(0, topology.tuples().size()).toArray();
      add(places, parts.connections(), 0, 0);
    }

    private void add(int[] places, List<int[]> groups, int group, int fixed) {
      if (group == groups.size()) {
        ofConnections.add(Permutation.ofConnections(topology, numbers, places));
        return;
      }
      int[] connections = groups.get(group);
      if (fixed == connections.length) {
        add(places, groups, group + 1, 0);
        return;
      }
      for (int i = fixed; i < connections.length; i++) {
        int[] next = places.clone();
        next[connections[fixed]] = places[connections[i]];
        next[connections[i]] = places[connections[fixed]];
        add(next, groups, group, fixed + 1);
      }
    }

    List<long[]> orbit(long[] state) {
      List<long[]> orbit = new ArrayList<>();
      for (Permutation one : ofHosts) {
        for (Permutation other : ofConnections) {
          orbit.add(exchanged(state, one, other));
        }
      }
      return orbit;
    }

    long[] exchanged(long[] state, Permutation one, Permutation other) {
      layout.unpack(state, unpacked);
      long[] packed = new long[layout.words()];
      layout.pack(other.of(one.of(unpacked, first), second), packed);
      return packed;
    }

    int size() {
      return ofHosts.size() * ofConnections.size();
    }
  }

  private static List<Long> asList(long[] state) {
    return Arrays.stream(state).boxed().toList();
  }

  /** Goes far from the beginning, where a search that begins there comes late. */
  private static List<long[]> randomRun(Settings settings, java.util.Random random) {
    TcpModel model = new TcpModel(settings);
    List<long[]> run = new ArrayList<>();
    List<long[]> next = new ArrayList<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] state) {
            next.add(state.clone());
          }

          @Override
          public void beyond(int action, String limit) {
            // No state there.
          }
        };
    model.initialStates(sink);
    while (!next.isEmpty() && run.size() < STEPS) {
      run.add(next.get(random.nextInt(next.size())));
      next.clear();
      model.successors(run.get(run.size() - 1).clone(), sink);
    }
    return run;
  }

  /** What can happen in a state: where it leads, and what every claim and rule says of it. */
  private static Map<String, Integer> steps(Settings settings, long[] state) {
    TcpModel model = new TcpModel(settings);
    Map<String, Integer> steps = new TreeMap<>();
    model.successors(
        state.clone(),
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            StringBuilder judged = new StringBuilder();
            for (Claim claim : Catalogue.all()) {
              judge(claim.property().premise(), judged, state, action, next);
              StepTest<TcpModel> met = claim.property().claim();
              judge(
                  Optional.of(claim.property().premise().map(it -> it.and(met)).orElse(met)),
                  judged,
                  state,
                  action,
                  next);
              for (StepTest<TcpModel> witness : claim.property().witnesses()) {
                judge(Optional.of(witness), judged, state, action, next);
              }
            }
            String step =
                "%s %s %s %s"
                    .formatted(
                        model.step().kind(), model.step().rules(), judged, Arrays.toString(next));
            steps.merge(step, 1, Integer::sum);
          }

          private void judge(
              Optional<StepTest<TcpModel>> test,
              StringBuilder judged,
              long[] before,
              int action,
              long[] after) {
            judged.append(
                test.map(t -> t.test(model, before, action, after) ? '1' : '0').orElse('-'));
          }

          @Override
          public void beyond(int action, String limit) {
            steps.merge("beyond " + limit, 1, Integer::sum);
          }
        });
    return steps;
  }

  /** The same, of where each step leads only what the exchange makes of it. */
  private static Map<String, Integer> steps(
      Settings settings, long[] state, Exchanges all, Permutation one, Permutation other) {
    Map<String, Integer> steps = new TreeMap<>();
    steps(settings, state)
        .forEach((step, count) -> {
          int at = step.lastIndexOf('[');
          String exchanged =
              at < 0
                  ? step
                  : step.substring(0, at)
                      + Arrays.toString(all.exchanged(parsed(step.substring(at)), one, other));
          steps.merge(exchanged, count, Integer::sum);
        });
    return steps;
  }

  private static long[] parsed(String array) {
    return Arrays.stream(array.substring(1, array.length() - 1).split(", "))
        .mapToLong(Long::parseLong)
        .toArray();
  }

  @Property(tries = 30)
  void whatever_can_happen_can_happen_to_the_others_and_all_claims_judge_it_alike(
      @ForAll("worlds") Settings settings, @ForAll long seed) {
    Exchanges all = new Exchanges(settings);
    java.util.Random random = new java.util.Random(seed);
    for (long[] state : randomRun(settings, random)) {
      Permutation one = all.ofHosts.get(random.nextInt(all.ofHosts.size()));
      Permutation other = all.ofConnections.get(random.nextInt(all.ofConnections.size()));
      Map<String, Integer> of = steps(settings, all.exchanged(state, one, other));
      Map<String, Integer> expected = steps(settings, state, all, one, other);
      assertThat(of).isEqualTo(expected);
    }
  }

  @Property(tries = 15)
  void each_orbit_has_one_representative(@ForAll("worlds") Settings settings) {
    Exchanges all = new Exchanges(settings);
    Symmetry symmetry = WorldSymmetry.of(settings, Set.of()).map(Supplier::get).orElse(state -> {});
    List<long[]> states = SearchWalk.of(new TcpModel(settings), STATES_LOOKED_AT);
    for (int i = 0; i < states.size(); i += 29) {
      Set<List<Long>> orbit = new HashSet<>();
      Set<List<Long>> representatives = new HashSet<>();
      for (long[] state : all.orbit(states.get(i))) {
        orbit.add(asList(state));
        symmetry.represent(state);
        representatives.add(asList(state));
      }
      assertThat(representatives).hasSize(1);
      assertThat(orbit).containsAll(representatives);
    }
  }

  @Property(tries = 8)
  void a_reduced_search_says_what_a_whole_one_says(@ForAll("smallWorlds") Settings settings) {
    Exchanges all = new Exchanges(settings);
    List<io.tarry.engine.Property<TcpModel>> asked =
        Catalogue.all().stream()
            .map(Claim::property)
            .filter(property -> !property.kind().isAboutRuns())
            .toList();
    Search<TcpModel> search = Search.of(() -> new TcpModel(settings));
    SearchResult whole = search.run(asked);
    List<long[]> states = SearchWalk.of(new TcpModel(settings), Integer.MAX_VALUE);
    Set<List<Long>> orbits = new HashSet<>();
    for (long[] state : states) {
      orbits.add(asList(all.orbit(state).stream().min(Arrays::compare).orElseThrow()));
    }
    SearchResult reduced =
        Divided.remembering(search, 2)
            .reducedBy(WorldSymmetry.of(settings, Set.of()).orElse(() -> state -> {}))
            .run(asked);

    assertThat(whole.statistics().states()).isEqualTo(states.size());
    assertThat(reduced.statistics().states()).isEqualTo(orbits.size());
    SameFindings.assertThatBothSayTheSame(asked, whole, reduced);
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return Arbitraries.oneOf(RandomWorlds.any(), AnyWorlds.settings());
  }

  @Provide
  Arbitrary<Settings> smallWorlds() {
    // Not by assumptions: of a few tries all would be thrown away now and then.
    return RandomWorlds.small(Arbitraries.just(false))
        .filter(world -> new Exchanges(world).size() > 1)
        .filter(world -> AnyWorlds.hasAtMost(STATES_SEARCHED, world));
  }
}
