package io.tarry.tcp;

import static io.tarry.tcp.TestWorld.CLOSE;
import static io.tarry.tcp.TestWorld.CLOSE_ON_EOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Start;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.FaultBudgets;
import io.tarry.tcp.world.TcpState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A world that starts half-closed")
public class HalfClosedTest {

  private static final int STATES = 100_000;

  public static Stream<TestWorld> worlds() {
    List<Script> clients =
        List.of(
            Script.of(CLOSE_ON_EOF),
            Script.of(CLOSE),
            Script.of(Script.Instruction.send(1), CLOSE_ON_EOF));
    return clients.stream()
        .flatMap(client -> TestWorld.stacks().stream().map(stack -> world(client, stack)));
  }

  private static TestWorld world(Script client, Stack stack) {
    return TestWorld.serverCloses().scripts(client, Script.of(CLOSE)).stack(stack).losing(1);
  }

  /** The same world, in which so much has happened already. */
  public static Settings starting(Start start, Settings settings) {
    return settings.with(start);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void begins_in_a_state_of_the_whole_close_and_goes_on_as_that_does(TestWorld world) {
    TcpModel halfClosed = new TcpModel(starting(Start.HALF_CLOSED, world.settings()));
    List<List<Long>> whole = boxed(new TcpModel(world.settings()));
    List<List<Long>> found = boxed(halfClosed);

    assertThat(whole).hasSizeLessThan(STATES).containsAll(found);
    assertThat(found).hasSizeBetween(2, whole.size() - 1);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void begins_with_one_fin_sent_and_acknowledged(TestWorld world) {
    TcpModel halfClosed = new TcpModel(starting(Start.HALF_CLOSED, world.settings()));
    halfClosed.show(SearchWalk.of(halfClosed, 1).get(0));

    assertThat(halfClosed.before().tcb(End.SERVER).state()).isEqualTo(TcpState.FIN_WAIT_2);
    assertThat(halfClosed.before().tcb(End.CLIENT).state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(halfClosed.before().flight().count()).isZero();
    assertThat(halfClosed.before().flight().budgets.get(FaultBudgets.LOSSES)).isEqualTo(1);
  }

  private static List<List<Long>> boxed(TcpModel model) {
    return SearchWalk.of(model, STATES).stream()
        .map(state -> Arrays.stream(state).boxed().toList())
        .toList();
  }
}
