package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.tcp.RandomWorlds;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The rules that a step applies")
class RuleProperties {

  private static final int STATES_MAX = 1_500;

  @Example
  void say_what_and_where() {
    assertThat(Rule.values())
        .allSatisfy(rule -> {
          assertThat(rule.text()).isNotBlank();
          assertThat(rule.source()).isNotBlank();
        });
  }

  @Property(tries = 80)
  void are_there_for_services(@ForAll("services") Settings settings) {
    assertThat(withoutRule(settings)).isEmpty();
  }

  @Property(tries = 80)
  void are_there_for_one_connection(@ForAll("connections") TestWorld world) {
    assertThat(withoutRule(world.settings())).isEmpty();
  }

  /** The steps without any, of those from the first states that there are. */
  private static List<String> withoutRule(Settings settings) {
    TcpModel model = new TcpModel(settings);
    Set<String> without = new HashSet<>();
    Set<List<Long>> known = new HashSet<>();
    Deque<long[]> next = new ArrayDeque<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] end) {
            Step step = model.step();
            boolean explained =
                switch (step.kind()) {
                  case BEGIN, LOSE, TICK -> true;
                  case CALL,
                      DELIVER,
                      DELIVER_COPY,
                      RETRANSMISSION_TIMEOUT,
                      FIN_WAIT_2_TIMEOUT,
                      TIME_WAIT_TIMEOUT,
                      PATIENCE_TIMEOUT,
                      REFUSED_CALL,
                      LISTENER_CALL ->
                      !step.rules().isEmpty();
                };
            if (!explained) {
              without.add(
                  step.kind()
                      + " "
                      + step.moved()
                      + " from "
                      + model.before()
                      + " at "
                      + step.at());
            }
            if (known.size() < STATES_MAX && known.add(LongStream.of(end).boxed().toList())) {
              next.add(end.clone());
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // No step that is told.
          }
        };
    model.initialStates(sink);
    while (!next.isEmpty()) {
      model.successors(next.remove(), sink);
    }
    return List.copyOf(without);
  }

  @Provide
  Arbitrary<Settings> services() {
    return RandomWorlds.any();
  }

  @Provide
  Arbitrary<TestWorld> connections() {
    Arbitrary<TestWorld> starts =
        Arbitraries.of(
            TestWorld.serverCloses(),
            TestWorld.bothClose(),
            TestWorld.serverCloses().fromClosed(),
            TestWorld.bothClose().fromClosed());
    Arbitrary<Integer> faults = Arbitraries.integers().between(0, 2);
    return Combinators.combine(
            starts,
            Arbitraries.of(TestWorld.stacks()),
            faults,
            faults,
            Arbitraries.integers().between(0, 5))
        .as((start, stack, lose, duplicate, timeWait) ->
            start.stack(stack).losing(lose).duplicating(duplicate).timeWait(timeWait));
  }
}
