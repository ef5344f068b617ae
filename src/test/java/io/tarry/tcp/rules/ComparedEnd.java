package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static io.tarry.tcp.world.Tcb.FIN_QUEUED;
import static io.tarry.tcp.world.Tcb.ORPHAN;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.SEGMENT_ENDS;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Listener;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * An end that can be put into any situation again and again, to compare what a segment does there
 * with what {@link PlainArrives} says.
 */
final class ComparedEnd {

  private static final int[] FLAGS = {ACK, FIN | ACK, SYN, SYN | ACK, RST, RST | ACK, 0, FIN};
  private static final int[] OFFSETS = {
    -2, -1, 0, 1, PlainArrives.WINDOW - 1, PlainArrives.WINDOW, PlainArrives.WINDOW + 1
  };

  private static final List<String> RETRANSMISSIONS =
      List.of("none", "off", "now", "as it was", "later");

  private final End at;
  private final int iss;
  private final int peerIss;
  private final World world;
  private final Step step = new Step();
  private final Timestamps stamps;
  private final Endpoint end;
  private final Tcb tcb;
  private final SegmentArrives arrives = new SegmentArrives(new OtherStates());
  private final List<Segment> grid;
  private int recentBefore;
  private Segment arrived = Segment.NONE;
  private final Outcome expected = new Outcome();
  private final Outcome found = new Outcome();

  ComparedEnd(End at) {
    this.at = at;
    iss = InitialSequenceNumbers.first(at.side());
    peerIss = InitialSequenceNumbers.first(at.side().other());
    Script script = Script.of(Script.Instruction.send(2));
    Settings settings = TestWorld.serverCloses().scripts(script, script).settings();
    world = new World(settings);
    if (at.side() == Side.SERVER) {
      world.listener.set(Listener.LISTENING, true);
    }
    stamps = new Timestamps(settings, world.topology());
    end =
        new Endpoint(
            at,
            world,
            step,
            settings,
            stamps,
            new InitialSequenceNumbers(settings, world.topology()));
    tcb = world.tcb(at);
    grid = everySegment();
  }

  /** The segments that may arrive. */
  List<Segment> grid() {
    return grid;
  }

  /** The last one that has. */
  Segment arrived() {
    return arrived;
  }

  /** Lets a segment of the grid arrive; what {@link PlainArrives} says happens, and does. */
  PlainArrives compare(Situation situation, Stack stack, int segment) {
    put(situation, stack);
    PlainArrives plain = plain(situation, stack);
    arrived = arrives(grid.get(segment), situation.stamp());
    plain.arrives(arrived);
    putExpected(plain);
    putFound();
    if (!found.isSameAs(expected)) {
      assertThat(found)
          .as("%s, %s, %s", stack, situation, arrived)
          .hasToString(expected.toString());
    }
    return plain;
  }

  /** As {@link Bench} has them: two bytes sent, one received, and the FINs of the state. */
  void put(Situation situation, Stack stack) {
    end.stack = stack;
    tcb.delete();
    end.app.reset();
    world.flight().clear();
    tcb.set(STATE, situation.state());
    tcb.set(PASSIVE, situation.passive());
    tcb.set(ORPHAN, situation.orphan());
    switch (situation.state()) {
      case CLOSED, LISTEN -> {}
      case SYN_SENT -> numbers(iss, iss + 1, iss + 1, 0);
      case SYN_RECEIVED -> numbers(iss, iss + 1, iss + 1, peerIss + 1);
      case ESTABLISHED -> numbers(iss + 1, iss + 3, iss + 3, peerIss + 2);
      case FIN_WAIT_1 -> numbers(iss + 1, iss + 4, iss + 3, peerIss + 2);
      case FIN_WAIT_2 -> numbers(iss + 4, iss + 4, iss + 3, peerIss + 2);
      case CLOSE_WAIT -> numbers(iss + 1, iss + 3, iss + 3, peerIss + 3);
      case CLOSING, LAST_ACK -> numbers(iss + 1, iss + 4, iss + 3, peerIss + 3);
      case TIME_WAIT -> numbers(iss + 4, iss + 4, iss + 3, peerIss + 3);
    }
    if (situation.state() == TcpState.TIME_WAIT) {
      tcb.set(TIME_WAIT_TIMER, Timer.DUE); // a restart is seen by a later time
    }
    if (tcb.sndUna() < tcb.sndNxt()) {
      tcb.set(RETRANSMISSION_TIMER, Timer.DUE + 1);
    }
    boolean connection =
        situation.state() == TcpState.SYN_RECEIVED || situation.state().synchronised();
    if (connection && situation.stamp() != Situation.Stamp.NONE) {
      tcb.set(TIMESTAMPS, true);
      int peersClock = world.topology().clockOf(at.peer());
      tcb.set(
          TS_RECENT, stamps.keep(peersClock, situation.stamp() == Situation.Stamp.NEWER ? -1 : 0));
    }
    recentBefore = tcb.tsRecent();
  }

  private void numbers(int sndUna, int sndNxt, int sndEnd, int rcvNxt) {
    tcb.set(SND_UNA, sndUna);
    tcb.set(SND_NXT, sndNxt);
    tcb.set(SND_END, sndEnd);
    tcb.set(SEGMENT_ENDS, sndEnd > iss + 1 ? 0b10 : 0);
    tcb.set(RCV_NXT, rcvNxt);
    tcb.set(FIN_QUEUED, sndNxt > sndEnd);
  }

  /** Around every number that some state knows. */
  private List<Segment> everySegment() {
    List<Segment> segments = new ArrayList<>();
    TreeSet<Integer> seqs = new TreeSet<>();
    for (int rcvNxt = peerIss + 1; rcvNxt <= peerIss + 3; rcvNxt++) {
      for (int offset : OFFSETS) {
        seqs.add(rcvNxt + offset);
      }
    }
    for (int flags : FLAGS) {
      List<Integer> acks = new ArrayList<>(List.of(0));
      if ((flags & ACK) != 0) {
        acks = List.of(1, iss - 5, iss - 1, iss, iss + 1, iss + 2, iss + 3, iss + 4, iss + 5);
      }
      for (int seq : seqs) {
        for (int ack : acks) {
          for (int text = 0; text <= ((flags & (SYN | RST)) == 0 ? 1 : 0); text++) {
            segments.add(Segment.of(at.peer(), seq, ack, flags, text, false, 0));
          }
        }
      }
    }
    return segments;
  }

  Segment arrives(Segment seg, Situation.Stamp stamp) {
    Segment arriving = seg;
    if (stamp != Situation.Stamp.NONE && !seg.rst()) {
      arriving = seg.stamped(0);
      for (int age = stamp.newerBy; age < 0; age++) {
        arriving = arriving.older();
      }
    }
    step.begin(Action.Kind.DELIVER, at, arriving);
    arrives.arrives(end, arriving);
    return arriving;
  }

  PlainArrives plain(Situation situation, Stack stack) {
    PlainArrives plain = new PlainArrives(stack);
    plain.state = situation.state();
    plain.passive = situation.passive();
    plain.orphan = situation.orphan();
    plain.listenerBehind = situation.listener();
    plain.iss = iss;
    plain.sndUna = tcb.sndUna();
    plain.sndNxt = tcb.sndNxt();
    plain.finSeq = tcb.finQueued() ? tcb.sndEnd() : 0;
    plain.rcvNxt = tcb.rcvNxt();
    plain.mayRetransmit = true;
    plain.retransmission = tcb.sndUna() < tcb.sndNxt() ? "as it was" : "off";
    plain.stamped = tcb.timestamps();
    plain.newerBy = situation.stamp().newerBy;
    return plain;
  }

  private static boolean lives(TcpState state) {
    return state != TcpState.CLOSED && state != TcpState.LISTEN;
  }

  private void putExpected(PlainArrives p) {
    boolean lives = lives(p.state);
    boolean synchronised = p.state.synchronised();
    expected.clear();
    expected.put(p.state.ordinal());
    expected.put(p.timeWaitRestarts && p.state == TcpState.TIME_WAIT);
    expected.put(p.finWait2Starts && p.state == TcpState.FIN_WAIT_2);
    expected.put(RETRANSMISSIONS.indexOf(lives ? p.retransmission : "none"));
    expected.put(p.mayReturnToTimeWait);
    expected.put(lives ? p.rcvNxt : 0);
    expected.put(synchronised ? p.sndUna : 0);
    expected.put(synchronised ? p.heldByte : 0);
    expected.put(synchronised ? p.heldFin : 0);
    expected.put(synchronised && p.recentMoves);
    expected.put(p.delivered);
    expected.put(p.endOfFile);
    expected.put(p.error.ordinal());
    expected.put(p.brokenPipe);
    expected.put(p.sent.size());
    p.sent.forEach(expected::put);
    p.handedOver.forEach(expected::put);
  }

  private void putFound() {
    TcpState state = tcb.state();
    boolean lives = lives(state);
    boolean synchronised = state.synchronised();
    int held =
        tcb.heldBytes() == 0 ? 0 : tcb.rcvNxt() + Integer.numberOfTrailingZeros(tcb.heldBytes());
    found.clear();
    found.put(state.ordinal());
    found.put(tcb.timeWaitTimer() > Timer.DUE);
    found.put(tcb.finWait2Timer() != Timer.OFF);
    found.put(RETRANSMISSIONS.indexOf(lives ? retransmission(tcb.retransmissionTimer()) : "none"));
    found.put(tcb.mayReturnToTimeWait());
    found.put(lives ? tcb.rcvNxt() : 0);
    found.put(synchronised ? tcb.sndUna() : 0);
    found.put(synchronised ? held : 0);
    found.put(synchronised ? tcb.heldFin() : 0);
    found.put(synchronised && tcb.tsRecent() != recentBefore);
    found.put(end.app.delivered());
    found.put(end.app.endOfFile());
    found.put(end.app.error().ordinal());
    found.put(end.app.brokenPipe());
    found.put(step.sentCount());
    for (int i = 0; i < step.sentCount(); i++) {
      found.put(PlainArrives.Sent.of(step.sent(i)));
    }
    for (int i = 0; i < step.deliveredCount(); i++) {
      found.put(peerIss + 1 + step.delivered(i));
    }
  }

  private static String retransmission(int timer) {
    return switch (timer) {
      case Timer.OFF -> "off";
      case Timer.DUE -> "now";
      case Timer.DUE + 1 -> "as it was";
      default -> "later";
    };
  }

  /** What a segment did, in numbers; those that no longer matter are 0. */
  private static final class Outcome {

    private static final List<String> NAMES =
        List.of(
            "state",
            "2MSL again",
            "FIN-WAIT-2 timed",
            "retransmission",
            "may return to TIME-WAIT",
            "RCV.NXT",
            "SND.UNA",
            "held byte",
            "held FIN",
            "TS.Recent moves",
            "delivered",
            "end of file",
            "error",
            "broken pipe",
            "segments sent");

    private final int[] numbers = new int[64];
    private int count;

    void clear() {
      count = 0;
    }

    void put(int number) {
      numbers[count++] = number;
    }

    void put(boolean flag) {
      put(flag ? 1 : 0);
    }

    void put(PlainArrives.Sent sent) {
      put(sent.flags().ordinal());
      put(sent.seq());
      put(sent.ack());
    }

    boolean isSameAs(Outcome other) {
      return Arrays.equals(numbers, 0, count, other.numbers, 0, other.count);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        String name = i < NAMES.size() ? NAMES.get(i) : "then";
        text.append(name).append(' ').append(numbers[i]).append('\n');
      }
      return text.toString();
    }
  }
}
