package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("TIME-WAIT names the rule that it goes by")
class TimeWaitRulesTest {

  private static final int RCV = Bench.PEER_ISS + 3;
  private static final int SND_NXT = Bench.ISS + 4;

  private static final Segment REPEATED_FIN = segment(RCV - 1, SND_NXT, FIN | ACK, 0);
  private static final Segment CURRENT_ACK = segment(RCV, SND_NXT, ACK, 0);
  private static final Segment OLD_ACK = segment(RCV - 1, SND_NXT, ACK, 0);
  private static final Segment OLD_SYN = segment(Bench.PEER_ISS, 0, SYN, 0);
  private static final Segment OLD_RST = segment(RCV - 1, 0, RST, 0);
  private static final Segment EXACT_RST = segment(RCV, 0, RST, 0);
  private static final Segment INEXACT_RST = segment(RCV + 1, 0, RST, 0);
  private static final Segment BARE_FIN = segment(RCV - 1, 0, FIN, 0);

  private static final Stack LITERAL = Stack.RFC9293;
  private static final Stack DUPFIN = TestWorld.reading(TwRestart.DUPFIN, true);
  private static final Stack FREEBSD = TestWorld.reading(TwRestart.FREEBSD, false);

  static List<Arguments> segments() {
    return List.of(
        of(LITERAL, REPEATED_FIN, "ACK", Rule.TIME_WAIT_REPEATED_FIN_LITERAL),
        of(LITERAL, CURRENT_ACK, "ACK, restart", Rule.TIME_WAIT_ANY_ACK),
        of(LITERAL, OLD_ACK, "ACK", Rule.NOT_ACCEPTABLE),
        of(LITERAL, OLD_RST, "", Rule.NOT_ACCEPTABLE_RST),
        of(LITERAL, EXACT_RST, "end", Rule.TIME_WAIT_RST),
        of(LITERAL, INEXACT_RST, "ACK", Rule.RST_IN_WINDOW_NOT_EXACT),
        of(LITERAL, segment(RCV, 0, FIN, 0), "", Rule.NO_ACK_BIT),
        of(LITERAL, segment(RCV, 0, SYN, 0), "ACK", Rule.SYN_IN_WINDOW),
        of(LITERAL, segment(RCV, SND_NXT, FIN | ACK, 0), "ACK, restart", Rule.SECOND_FIN),
        of(
            LITERAL.with(Switch.ACK_OF_REPEATED_SEGMENT),
            REPEATED_FIN,
            "ACK, restart",
            Rule.ACK_OF_REPEAT,
            Rule.TIME_WAIT_ANY_ACK),
        of(
            LITERAL.without(Switch.HONOR_RST_IN_TIME_WAIT),
            EXACT_RST,
            "",
            Rule.TIME_WAIT_RST_IGNORED),
        of(DUPFIN, REPEATED_FIN, "ACK, restart", Rule.TIME_WAIT_REPEATED_FIN),
        of(DUPFIN, CURRENT_ACK, "", Rule.ACK_NOTHING_NEW),
        of(DUPFIN, segment(RCV, SND_NXT, ACK, 1), "ACK", Rule.TEXT_AFTER_FIN),
        of(DUPFIN, segment(RCV + 1, SND_NXT, FIN | ACK, 0), "ACK", Rule.FIN_BEYOND_IGNORED),
        of(Stack.LINUX, EXACT_RST, "end", Rule.TIME_WAIT_RST),
        of(Stack.LINUX, INEXACT_RST, "", Rule.TIME_WAIT_RST_IGNORED),
        of(Stack.LINUX, OLD_SYN, "ACK", Rule.TIME_WAIT_SYN),
        of(Stack.LINUX, CURRENT_ACK, "restart", Rule.TIME_WAIT_LINUX_SILENT),
        of(Stack.LINUX, OLD_ACK, "ACK, restart", Rule.TIME_WAIT_LINUX_RESTART),
        of(Stack.LINUX, BARE_FIN, "ACK", Rule.TIME_WAIT_LINUX_NO_ACK),
        of(FREEBSD, EXACT_RST, "", Rule.TIME_WAIT_RST_IGNORED),
        of(FREEBSD, BARE_FIN, "", Rule.TIME_WAIT_FREEBSD_DROP),
        of(FREEBSD, REPEATED_FIN, "ACK, restart", Rule.TIME_WAIT_REPEATED_FIN),
        of(FREEBSD, CURRENT_ACK, "", Rule.TIME_WAIT_FREEBSD_DROP),
        of(FREEBSD, OLD_ACK, "ACK", Rule.TIME_WAIT_FREEBSD_ACK));
  }

  private static Arguments of(Stack stack, Segment arriving, String does, Rule... rules) {
    return Arguments.of(stack, arriving, does, List.of(rules));
  }

  @ParameterizedTest(name = "{0}: {1} is judged by {3}: {2}")
  @MethodSource("segments")
  void of_each_segment(Stack stack, Segment arriving, String does, List<Rule> rules) {
    Bench bench = Bench.in(TcpState.TIME_WAIT, false, stack);
    bench.arrives(arriving);

    assertThat(bench.step.rules()).isEqualTo(rules);
    assertThat(does(bench)).isEqualTo(does);
    int next = rules.contains(Rule.SECOND_FIN) ? RCV + 1 : RCV;
    assertThat(bench.tcb.rcvNxt()).isEqualTo(does.equals("end") ? 0 : next);
  }

  /** Whether TIME-WAIT has answered, and whether it began again or ended. */
  private static String does(Bench bench) {
    List<String> done = new ArrayList<>();
    for (int i = 0; i < bench.step.sentCount(); i++) {
      done.add(bench.step.sent(i).kind().toString());
    }
    if (bench.tcb.state() != TcpState.TIME_WAIT) {
      done.add("end");
    } else if (bench.tcb.timeWaitTimer() > Timer.DUE) {
      done.add("restart");
    }
    return String.join(", ", done);
  }

  static List<Stack> withPaws() {
    return List.of(LITERAL, DUPFIN, Stack.LINUX);
  }

  @ParameterizedTest
  @MethodSource("withPaws")
  void of_one_that_is_older_than_the_last(Stack stack) {
    Bench bench = Bench.in(TcpState.TIME_WAIT, false, stack);
    Timestamps stamps = new Timestamps(bench.settings, bench.world.topology());
    bench.tcb.set(TIMESTAMPS, true);
    bench.tcb.set(TS_RECENT, stamps.keep(bench.world.topology().clockOf(End.SERVER), 0));
    bench.arrives(CURRENT_ACK.stamped(0).older());

    assertThat(bench.step.rules()).containsExactly(Rule.PAWS_REJECT);
    assertThat(does(bench)).isEqualTo(stack == Stack.LINUX ? "ACK, restart" : "ACK");
  }

  @ParameterizedTest
  @MethodSource("withPaws")
  void of_one_that_is_newer_than_the_last(Stack stack) {
    Bench bench = Bench.in(TcpState.TIME_WAIT, false, stack);
    Timestamps stamps = new Timestamps(bench.settings, bench.world.topology());
    int clock = bench.world.topology().clockOf(End.SERVER);
    bench.tcb.set(TIMESTAMPS, true);
    bench.tcb.set(TS_RECENT, stamps.keep(clock, -1));
    bench.arrives(CURRENT_ACK.stamped(0));

    assertThat(bench.tcb.tsRecent()).isEqualTo(stamps.keep(clock, 0));
  }

  /** A SYN as old as the connection's last segment, older or newer, below RCV.NXT or beyond. */
  @ParameterizedTest
  @CsvSource({
    "SEQ, 0, 0, false",
    "SEQ, 0, 1, true",
    "TS, -1, 1, true",
    "TS, 0, 1, false",
    "TS, 1, 1, false",
    "TS, -1, -1, true",
    "RFC6191, -1, -1, true",
    "RFC6191, 0, -1, false",
    "RFC6191, 0, 1, true",
    "RFC6191, 1, 1, false",
    "RFC6191, 1, -1, false",
    "LINUX, -1, -1, true",
    "LINUX, 0, -1, false",
    "LINUX, 0, 1, true",
    "LINUX, 1, 1, false"
  })
  void and_a_timestamp_makes_a_syn_newer(
      ReopenFromTimeWait rule, int last, int beyond, boolean reopens) {
    Bench bench = Bench.in(TcpState.TIME_WAIT, false, LITERAL.with(rule));
    Timestamps stamps = new Timestamps(bench.settings, bench.world.topology());
    bench.tcb.set(TIMESTAMPS, true);
    bench.tcb.set(TS_RECENT, stamps.keep(bench.world.topology().clockOf(End.SERVER), last - 1));
    Segment syn = segment(RCV + beyond, 0, SYN, 0).stamped(0).older();

    assertThat(TimeWaitArrives.reopens(bench.endpoint, syn)).isEqualTo(reopens);
  }

  /** RFC 6191 section 2: a connection that had none tells nothing about the SYN's timestamp. */
  @Test
  void and_a_first_timestamp_alone_makes_a_syn_newer_for_rfc_6191() {
    Stack stack = LITERAL.with(ReopenFromTimeWait.RFC6191);

    assertThat(reopens(stack, true, false, OLD_SYN.stamped(0))).isTrue();
    assertThat(reopens(stack, true, false, OLD_SYN)).isFalse();
    assertThat(reopens(stack, true, true, OLD_SYN)).isFalse();
    assertThat(reopens(stack, false, false, OLD_SYN.stamped(0))).isFalse();
    assertThat(reopens(stack, true, false, segment(RCV + 1, 0, SYN, 0))).isTrue();
    for (ReopenFromTimeWait other : List.of(ReopenFromTimeWait.TS, ReopenFromTimeWait.LINUX)) {
      assertThat(reopens(LITERAL.with(other), true, false, OLD_SYN.stamped(0))).isFalse();
    }
  }

  /** Whether a SYN reopens the connection of a host that does, or does not, use timestamps. */
  private static boolean reopens(Stack stack, boolean host, boolean connection, Segment syn) {
    Settings settings = ServiceWorld.clientComes(2).clientSysctls(host, 0, 1).settings();
    World world = new World(settings);
    Endpoint endpoint =
        new Endpoint(
            End.CLIENT,
            world,
            new Step(),
            settings,
            new Timestamps(settings, world.topology()),
            new InitialSequenceNumbers(settings, world.topology()));
    endpoint.stack = stack;
    endpoint.tcb.set(STATE, TcpState.TIME_WAIT);
    endpoint.tcb.set(RCV_NXT, RCV);
    endpoint.tcb.set(TIMESTAMPS, connection);
    return TimeWaitArrives.reopens(endpoint, syn);
  }
}
