package io.tarry.tcp.rules;

import static io.tarry.tcp.TestWorld.CLOSE;
import static io.tarry.tcp.TestWorld.CLOSE_ON_EOF;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Search;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.TwRestart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Each wrong TCP")
class WrongTcpTest {

  private static final Script.Instruction OPEN = Script.Instruction.of(Call.OPEN);
  private static final Script.Instruction SEND = Script.Instruction.send(1);
  private static final Script.Instruction ABORT = Script.Instruction.of(Call.ABORT);

  private static final TestWorld CLOSING = TestWorld.serverCloses().losing(1).timeWait(4);
  private static final TestWorld BOTH = TestWorld.bothClose().losing(1).timeWait(4);

  /** A world, and the claim that holds there, but not with the wrong TCP. */
  private record Trap(Settings world, String claim) {

    Trap(TestWorld world, String claim) {
      this(world.settings(), claim);
    }

    Trap(ServiceWorld world, String claim) {
      this(world.settings(), claim);
    }
  }

  private static Trap trap(WrongTcp wrong) {
    TestWorld bytes =
        TestWorld.serverCloses().scripts(Script.of(CLOSE_ON_EOF), Script.of(SEND, SEND, CLOSE));
    TestWorld late = CLOSING.scripts(Script.of(SEND.onEndOfFile(), CLOSE), Script.of(CLOSE));
    ServiceWorld twice = ServiceWorld.clientComes(2);
    return switch (wrong) {
      case NO_RETRANSMISSION_IN_CLOSE_WAIT -> new Trap(late, "timers-fit-states");
      case FIN_NEVER_SENT_AGAIN -> new Trap(CLOSING, "last-ack-is-left");
      case FIN_SENT_AGAIN_TOO_HIGH -> new Trap(CLOSING, "nothing-new-after-fin");
      case FIN_LOST_WHEN_CROSSED -> new Trap(BOTH, "nobody-gives-up");
      case LAST_ACK_FOR_CLOSING -> new Trap(BOTH, "no-forbidden-state-pair");
      case LAST_ACK_ENDS_BY_ANY_ACK -> new Trap(late, "no-forbidden-state-pair");
      case TIME_WAIT_ANSWERS_NOTHING -> new Trap(CLOSING, "last-ack-ends-by-ack");
      case SYN_SENT_IGNORES_BAD_ACK ->
          new Trap(
              ServiceWorld.clientComes(1)
                  .sessions(Script.of(OPEN, ABORT), Script.of(OPEN, CLOSE))
                  .network(1, 0, false),
              "half-open-is-noticed");
      case SYN_SENT_ENDS_BY_ANY_RST ->
          new Trap(
              ServiceWorld.clientComes(1)
                  .scripts(
                      Script.of(),
                      Script.of(Script.Instruction.of(Call.LISTEN), ABORT.onceConnected()))
                  .sessions(Script.of(OPEN, ABORT), Script.of(OPEN, CLOSE))
                  .network(0, 0, false),
              "connect-succeeds");
      case SENDS_NOTHING_AGAIN -> new Trap(CLOSING, "no-stuck-state");
      case FIN_WAIT_2_NEVER_TIMES_OUT ->
          new Trap(
              TestWorld.serverCloses().scripts(Script.of(), Script.of(CLOSE)).stack(Stack.LINUX),
              "orphan-fin-wait-2-is-left");
      case LISTENER_IGNORES_SYN -> new Trap(ServiceWorld.clientComes(1), "syn-always-answered");
      case NO_CLOSE_WAIT -> new Trap(CLOSING, "no-forbidden-state-pair");
      case FIN_NEVER_ACKNOWLEDGED -> new Trap(CLOSING, "nobody-gives-up");
      case OLD_FIN_TAKEN_AGAIN -> new Trap(CLOSING, "fin-consumed-once");
      case FIN_BEFORE_BYTES -> new Trap(bytes, "all-octets-arrive");
      case BYTES_BEFORE_BYTES -> new Trap(bytes, "octets-in-order");
      case BYTES_DRAW_RST -> new Trap(bytes, "octets-never-answered-by-rst");
      case RST_DRAWS_RST -> new Trap(CLOSING.timeWait(0), "rst-never-answered-by-rst");
      case RETRANSMISSION_TIMER_LEFT_ON -> new Trap(CLOSING, "timers-fit-states");
      case CLOSING_ENDS_IN_CLOSED -> new Trap(BOTH, "active-closer-passes-time-wait");
      case LAST_ACK_ENDS_IN_TIME_WAIT -> new Trap(CLOSING, "time-wait-only-at-server");
      case TIME_WAIT_FORGOTTEN -> new Trap(CLOSING, "no-rst-on-retransmitted-fin-in-time-wait");
      case TIME_WAIT_ENDED_BY_FIN ->
          new Trap(CLOSING.stack(TestWorld.reading(TwRestart.DUPFIN, false)), "time-wait-lasts");
      case TIME_WAIT_WITHOUT_ROOM ->
          new Trap(
              twice.serverFirst().ports(2).serverSysctls(false, false, 1).timeWait(4),
              "time-wait-within-buckets");
      case TIME_WAIT_TAKEN_BY_CONNECT -> new Trap(twice, "four-tuple-unique");
      case TIME_WAIT_REUSED_AT_ONCE ->
          new Trap(
              twice
                  .clientSysctls(true, 1, 2)
                  .serverSysctls(true, false, Settings.UNLIMITED)
                  .timeWait(4),
              "time-wait-reused-after-delay");
      case USED_ONCE -> new Trap(twice, "four-tuple-connectable-again");
    };
  }

  @ParameterizedTest
  @EnumSource(WrongTcp.class)
  void is_caught_where_the_right_one_is_not(WrongTcp wrong) {
    Trap trap = trap(wrong);
    assertThat(verdict(trap, Tcp.right())).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(trap, wrong.tcp())).isEqualTo(Verdict.VIOLATED);
  }

  private static Verdict verdict(Trap trap, Tcp tcp) {
    Claim claim = Catalogue.find(trap.claim()).orElseThrow();
    Settings settings = trap.world().remembering(TestWorld.GHOSTS);
    return Search.of(() -> new TcpModel(settings, tcp))
        .run(claim.property())
        .finding(claim.id())
        .verdict();
  }

  @Test
  void stands_on_its_page_with_the_claim_that_catches_it() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("src/site/markdown/wrong-tcps.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows).hasSameSizeAs(WrongTcp.values());
    for (WrongTcp wrong : WrongTcp.values()) {
      assertThat(rows.get(wrong.ordinal()))
          .startsWith("| `%s` | %s | ".formatted(wrong.id(), wrong.sentence()))
          .contains(wrong.report().map(report -> "](" + report + ") |").orElse("|  |"))
          .endsWith(" | `%s` |".formatted(trap(wrong).claim()));
    }
  }
}
