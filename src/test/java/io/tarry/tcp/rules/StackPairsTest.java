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
import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Listener;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every two switches of a stack set otherwise, in every state, with a grid of segments, against
 * {@link PlainArrives}. Each pair takes its share of the grid, the next pair another; {@code
 * -Dtarry.pairs=1} has each take the whole.
 *
 * <p>A share may miss all that two switches do together. So each pair also takes some segments of
 * every kind of event that one of its two was seen to have a say in.
 */
@DisplayName("Switches of a stack compose")
class StackPairsTest {

  /** Of so many segments, one; a prime, so that the shares differ in all that a grid is made of. */
  private static final int SHARE = Integer.getInteger("tarry.pairs", 211);

  private static final int[] FLAGS = {ACK, FIN | ACK, SYN, SYN | ACK, RST, RST | ACK, 0, FIN};
  private static final int[] OFFSETS = {
    -2, -1, 0, 1, PlainArrives.WINDOW - 1, PlainArrives.WINDOW, PlainArrives.WINDOW + 1
  };

  /** How the timestamp of a segment compares to TS.Recent. */
  private enum Stamp {
    NONE(0),
    EQUAL(0),
    NEWER(1),
    OLDER_BY_ONE(-1),
    OLDER_BY_TWO(-2);

    final int newerBy;

    Stamp(int newerBy) {
      this.newerBy = newerBy;
    }
  }

  private record Situation(
      TcpState state, boolean passive, boolean orphan, boolean listener, Stamp stamp) {}

  static List<Stack> bases() {
    return List.of(Stack.RFC9293, Stack.LINUX, Stack.LINUX_3_13, Stack.FREEBSD);
  }

  /** A change of a stack, and whether what it changes had a say in what a segment did. */
  private record Change(UnaryOperator<Stack> of, Say say) {

    interface Say {
      boolean had(Situation situation, Segment arriving, PlainArrives plain);
    }
  }

  private static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Switch one : Switch.values()) {
      changes.add(
          new Change(
              stack -> stack.has(one) ? stack.without(one) : stack.with(one),
              (situation, arriving, plain) -> plain.asked.contains(one)));
    }
    Change.Say inTimeWait = (situation, arriving, plain) -> situation.state() == TcpState.TIME_WAIT;
    for (TwRestart reading : TwRestart.values()) {
      changes.add(new Change(stack -> stack.with(reading), inTimeWait));
    }
    for (ReopenFromTimeWait reopens : ReopenFromTimeWait.values()) {
      changes.add(
          new Change(
              stack -> stack.with(reopens),
              (situation, arriving, plain) ->
                  inTimeWait.had(situation, arriving, plain) && arriving.syn()));
    }
    for (SynReceivedReply reply : SynReceivedReply.values()) {
      changes.add(
          new Change(
              stack -> stack.with(reply),
              (situation, arriving, plain) ->
                  situation.state() == TcpState.SYN_RECEIVED && arriving.syn()));
    }
    changes.add(
        new Change(
            stack -> stack.withPawsTolerance(1 - stack.pawsTolerance()),
            (situation, arriving, plain) -> situation.stamp().newerBy < 0));
    return changes;
  }

  private static List<Situation> situations() {
    List<Situation> all = new ArrayList<>();
    for (TcpState state : TcpState.values()) {
      for (Stamp stamp : Stamp.values()) {
        for (boolean listener : new boolean[] {false, true}) {
          boolean closing = state.synchronised() && state != TcpState.ESTABLISHED;
          for (boolean orphan : closing ? new boolean[] {false, true} : new boolean[] {false}) {
            for (boolean passive : passive(state, listener)) {
              all.add(new Situation(state, passive, orphan, listener, stamp));
            }
          }
        }
      }
    }
    return all;
  }

  private static boolean[] passive(TcpState state, boolean listener) {
    if (state == TcpState.SYN_SENT) {
      return new boolean[] {false};
    }
    return listener || state == TcpState.LISTEN
        ? new boolean[] {true}
        : new boolean[] {false, true};
  }

  /** What a segment did, but for the numbers, and to whom; another number for something else. */
  private static long event(Situation situation, PlainArrives plain) {
    long event = situation.state().ordinal();
    event = 2 * event + (situation.passive() ? 1 : 0);
    event = 2 * event + (situation.orphan() ? 1 : 0);
    event = 2 * event + (situation.listener() ? 1 : 0);
    event = TcpState.values().length * event + plain.state.ordinal();
    event = 2 * event + (plain.timeWaitRestarts ? 1 : 0);
    event = 2 * event + (plain.delivered > 0 ? 1 : 0);
    event = UserError.values().length * event + plain.error.ordinal();
    for (PlainArrives.Sent sent : plain.sent) {
      event = (PlainArrives.Flags.values().length + 1) * event + 1 + sent.flags().ordinal();
    }
    return event;
  }

  /** One place in the grid. */
  private record Place(Situation situation, int segment) {}

  /** Where events were seen that a change has a say in. */
  private static final class Seen {

    private static final int PLACES_MAX = 500;
    private static final int OF_A_KIND = 8;

    private final Map<Long, List<Place>> places = new LinkedHashMap<>();

    void add(long event, Place place) {
      List<Place> those = places.computeIfAbsent(event, any -> new ArrayList<>());
      if (those.size() < PLACES_MAX) {
        those.add(place);
      }
    }

    /** Some of each kind; for the next turn, others. */
    List<Place> ofEachKind(int turn) {
      List<Place> some = new ArrayList<>();
      for (List<Place> those : places.values()) {
        for (int i = 0; i < Math.min(OF_A_KIND, those.size()); i++) {
          some.add(those.get((turn * OF_A_KIND + i) % those.size()));
        }
      }
      return some;
    }
  }

  @ParameterizedTest
  @MethodSource("bases")
  void every_two_changes_of_a_stack_do_what_each_says(Stack base) {
    Fixture atClient = new Fixture(End.CLIENT);
    Fixture atServer = new Fixture(End.SERVER);
    List<Change> changes = changes();
    List<Seen> seen = changes.stream().map(change -> new Seen()).toList();
    List<Situation> situations = situations();
    int share = 0;
    int tried = 0;
    for (int one = 0; one < changes.size(); one++) {
      for (int other = one; other < changes.size(); other++) { // itself: the base, or one change
        Stack stack = changes.get(other).of().apply(changes.get(one).of().apply(base));
        int next = share++ % SHARE;
        for (Situation situation : situations) {
          Fixture fixture = situation.listener() ? atServer : atClient;
          for (; next < fixture.grid.size(); next += SHARE) {
            tried++;
            PlainArrives plain = fixture.compare(situation, stack, next);
            long event = event(situation, plain);
            Place place = new Place(situation, next);
            for (int change = 0; change < changes.size(); change++) {
              if (changes.get(change).say().had(situation, fixture.arrived, plain)) {
                seen.get(change).add(event, place);
              }
            }
          }
          next -= fixture.grid.size();
        }
      }
    }
    assertThat(tried).isGreaterThan(100_000);

    int turn = 0;
    for (int one = 0; one < changes.size(); one++) {
      for (int other = one + 1; other < changes.size(); other++) {
        Stack stack = changes.get(other).of().apply(changes.get(one).of().apply(base));
        turn++;
        for (int change : new int[] {one, other}) {
          for (Place place : seen.get(change).ofEachKind(turn)) {
            Fixture fixture = place.situation().listener() ? atServer : atClient;
            fixture.compare(place.situation(), stack, place.segment());
          }
        }
      }
    }
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

  private static final List<String> RETRANSMISSIONS =
      List.of("none", "off", "now", "as it was", "later");

  /** An end that can be put into any situation again and again. */
  private static final class Fixture {

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

    Fixture(End at) {
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
      if (connection && situation.stamp() != Stamp.NONE) {
        tcb.set(TIMESTAMPS, true);
        int peersClock = world.topology().clockOf(at.peer());
        tcb.set(TS_RECENT, stamps.keep(peersClock, situation.stamp() == Stamp.NEWER ? -1 : 0));
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

    Segment arrives(Segment seg, Stamp stamp) {
      Segment arriving = seg;
      if (stamp != Stamp.NONE && !seg.rst()) {
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
      found.put(
          RETRANSMISSIONS.indexOf(lives ? retransmission(tcb.retransmissionTimer()) : "none"));
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
  }
}
