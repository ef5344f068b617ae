package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Limits;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Whatever applications do, in whatever order")
class OddScriptsProperties {

  /** What no application can make a right TCP break. */
  private static final List<String> ALWAYS =
      List.of(
          "octets-in-order",
          "end-of-file-after-last-octet",
          "nothing-new-after-fin",
          "fin-consumed-once",
          "rst-never-answered-by-rst",
          "no-forbidden-state-pair",
          "no-rst-on-retransmitted-fin-in-time-wait",
          "timers-fit-states");

  @Property(tries = 150)
  void tcp_keeps_its_promises(@ForAll("worlds") TestWorld world) {
    SearchResult result =
        Search.of(() -> new TcpModel(world.settings()))
            .within(Limits.none().states(4_000))
            .run(Catalogue.all().stream().map(Claim::property).toList());
    for (String id : ALWAYS) {
      assertThat(result.finding(id).verdict()).as(id).isNotEqualTo(Verdict.VIOLATED);
    }
  }

  private record Opening(boolean established, List<Call> server) {}

  @Provide
  Arbitrary<TestWorld> worlds() {
    List<Stack> stacks = new ArrayList<>(TestWorld.stacks());
    stacks.add(
        Stack.RFC9293
            .with(SynReceivedReply.SYNACK)
            .with(
                Switch.RST_FOR_UNREAD_BYTES,
                Switch.RST_FOR_LATE_BYTES,
                Switch.FIN_WAIT2_TIMER,
                Switch.REPEAT_SYN_ACK,
                Switch.RST_FOR_ANOTHER_SYN));
    Arbitrary<Integer> faults = Arbitraries.integers().between(0, 1);
    return Combinators.combine(
            scripts(),
            scripts(),
            Arbitraries.of(stacks),
            faults,
            faults,
            Arbitraries.of(true, false),
            Combinators.combine(
                    Arbitraries.of(true, false),
                    Arbitraries.of(
                        List.of(Call.LISTEN), List.of(Call.OPEN), List.of(Call.LISTEN, Call.OPEN)))
                .as(Opening::new))
        .as((client, server, stack, lose, duplicate, ticks, opening) -> {
          TestWorld world =
              TestWorld.serverCloses()
                  .scripts(
                      opened(client, opening.established(), List.of(Call.OPEN)),
                      opened(server, opening.established(), opening.server()))
                  .stack(stack)
                  .losing(lose)
                  .duplicating(duplicate)
                  .room(12);
          TestWorld timed = ticks ? world : world.untimed(1);
          return opening.established() ? timed : timed.fromClosed();
        });
  }

  /** One incarnation: nobody opens twice, but a listener may turn active. */
  private static Script opened(List<Instruction> calls, boolean established, List<Call> openings) {
    List<Instruction> all = new ArrayList<>();
    if (!established) {
      openings.forEach(call -> all.add(Instruction.of(call)));
    }
    all.addAll(calls);
    return new Script(all);
  }

  private static Arbitrary<List<Instruction>> scripts() {
    Instruction close = Instruction.of(Call.CLOSE);
    return Arbitraries.of(
            Instruction.send(1),
            Instruction.send(2),
            Instruction.send(1).onceConnected(),
            Instruction.of(Call.RECEIVE).onceReceived(1),
            Instruction.of(Call.SHUTDOWN),
            Instruction.of(Call.ABORT),
            close,
            close.onceConnected(),
            close.onEndOfFile())
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
