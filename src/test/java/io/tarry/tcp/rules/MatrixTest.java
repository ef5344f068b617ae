package io.tarry.tcp.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.StepTest;
import io.tarry.engine.Verdict;
import io.tarry.tcp.Bench;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The full matrix of states and segments for RFC 9293 read literally, written down plainly, against
 * what {@link SegmentArrives} does.
 *
 * <p>A cell is the next state ({@code =}: the same), {@code !} and what is sent ({@code A}: ACK,
 * {@code SA}: SYN and ACK, {@code R(a)}: {@code <SEQ=SEG.ACK><RST>}, {@code R0}: {@code
 * <SEQ=0><ACK=SEQ+LEN><RST,ACK>}), then timers: {@code -RTX} stopped, {@code +TW} started again;
 * {@code n/a}: no correct peer can cause it.
 */
@DisplayName("SEGMENT ARRIVES, state by segment (RFC 9293 section 3.10.7)")
class MatrixTest {

  private static final int WINDOW = 8;

  private static final String[] COLUMNS = {
    "CLOSED", "LISTEN", "SYN_SENT", "SYN_RECEIVED passive", "SYN_RECEIVED active", "ESTABLISHED",
    "FIN_WAIT_1", "FIN_WAIT_2", "CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT"
  };

  private static final String MATRIX =
      """
      SYN_ACCEPTABLE          | =!R0   | SYN_RECEIVED!SA +RTX | SYN_RECEIVED!SA | LISTEN -RTX | =!A | =!A | =!A | =!A | =!A | =!A | =!A | =!A
      SYN_NOT_ACCEPTABLE      | =!R0   | SYN_RECEIVED!SA +RTX | SYN_RECEIVED!SA | =!A | =!A | =!A | =!A | =!A | =!A | =!A | =!A | =!A
      SYN_ACK                 | =!R(a) | =!R(a) | ESTABLISHED!A -RTX | LISTEN -RTX | =!A | =!A | =!A | =!A | =!A | =!A | =!A | =!A
      ACK_NEW                 | =!R(a) | =!R(a) | =      | ESTABLISHED -RTX | ESTABLISHED -RTX | = +RTX | = +RTX | n/a | = +RTX | = +RTX | = +RTX | n/a
      ACK_OF_FIN              | =!R(a) | =!R(a) | n/a    | n/a | n/a | n/a | FIN_WAIT_2 -RTX | = | n/a | TIME_WAIT -RTX +TW | CLOSED -RTX | =!A +TW
      ACK_DUPLICATE           | =!R(a) | =!R(a) | =!R(a) | =!R(a) | =!R(a) | = | = | = | = | = | = | =!A +TW
      ACK_OLD                 | =!R(a) | =!R(a) | =!R(a) | =!R(a) | =!R(a) | =!A | =!A | =!A | =!A | =!A | =!A | =!A
      ACK_FUTURE              | =!R(a) | =!R(a) | =!R(a) | =!R(a) | =!R(a) | =!A | =!A | =!A | =!A | =!A | =!A | =!A
      DATA_AT_RCV_NXT         | =!R(a) | =!R(a) | =      | ESTABLISHED!A -RTX | ESTABLISHED!A -RTX | =!A | =!A | =!A | = | = | = | =!A +TW
      FIN_AT_RCV_NXT          | =!R(a) | =!R(a) | =      | CLOSE_WAIT!A -RTX | CLOSE_WAIT!A -RTX | CLOSE_WAIT!A | CLOSING!A | n/a | n/a | n/a | n/a | n/a
      FIN_AT_RCV_NXT_ACKS_FIN | =!R(a) | =!R(a) | n/a    | n/a | n/a | n/a | TIME_WAIT!A -RTX +TW | TIME_WAIT!A +TW | n/a | n/a | n/a | n/a
      REPEATED_FIN            | =!R(a) | =!R(a) | n/a    | n/a | n/a | n/a | n/a | n/a | =!A | =!A | =!A | =!A
      BEYOND_RCV_NXT          | =!R(a) | =!R(a) | =      | ESTABLISHED!A -RTX | ESTABLISHED!A -RTX | =!A | =!A | =!A | = | = | = | =!A +TW
      RST_EXACT               | =      | =      | CLOSED -RTX | LISTEN -RTX | CLOSED -RTX | CLOSED -RTX | CLOSED -RTX | CLOSED | CLOSED -RTX | CLOSED -RTX | CLOSED -RTX | CLOSED
      RST_IN_WINDOW           | =      | =      | CLOSED -RTX | =!A | =!A | =!A | =!A | =!A | =!A | =!A | =!A | =!A
      RST_OUTSIDE             | =      | =      | CLOSED -RTX | = | = | = | = | = | = | = | = | =
      """;

  private record Cell(SegmentClass row, String column, String text) {
    TcpState state() {
      return TcpState.valueOf(column.split(" ")[0]);
    }

    boolean passive() {
      return column.endsWith("passive");
    }

    boolean notApplicable() {
      return text.equals("n/a");
    }
  }

  private static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String line : MATRIX.lines().toList()) {
      String[] parts = line.split("\\|");
      for (int i = 0; i < COLUMNS.length; i++) {
        cells.add(
            new Cell(SegmentClass.valueOf(parts[0].strip()), COLUMNS[i], parts[i + 1].strip()));
      }
    }
    return cells;
  }

  @TestFactory
  Stream<DynamicTest> each_pair_is_answered_as_the_matrix_says() {
    return cells().stream()
        .filter(cell -> !cell.notApplicable())
        .flatMap(cell -> segments(cell).stream().map(seg -> test(cell, seg, Stack.RFC9293)));
  }

  private static DynamicTest test(Cell cell, Segment seg, Stack stack) {
    return DynamicTest.dynamicTest(
        cell.column() + ", " + cell.row() + ": " + seg,
        () -> {
          Bench bench = Bench.in(cell.state(), cell.passive(), stack);
          bench.arrives(seg);
          assertThat(answer(bench, cell, seg)).isEqualTo(cell.text());
        });
  }

  /** What happened, in the words of the matrix. */
  private static String answer(Bench bench, Cell cell, Segment seg) {
    Tcb tcb = bench.tcb;
    StringBuilder text =
        new StringBuilder(tcb.state() == cell.state() ? "=" : tcb.state().toString());
    for (int i = 0; i < bench.step.sentCount(); i++) {
      text.append('!').append(sent(bench, bench.step.sent(i), seg));
    }
    boolean armedBefore =
        Bench.in(cell.state(), cell.passive(), Stack.RFC9293).tcb.retransmissionTimer()
            != Timer.OFF;
    if (armedBefore && tcb.retransmissionTimer() == Timer.OFF) {
      text.append(" -RTX");
    } else if (tcb.retransmissionTimer() > Timer.DUE) {
      text.append(" +RTX");
    }
    if (tcb.timeWaitTimer() > Timer.DUE) {
      text.append(" +TW");
    }
    return text.toString();
  }

  private static String sent(Bench bench, Segment sent, Segment offender) {
    Tcb tcb = bench.tcb;
    if (sent.rst()) {
      if (sent.hasAck()) {
        assertThat(sent.seq()).isZero();
        assertThat(sent.ack()).isEqualTo(offender.seq() + offender.length());
        return "R0";
      }
      assertThat(sent.seq()).isEqualTo(offender.ack());
      return "R(a)";
    }
    assertThat(sent.ack()).isEqualTo(tcb.rcvNxt());
    assertThat(sent.seq()).isEqualTo(sent.syn() ? Bench.ISS : tcb.sndNxt());
    return sent.syn() ? "SA" : "A";
  }

  /** The segments that a cell is tried with: each shape that the row may have in that state. */
  private static List<Segment> segments(Cell cell) {
    Tcb tcb = Bench.in(cell.state(), cell.passive(), Stack.RFC9293).tcb;
    int rcv = tcb.rcvNxt() == 0 ? Bench.PEER_ISS : tcb.rcvNxt();
    // An ACK that changes nothing where it may; where the SYN is unacknowledged, its ACK.
    boolean synUnacknowledged = tcb.sndUna() == Bench.ISS;
    int ok = synUnacknowledged ? tcb.sndNxt() : tcb.sndUna();
    int ack = Segment.ACK;
    return switch (cell.row()) {
      case SYN_ACCEPTABLE -> List.of(Bench.segment(rcv, 0, Segment.SYN, 0));
      case SYN_NOT_ACCEPTABLE ->
          List.of(
              Bench.segment(rcv - 1, 0, Segment.SYN, 0),
              Bench.segment(rcv + WINDOW, 0, Segment.SYN, 0));
      case SYN_ACK -> List.of(Bench.segment(rcv, ok, Segment.SYN | ack, 0));
      case ACK_NEW ->
          cell.state().synchronised() && cell.state() != TcpState.FIN_WAIT_2
              ? List.of(Bench.segment(rcv, tcb.sndUna() + 1, ack, 0))
              : List.of(Bench.segment(rcv, Bench.ISS + 1, ack, 0));
      case ACK_OF_FIN -> List.of(Bench.segment(rcv, tcb.sndNxt(), ack, 0));
      case ACK_DUPLICATE ->
          List.of(
              Bench.segment(rcv, tcb.sndUna(), ack, 0),
              Bench.segment(rcv, Math.max(1, tcb.sndUna() - WINDOW), ack, 0));
      case ACK_OLD -> List.of(Bench.segment(rcv, Math.max(1, tcb.sndUna() - WINDOW - 1), ack, 0));
      case ACK_FUTURE -> List.of(Bench.segment(rcv, tcb.sndNxt() + 1, ack, 0));
      case DATA_AT_RCV_NXT -> List.of(Bench.segment(rcv, ok, ack, 1));
      case FIN_AT_RCV_NXT -> List.of(Bench.segment(rcv, ok, Segment.FIN | ack, 0));
      case FIN_AT_RCV_NXT_ACKS_FIN ->
          List.of(Bench.segment(rcv, tcb.sndNxt(), Segment.FIN | ack, 0));
      case REPEATED_FIN ->
          List.of(
              Bench.segment(rcv - 1, tcb.sndUna(), Segment.FIN | ack, 0),
              Bench.segment(rcv - 1, tcb.sndNxt(), Segment.FIN | ack, 0));
      case BEYOND_RCV_NXT ->
          List.of(
              Bench.segment(rcv + 1, ok, Segment.FIN | ack, 0), Bench.segment(rcv + 1, ok, ack, 1));
      case RST_EXACT -> List.of(Bench.segment(rcv, ok, Segment.RST | ack, 0));
      case RST_IN_WINDOW -> List.of(Bench.segment(rcv + 1, ok, Segment.RST | ack, 0));
      case RST_OUTSIDE ->
          List.of(
              Bench.segment(rcv - 1, ok, Segment.RST | ack, 0),
              Bench.segment(rcv + WINDOW, ok, Segment.RST | ack, 0));
    };
  }

  static List<TestWorld> worlds() {
    List<TestWorld> worlds = new ArrayList<>();
    for (Stack stack :
        List.of(
            Stack.RFC9293,
            Stack.LINUX,
            Stack.LINUX_3_13,
            Stack.FREEBSD,
            TestWorld.reading(TwRestart.DUPFIN, true))) {
      worlds.add(TestWorld.bothClose().losing(1).duplicating(1).stack(stack));
      worlds.add(TestWorld.bothClose().losing(1).untimed(1).room(10).stack(stack));
    }
    for (Stack stack : List.of(Stack.RFC9293, Stack.LINUX)) {
      worlds.add(TestWorld.wholeExchange().duplicating(1).stack(stack));
    }
    return worlds;
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void what_the_matrix_calls_not_applicable_never_happens(TestWorld world) {
    Settings settings = world.settings();
    Map<TcpState, List<SegmentClass>> impossible = new EnumMap<>(TcpState.class);
    for (Cell cell : cells()) {
      if (cell.notApplicable()) {
        impossible.computeIfAbsent(cell.state(), state -> new ArrayList<>()).add(cell.row());
      }
    }
    SearchResult result =
        Search.of(() -> new TcpModel(settings))
            .run(
                List.of(
                    Property.<TcpModel>never(
                        "not applicable",
                        StepTest.ofModel(model -> {
                          if (!model.step().isArrival()) {
                            return false;
                          }
                          Tcb tcb = model.before().tcb(model.step().at());
                          return tcb.state().synchronised()
                              && SegmentClass.of(tcb, model.step().moved(), WINDOW)
                                  .filter(impossible.get(tcb.state())::contains)
                                  .isPresent();
                        }))));
    assertThat(result.finding("not applicable").verdict()).isEqualTo(Verdict.HOLDS);
  }
}
