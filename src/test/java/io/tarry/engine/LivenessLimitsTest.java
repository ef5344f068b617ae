package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.OtherJvm;
import io.tarry.engine.Graph.GraphModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of runs when a limit is reached or the model is not to be trusted. */
class LivenessLimitsTest {

  /** A tree of states 0 to n-1, of which the leaves lead to the root again. */
  private static class RoundTree implements Model {

    private final long states;
    private final long[] next = new long[1];

    RoundTree(long states) {
      this.states = states;
    }

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void initialStates(Sink sink) {
      next[0] = 0;
      sink.offer(INITIAL, next);
    }

    @Override
    public void successors(long[] state, Sink sink) {
      for (int child = 1; child <= 2; child++) {
        next[0] = 2 * state[0] + child < states ? 2 * state[0] + child : 0;
        sink.offer(child, next);
      }
    }
  }

  private static final Property<RoundTree> COMES_AGAIN =
      Property.alwaysEventually("again", (model, before, action, after) -> after[0] == 0);
  private static final Property<RoundTree> NEVER_COMES =
      Property.alwaysEventually("never", (model, before, action, after) -> false);
  private static final Property<RoundTree> STEPS =
      Property.always("steps", (model, before, action, after) -> after[0] >= 0);

  @Nested
  @DisplayName("Memory")
  class Memory {

    private final int states = 100_000;

    @Test
    void that_is_enough_for_the_states_and_not_for_their_graph_leaves_runs_undecided() {
      long enoughForStates = tree(Limits.none(), STEPS).statistics().peakBytes();

      SearchResult result =
          tree(Limits.none().memoryBytes(enoughForStates), STEPS, COMES_AGAIN, NEVER_COMES);

      assertThat(result.stoppedBy()).contains("memory");
      assertThat(result.findings())
          .extracting(Finding::verdict)
          .containsExactly(Verdict.HOLDS, Verdict.UNDECIDED, Verdict.UNDECIDED);
      assertThat(result.findings().get(1).trace()).isEmpty();
      assertThat(result.statistics().peakBytes()).isLessThanOrEqualTo(enoughForStates);
    }

    @Test
    void decides_one_claim_and_may_not_be_enough_for_another_that_has_a_loop_to_show() {
      long enough = tree(Limits.none(), COMES_AGAIN).statistics().peakBytes();
      long more = tree(Limits.none(), NEVER_COMES).statistics().peakBytes();
      assertThat(more).isGreaterThan(enough);

      SearchResult result =
          tree(Limits.none().memoryBytes(enough), NEVER_COMES, COMES_AGAIN, STEPS);

      assertThat(result.stoppedBy()).contains("memory");
      assertThat(result.findings())
          .extracting(Finding::verdict)
          .containsExactly(Verdict.UNDECIDED, Verdict.HOLDS, Verdict.HOLDS);
    }

    @Test
    void is_counted_as_the_larger_of_the_two_phases_and_given_back_after_each_claim() {
      long one = tree(Limits.none(), NEVER_COMES).statistics().peakBytes();

      SearchResult result = tree(Limits.none(), NEVER_COMES, COMES_AGAIN);

      int aLabelMore = 1_024; // of the steps to the root, which the other claim asks for
      assertThat(result.statistics().peakBytes()).isBetween(one, one + aLabelMore);
      assertThat(one).isGreaterThan(tree(Limits.none(), STEPS).statistics().peakBytes());
    }

    // The array is only read.
    @SafeVarargs
    @SuppressWarnings("varargs")
    private SearchResult tree(Limits limits, Property<RoundTree>... properties) {
      return Search.of(() -> new RoundTree(states)).within(limits).run(List.of(properties));
    }

    @Test
    void that_the_heap_lacks_leaves_runs_undecided_and_is_no_error()
        throws IOException, InterruptedException {
      Process process =
          OtherJvm.start(SmallHeap.class, List.of("-Xmx24m", "-XX:+UseSerialGC"), List.of());
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output.trim()).isEqualTo("steps HOLDS, again UNDECIDED, memory");
    }
  }

  /** Searches a tree that fits the heap. */
  static final class SmallHeap {

    private SmallHeap() {}

    public static void main(String[] arguments) {
      SearchResult result =
          Search.of(() -> new RoundTree(500_000)).run(List.of(STEPS, COMES_AGAIN));
      System.out.printf(
          "steps %s, again %s, %s%n",
          result.finding("steps").verdict(),
          result.finding("again").verdict(),
          result.stoppedBy().orElse("no limit"));
    }
  }

  @Test
  void time_that_is_over_after_the_search_leaves_runs_undecided() {
    // The fresh model that runs are decided with takes its time; the first one does not.
    Iterator<RoundTree> models = List.of(new RoundTree(5_000), new SlowTree(5_000)).iterator();

    SearchResult result =
        Search.of(models::next)
            .within(Limits.none().time(Duration.ofSeconds(1)))
            .run(List.of(STEPS, NEVER_COMES));

    assertThat(result.stoppedBy()).contains("time");
    assertThat(result.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.UNDECIDED);
  }

  @Test
  void somebody_who_waits_no_longer_after_the_search_leaves_runs_undecided() {
    AtomicInteger made = new AtomicInteger();

    SearchResult result =
        Search.of(() -> new RoundTree(5_000 + 0 * made.incrementAndGet()))
            .until(() -> made.get() > 1) // the first one is for the search
            .run(List.of(STEPS, NEVER_COMES));

    assertThat(result.stoppedBy()).contains("interruption");
    assertThat(result.finding("never").verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(result.finding("steps").verdict()).isEqualTo(Verdict.HOLDS);
  }

  /** A ring: once round, no matter from where, and none of its states has to be tried again. */
  @Test
  @Timeout(60)
  void a_large_loop_is_found_without_going_round_from_each_of_its_states() {
    int states = 40_000;
    Model ring =
        new Model() {
          @Override
          public int words() {
            return 1;
          }

          @Override
          public void initialStates(Sink sink) {
            sink.offer(INITIAL, new long[] {0});
          }

          @Override
          public void successors(long[] state, Sink sink) {
            sink.offer(0, new long[] {(state[0] + 1) % states});
          }
        };

    SearchResult result =
        Search.of(() -> ring)
            .run(List.of(Property.alwaysEventually("never", (m, b, a, c) -> false)));

    assertThat(result.finding("never").trace().orElseThrow().length()).isEqualTo(states);
  }

  @Test
  void a_limit_reached_while_a_shortest_run_is_sought_leaves_the_verdict() {
    // Each of the spokes must be gone round in one loop, by way of the hub: a place for each choice
    // of those that were.
    int spokes = 40;
    Graph wheel = Graph.ofNodes(spokes + 1);
    for (int spoke = 1; spoke <= spokes; spoke++) {
      wheel = wheel.step(0, spoke, spoke).step(spoke, 0, 0);
    }
    Graph graph = wheel;
    Property<GraphModel> never =
        Property.<GraphModel>alwaysEventually("never", (m, b, a, c) -> false)
            .assuming(
                Fairness.strongOfEach("spokes", (m, b, a, c) -> a > 0 ? a : StepGrouping.NONE));

    SearchResult result =
        Search.of(graph::model).within(Limits.none().memoryBytes(5_000_000)).run(List.of(never));

    assertThat(result.finding("never").verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.finding("never").trace()).isEmpty();
    assertThat(result.stoppedBy()).contains("memory");
  }

  private static final class SlowTree extends RoundTree {

    SlowTree(long states) {
      super(states);
    }

    @Override
    public void successors(long[] state, Sink sink) {
      if (state[0] % 10 == 0) {
        try {
          Thread.sleep(10);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      super.successors(state, sink);
    }
  }

  @Test
  void progress_is_told_while_runs_are_decided() {
    List<Long> left = new ArrayList<>();

    Search.of(() -> new RoundTree(5_000))
        .reportingTo((soFar, frontier) -> {
          if (soFar.states() == 5_000 && frontier > 0) {
            left.add(frontier);
          }
        })
        .run(List.of(COMES_AGAIN, NEVER_COMES));

    assertThat(left).containsExactly(5_000L, 2_952L, 904L);
  }

  @Test
  void a_search_that_did_not_see_everything_leaves_runs_undecided() {
    Graph cut = Graph.line(5).beyond(4, 0, "x").step(1, 0, 0);
    Graph whole = Graph.line(5).step(1, 0, 0);

    for (SearchResult result :
        List.of(
            Search.of(cut::model).run(allKinds(cut)),
            Search.of(whole::model).within(Limits.none().states(3)).run(allKinds(whole)))) {
      assertThat(result.findings()).extracting(Finding::verdict).containsOnly(Verdict.UNDECIDED);
      assertThat(result.findings()).allSatisfy(f -> assertThat(f.trace()).isEmpty());
    }
  }

  @Nested
  @DisplayName("A model that is not the same the second time is caught")
  class NotDeterministic {

    // 0 -> 1 <-> 2, and no step of action 9.
    private final Graph graph = Graph.line(3).step(2, 0, 1);

    @Test
    void when_there_are_other_states() {
      Graph larger = Graph.line(4).step(2, 1, 1);

      assertCaught(graph, "there were 3 states, and now are 4", larger);
    }

    @Test
    void when_there_are_other_steps() {
      assertCaught(graph, "there were 3 steps, and now are 4", graph.step(2, 1, 0));
    }

    @Test
    void when_a_step_leads_beyond_a_limit() {
      assertCaught(graph, "no step led beyond a limit", graph.beyond(2, 1, "x"));
    }

    @Test
    void when_the_loop_does_not_close_any_more() {
      assertCaught(graph, "its step 3 (action 0) was not offered", graph, Graph.line(3));
    }

    @Test
    void when_the_run_does_not_begin_any_more() {
      assertCaught(graph, "its initial state was not offered", graph, graph.startingIn(1));
    }

    @Test
    void when_a_stuck_state_has_a_way_on() {
      Graph line = Graph.line(3);

      assertCaught(line, "its last state was stuck, and now is not", line, graph);
      assertCaught(line, "its last state was stuck, and now is not", line, line.beyond(2, 0, "x"));
    }

    @Test
    void when_something_is_neglected_in_the_loop_that_was_not_possible() {
      assertCaught(graph, "its loop was fair, and now is not", graph, graph.step(1, 8, 0));
    }

    private void assertCaught(Graph first, String symptom, Graph... afterwards) {
      Iterator<GraphModel> models =
          (afterwards.length == 1
                  ? List.of(first.model(), afterwards[0].model())
                  : List.of(first.model(), afterwards[0].model(), afterwards[1].model()))
              .iterator();
      // Nodes 0 to 3, also those that the first graph has not.
      var property =
          Property.<GraphModel>leadsTo(
                  "p", (m, b, a, c) -> a == Model.INITIAL, (m, b, a, c) -> a == 9)
              .assuming(Fairness.strong("g", (m, b, a, c) -> a == 8));
      assertCaught(() -> Search.of(models::next).run(List.of(property)), symptom);
    }

    @Test
    void when_a_step_is_judged_otherwise() {
      assertJudgedOtherwise(
          "its premise was met, and now is not", (m, a) -> m.first, (m, a) -> false);
      assertJudgedOtherwise(
          "step 2, in its loop, was judged otherwise",
          (m, a) -> true,
          (m, a) -> !m.first && a == 0);
      assertJudgedOtherwise(
          "its last step was judged otherwise", (m, a) -> true, (m, a) -> m.first);
    }

    private void assertJudgedOtherwise(String symptom, Judging premise, Judging claim) {
      int[] made = new int[1];
      var property =
          Property.<Told>leadsTo(
              "p",
              (model, before, action, after) -> premise.test(model, action),
              (model, before, action, after) -> claim.test(model, action));
      assertCaught(
          () -> Search.of(() -> new Told(graph, made[0]++ < 2)).run(List.of(property)), symptom);
    }

    private static void assertCaught(ThrowingCallable search, String symptom) {
      assertThatThrownBy(search)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(symptom)
          .hasMessageContaining("not deterministic");
    }
  }

  private interface Judging {
    boolean test(Told model, int action);
  }

  /** A model that knows whether it is one of the first. */
  private static final class Told extends GraphModel {

    private final boolean first;

    Told(Graph graph, boolean first) {
      super(graph);
      this.first = first;
    }
  }

  private static List<Property<GraphModel>> allKinds(Graph graph) {
    var all = graph.steps((b, a, c) -> true);
    var none = graph.steps((b, a, c) -> false);
    return List.of(
        Property.leadsTo("violated", all, none),
        Property.leadsTo("holds", all, all),
        Property.leadsTo("vacuous", none, all),
        Property.alwaysEventually("holds too", all),
        Property.alwaysEventually("violated too", none),
        Property.noEndlessExchange("goes round", all),
        Property.noEndlessExchange("nothing", none));
  }
}
