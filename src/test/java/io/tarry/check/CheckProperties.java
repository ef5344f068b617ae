package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Finding;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Time;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Over random worlds")
class CheckProperties {

  private static final Claim LAST_ACK = Catalogue.find("last-ack-never-ended-by-rst").orElseThrow();

  @Property(tries = 60)
  void a_longer_time_wait_never_breaks_what_a_shorter_one_kept(@ForAll("worlds") TestWorld world) {
    int timeWait = world.time().timeWait();
    if (verdict(world) == Verdict.HOLDS) {
      assertThat(verdict(world.timeWait(timeWait + 1))).isEqualTo(Verdict.HOLDS);
    }
  }

  private static Verdict verdict(TestWorld world) {
    return search(world, List.of(LAST_ACK)).finding(LAST_ACK.id()).verdict();
  }

  @Property(tries = 25)
  void every_trace_is_a_run_of_the_world_that_ends_as_claimed(@ForAll("worlds") TestWorld world) {
    SearchResult result = search(world, Catalogue.all());
    for (Claim claim : Catalogue.all()) {
      Finding finding = result.finding(claim.id());
      finding.trace().ifPresent(trace -> assertIsRun(world, trace));
      boolean counterexample =
          finding.verdict() == Verdict.VIOLATED
              && claim.property().kind() == io.tarry.engine.Property.Kind.ALWAYS;
      if (counterexample) {
        assertThat(finding.trace()).isPresent();
      }
    }
  }

  private static SearchResult search(TestWorld world, List<Claim> claims) {
    SearchResult result =
        Divided.remembering(Search.of(() -> new TcpModel(world.settings())), 1)
            .run(claims.stream().map(Claim::property).toList());
    assertThat(result.stoppedBy()).isEmpty();
    return result;
  }

  private static void assertIsRun(TestWorld world, Trace trace) {
    TcpModel model = new TcpModel(world.settings());
    Expected start = new Expected(Model.INITIAL, trace.states().get(0));
    model.initialStates(start);
    assertThat(start.offered).isTrue();
    for (int i = 0; i < trace.length(); i++) {
      Expected step = new Expected(trace.actions().get(i), trace.states().get(i + 1));
      model.successors(trace.states().get(i), step);
      assertThat(step.offered).as("step " + (i + 1)).isTrue();
    }
  }

  private static final class Expected implements Model.Sink {
    private final int action;
    private final long[] state;
    private boolean offered;

    Expected(int action, long[] state) {
      this.action = action;
      this.state = state;
    }

    @Override
    public void offer(int offeredAction, long[] next) {
      offered |= offeredAction == action && Arrays.equals(next, state);
    }

    @Override
    public void beyond(int offeredAction, String limit) {
      throw new AssertionError("raise " + limit);
    }
  }

  @Provide
  Arbitrary<TestWorld> worlds() {
    Arbitrary<TestWorld> starts = Arbitraries.of(TestWorld.serverCloses(), TestWorld.bothClose());
    Arbitrary<Stack> stacks = Arbitraries.of(TestWorld.stacks());
    Arbitrary<Integer> losses = Arbitraries.integers().between(0, 1);
    Arbitrary<Integer> copies = Arbitraries.integers().between(0, 1);
    Arbitrary<Time> times =
        Combinators.combine(
                Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(2, 5),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 8))
            .as((msl, rto, backOff, timeWait) ->
                new Time(Time.Kind.TICKS, msl, new Retransmission(rto, backOff, 1), timeWait, 2));
    return Combinators.combine(starts, stacks, losses, copies, times)
        .as((start, stack, lose, duplicate, time) ->
            start.stack(stack).losing(lose).duplicating(duplicate).time(time).room(12));
  }
}
