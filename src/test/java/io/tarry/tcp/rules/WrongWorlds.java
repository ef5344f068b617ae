package io.tarry.tcp.rules;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.Timer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Deliberately wrong TCPs, each by the claim of the catalogue that must catch it: the right rules
 * with one of them replaced, in a small world where that shows.
 */
public final class WrongWorlds {

  private WrongWorlds() {}

  /** A world with a wrong TCP, by the id of the claim that it breaks. */
  public static Map<String, Supplier<TcpModel>> byClaim() {
    Map<String, Supplier<TcpModel>> wrong = new LinkedHashMap<>();
    TestWorld oneLoss = TestWorld.serverCloses().losing(1).timeWait(4);
    TestWorld exchange = TestWorld.wholeExchange();
    TestWorld bytesAndLoss =
        oneLoss.scripts(
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE_ON_EOF),
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE));
    TestWorld data =
        TestWorld.serverCloses()
            .scripts(
                Script.of(TestWorld.CLOSE_ON_EOF),
                Script.of(Script.Instruction.send(1), Script.Instruction.send(1), TestWorld.CLOSE));

    wrong.put(
        "no-rst-on-retransmitted-fin-in-time-wait", wrong(oneLoss, WrongTcp.TIME_WAIT_FORGOTTEN));
    wrong.put("fin-from-last-ack-never-answered-by-rst", right(oneLoss.timeWait(0)));
    wrong.put("last-ack-ends-by-ack", right(oneLoss.timeWait(0)));
    wrong.put("last-ack-never-ended-by-rst", right(oneLoss.timeWait(0)));
    wrong.put("time-wait-lasts", wrong(oneLoss, WrongTcp.TIME_WAIT_ENDED_BY_FIN));
    wrong.put("active-closer-passes-time-wait", right(oneLoss.timeWait(0)));
    wrong.put("time-wait-only-at-client", right(oneLoss));
    wrong.put("time-wait-only-at-server", wrong(oneLoss, WrongTcp.LAST_ACK_ENDS_IN_TIME_WAIT));
    wrong.put("no-rst-after-graceful-close", right(oneLoss.timeWait(0)));
    wrong.put("rst-never-answered-by-rst", wrong(oneLoss.timeWait(0), WrongTcp.RST_DRAWS_RST));
    wrong.put("octets-never-answered-by-rst", wrong(exchange, WrongTcp.BYTES_DRAW_RST));
    wrong.put("octets-in-order", wrong(data, WrongTcp.BYTES_BEFORE_BYTES));
    wrong.put("end-of-file-after-last-octet", wrong(data, WrongTcp.FIN_BEFORE_BYTES));
    wrong.put("all-octets-arrive", wrong(data, WrongTcp.FIN_BEFORE_BYTES));
    wrong.put("lost-octets-are-told", right(oneLossTooMany()));
    wrong.put("nothing-new-after-fin", wrong(bytesAndLoss, WrongTcp.FIN_SENT_AGAIN_TOO_HIGH));
    wrong.put("fin-consumed-once", wrong(bytesAndLoss, WrongTcp.OLD_FIN_TAKEN_AGAIN));
    wrong.put("no-forbidden-state-pair", wrong(oneLoss, WrongTcp.NO_CLOSE_WAIT));
    wrong.put("timers-fit-states", wrong(oneLoss, WrongTcp.RETRANSMISSION_TIMER_LEFT_ON));
    wrong.put("nobody-gives-up", wrong(oneLoss, WrongTcp.FIN_NEVER_ACKNOWLEDGED));
    wrong.put("no-stuck-state", wrong(oneLoss, WrongTcp.SENDS_NOTHING_AGAIN));
    wrong.put("both-established", wrong(exchange, WrongTcp.LISTENER_IGNORES_SYN));
    wrong.put("simultaneous-close", wrong(TestWorld.bothClose(), WrongTcp.CLOSING_ENDS_IN_CLOSED));

    ServiceWorld twice = ServiceWorld.clientComes(2);
    ServiceWorld reusing =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 2)
            .serverSysctls(true, false, Settings.UNLIMITED)
            .timeWait(4);
    wrong.put("octets-of-this-incarnation", right(oldDuplicates()));
    wrong.put("old-segments-gone-before-reopen", right(oldDuplicates()));
    wrong.put("four-tuple-unique", wrong(twice, WrongTcp.TIME_WAIT_TAKEN_BY_CONNECT));
    wrong.put("reopen-above-old-sequence-numbers", right(anyIsn()));
    wrong.put("time-wait-back-after-old-syn", right(anOldSyn()));
    wrong.put("time-wait-reused-after-delay", wrong(reusing, WrongTcp.TIME_WAIT_REUSED_AT_ONCE));
    wrong.put("four-tuple-connectable-again", wrong(twice, WrongTcp.USED_ONCE));
    wrong.put("connect-finds-a-port", right(twice));
    wrong.put(
        "bind-succeeds",
        right(ServiceWorld.clientComes(1).serverFirst().serverOptions(SocketOptions.NONE, 1)));
    wrong.put(
        "connect-succeeds", wrong(ServiceWorld.clientComes(1), WrongTcp.LISTENER_IGNORES_SYN));
    wrong.put(
        "syn-always-answered", wrong(ServiceWorld.clientComes(1), WrongTcp.LISTENER_IGNORES_SYN));
    wrong.put("time-wait-within-buckets", wrong(oneBucket(), WrongTcp.TIME_WAIT_WITHOUT_ROOM));
    wrong.put("request-never-meets-a-close", right(impatientServer()));
    aboutRuns(wrong);
    return wrong;
  }

  private static void aboutRuns(Map<String, Supplier<TcpModel>> wrong) {
    TestWorld twoTimeWaits = TestWorld.bothClose().duplicating(1);
    TestWorld onlyTheServerCloses =
        TestWorld.serverCloses().scripts(Script.of(), Script.of(TestWorld.CLOSE));
    TestWorld lossyClose = TestWorld.serverCloses().losing(1).timeWait(4);
    TestWorld lossyOpen =
        TestWorld.wholeExchange()
            .losing(1)
            .scripts(
                Script.of(Script.Instruction.of(Call.OPEN)),
                Script.of(Script.Instruction.of(Call.LISTEN)));
    wrong.put("no-endless-exchange", right(twoTimeWaits));
    wrong.put("closed-at-last", wrong(lossyClose, WrongTcp.SENDS_NOTHING_AGAIN));
    wrong.put("time-wait-is-left", right(twoTimeWaits));
    wrong.put("last-ack-is-left", wrong(lossyClose, WrongTcp.SENDS_NOTHING_AGAIN));
    wrong.put(
        "orphan-fin-wait-2-is-left",
        wrong(onlyTheServerCloses.stack(Stack.LINUX), WrongTcp.FIN_WAIT_2_NEVER_TIMES_OUT));
    wrong.put("close-wait-is-left", right(onlyTheServerCloses));
    wrong.put("syn-sent-ends", wrong(lossyOpen, WrongTcp.SENDS_NOTHING_AGAIN));
    wrong.put("syn-received-is-left", wrong(lossyOpen, WrongTcp.SENDS_NOTHING_AGAIN));
    wrong.put(
        "connect-succeeds-at-last",
        wrong(ServiceWorld.clientComes(1), WrongTcp.LISTENER_IGNORES_SYN));
    wrong.put(
        "half-open-is-noticed",
        right(
            TestWorld.serverCloses()
                .losing(1)
                .scripts(Script.of(), Script.of(Script.Instruction.of(Call.ABORT)))));
  }

  /** Rules by which whatever reaches TIME_WAIT leaves it one tick. */
  public static TcpRules shortensTimeWait() {
    SegmentArrives arrives =
        new SegmentArrives(new OtherStates()) {
          @Override
          void timeWait(Endpoint e, Segment seg) {
            super.timeWait(e, seg);
            e.tcb.set(Tcb.TIME_WAIT_TIMER, Timer.DUE + 1);
          }
        };
    return new TcpRules(arrives, new UserCalls(), new Timeouts());
  }

  private static Supplier<TcpModel> right(ServiceWorld world) {
    Settings settings = world.settings();
    return () -> new TcpModel(settings);
  }

  private static Supplier<TcpModel> wrong(ServiceWorld world, WrongTcp wrong) {
    Settings settings = world.settings();
    return () -> new TcpModel(settings, wrong.tcp());
  }

  /** No TIME_WAIT, the same ISN each time, and a copy of a byte on its way. */
  private static ServiceWorld oldDuplicates() {
    return ServiceWorld.clientComes(1)
        .scripts(Script.of(), Script.of(Script.Instruction.of(Call.LISTEN), TestWorld.CLOSE_ON_EOF))
        .fromEstablished(
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE),
            Script.of(Script.Instruction.of(Call.OPEN)))
        .isn(IsnChoice.CONSTANT)
        .network(0, 1, true)
        .timeWait(0);
  }

  /** Who has called close() is not told that nobody acknowledged his byte. */
  private static TestWorld oneLossTooMany() {
    return TestWorld.serverCloses()
        .stack(Stack.LINUX)
        .scripts(Script.of(), Script.of(Script.Instruction.send(1), TestWorld.CLOSE))
        .losing(4)
        .inOrder();
  }

  /** The SYN of an attempt that was given up comes late, and is above the numbers of the next. */
  private static ServiceWorld anOldSyn() {
    return ServiceWorld.clientComes(1)
        .serverFirst()
        .sessions(
            Script.of(Script.Instruction.of(Call.OPEN), TestWorld.CLOSE),
            Script.of(Script.Instruction.of(Call.OPEN), TestWorld.CLOSE_ON_EOF.onceConnected()))
        .scripts(
            Script.of(),
            Script.of(Script.Instruction.of(Call.LISTEN), TestWorld.CLOSE.onceConnected()))
        .clientIsn(IsnChoice.ANY)
        .network(0, 0, true);
  }

  private static ServiceWorld anyIsn() {
    return ServiceWorld.clientComes(2).serverFirst().isn(IsnChoice.ANY);
  }

  private static ServiceWorld oneBucket() {
    return ServiceWorld.clientComes(2)
        .serverFirst()
        .ports(2)
        .serverSysctls(false, false, 1)
        .timeWait(4);
  }

  /** A server that closes when it likes, and a client that asks twice. */
  private static ServiceWorld impatientServer() {
    return ServiceWorld.clientComes(1)
        .scripts(
            Script.of(
                Script.Instruction.of(Call.OPEN),
                Script.Instruction.send(1).onceConnected(),
                Script.Instruction.send(1).onceReceived(1),
                TestWorld.CLOSE.onceReceived(2)),
            ServiceWorld.serverClosesFirst());
  }

  private static Supplier<TcpModel> right(TestWorld world) {
    return () -> new TcpModel(settings(world));
  }

  private static Supplier<TcpModel> wrong(TestWorld world, WrongTcp wrong) {
    return () -> new TcpModel(settings(world), wrong.tcp());
  }

  /** No claim counts segments, and a count never comes back to where it was. */
  private static Settings settings(TestWorld world) {
    return world.settings().remembering(EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT)));
  }
}
