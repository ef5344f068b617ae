package io.tarry.tcp;

import static io.tarry.tcp.world.Tcb.FATE;
import static io.tarry.tcp.world.Tcb.FIN_QUEUED;
import static io.tarry.tcp.world.Tcb.INCARNATION;
import static io.tarry.tcp.world.Tcb.PASSED_CLOSING;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.RETURN_INCARNATION;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.ListenerCalls;
import io.tarry.tcp.rules.OtherStates;
import io.tarry.tcp.rules.SegmentArrives;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What ghosts remember")
class GhostsTest {

  private static final int CLIENT_ISS =
      InitialSequenceNumbers.first(Side.CLIENT) + Settings.ISN_FAR_APART;

  private final Step step = new Step();
  private final World world;
  private final Endpoint server;
  private final Tcb tcb;

  GhostsTest() {
    Settings settings =
        ServiceWorld.clientComes(3)
            .stack(Stack.LINUX.with(Switch.RETURN_TO_TIME_WAIT))
            .settings()
            .remembering(EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT)));
    world = new World(settings);
    InitialSequenceNumbers numbers = new InitialSequenceNumbers(settings, world.topology());
    Timestamps stamps = new Timestamps(settings, world.topology());
    ListenerCalls.listen(world);
    server = new Endpoint(End.SERVER, world, step, settings, stamps, numbers).asInWorld();
    tcb = world.tcb(End.SERVER);
  }

  @Test
  void after_a_return_to_time_wait_are_those_of_that_connection() {
    inTimeWait(2);
    tcb.set(PASSED_CLOSING, true);

    for (int copy = 0; copy < 2; copy++) {
      arrives(syn().ofIncarnation(1));
      assertThat(tcb.state()).isEqualTo(TcpState.SYN_RECEIVED);
      assertThat(tcb.incarnation()).isEqualTo(1);
      assertThat(tcb.openedByOldSyn()).as("by copy %d", copy).isTrue();

      arrives(Segment.of(End.CLIENT, tcb.rcvNxt(), 0, Segment.RST, 0, false, 0));
      assertThat(tcb.state()).isEqualTo(TcpState.TIME_WAIT);
      assertThat(tcb.incarnation()).isEqualTo(2);
      assertThat(tcb.passedClosing()).isTrue();
    }
  }

  @Test
  void are_forgotten_once_the_new_connection_is_there() {
    inTimeWait(2);
    tcb.set(PASSED_CLOSING, true);

    arrives(syn().ofIncarnation(3));
    arrives(Segment.of(End.CLIENT, tcb.rcvNxt(), tcb.sndNxt(), Segment.ACK, 0, false, 0));

    assertThat(tcb.state()).isEqualTo(TcpState.ESTABLISHED);
    assertThat(tcb.incarnation()).isEqualTo(3);
    assertThat(tcb.passedClosing()).isFalse();
    assertThat(tcb.get(RETURN_INCARNATION)).isZero();
  }

  @Test
  void say_nothing_of_an_old_syn_once_an_ack_has_shown_that_it_is_wanted() {
    inTimeWait(2);
    arrives(syn().ofIncarnation(1));
    assertThat(tcb.openedByOldSyn()).isTrue();
    arrives(Segment.of(End.CLIENT, tcb.rcvNxt(), tcb.sndNxt(), Segment.ACK, 0, false, 0));
    assertThat(tcb.openedByOldSyn()).isFalse();
  }

  @Test
  void of_how_the_old_connection_ended_are_forgotten_as_the_listener_accepts() {
    tcb.set(FATE, Fate.GAVE_UP);
    tcb.set(PASSED_CLOSING, true);

    arrives(syn().ofIncarnation(1));

    assertThat(tcb.state()).isEqualTo(TcpState.SYN_RECEIVED);
    assertThat(tcb.fate()).isEqualTo(Fate.OPEN);
    assertThat(tcb.passedClosing()).isFalse();
  }

  @Test
  void of_two_copies_beyond_a_gap_are_those_of_the_first() {
    assertThat(foreignAfter(1, 2)).containsExactly(false, true);
    assertThat(foreignAfter(2, 1)).containsExactly(false, false);
  }

  /** Of the two bytes that are delivered once the gap is filled. */
  private List<Boolean> foreignAfter(int firstCopy, int secondCopy) {
    inTimeWait(2);
    tcb.set(STATE, TcpState.ESTABLISHED);
    tcb.set(FIN_QUEUED, false);
    tcb.set(TIME_WAIT_TIMER, Timer.OFF);
    int next = tcb.rcvNxt();
    arrives(oneByte(next + 1).ofIncarnation(firstCopy));
    arrives(oneByte(next + 1).ofIncarnation(secondCopy));
    arrives(oneByte(next).ofIncarnation(2));
    assertThat(step.deliveredCount()).isEqualTo(2);
    return List.of(step.deliveredForeign(0), step.deliveredForeign(1));
  }

  private void inTimeWait(int incarnation) {
    tcb.delete();
    tcb.set(STATE, TcpState.TIME_WAIT);
    tcb.set(INCARNATION, incarnation);
    tcb.set(SND_UNA, InitialSequenceNumbers.first(Side.SERVER) + 2);
    tcb.set(SND_NXT, tcb.sndUna());
    tcb.set(SND_END, tcb.sndNxt() - 1);
    tcb.set(RCV_NXT, CLIENT_ISS - 100);
    tcb.set(FIN_QUEUED, true);
    tcb.set(TIME_WAIT_TIMER, Timer.DUE);
  }

  private static Segment syn() {
    return Segment.of(End.CLIENT, CLIENT_ISS, 0, Segment.SYN, 0, false, 0);
  }

  private Segment oneByte(int seq) {
    return Segment.of(End.CLIENT, seq, tcb.sndNxt(), Segment.ACK, 1, false, 0);
  }

  private void arrives(Segment segment) {
    step.begin(Action.Kind.DELIVER, End.SERVER, segment);
    new SegmentArrives(new OtherStates()).arrives(server, segment);
  }
}
