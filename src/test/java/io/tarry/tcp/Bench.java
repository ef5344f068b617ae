package io.tarry.tcp;

import static io.tarry.tcp.world.Tcb.FIN_QUEUED;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.SEGMENT_ENDS;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.OtherStates;
import io.tarry.tcp.rules.SegmentArrives;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;

/** One end, the client's, put into a state by hand; the peer's numbers are made to fit. */
public final class Bench {

  public static final int ISS = InitialSequenceNumbers.first(Side.CLIENT);
  public static final int PEER_ISS = InitialSequenceNumbers.first(Side.SERVER);

  public final Settings settings;
  public final World world;
  public final Step step = new Step();
  public final Endpoint endpoint;
  public final Tcb tcb;

  private Bench(Stack stack, Script script) {
    settings = TestWorld.serverCloses().scripts(script, script).stack(stack).settings();
    world = new World(settings);
    endpoint =
        new Endpoint(
            End.CLIENT,
            world,
            step,
            settings,
            new Timestamps(settings, world.topology()),
            new InitialSequenceNumbers(settings, world.topology()));
    tcb = world.tcb(End.CLIENT);
  }

  /**
   * An end in that state. In ESTABLISHED and later it has sent two bytes and, where the state says
   * so, its FIN, of which nothing is acknowledged but in FIN-WAIT-2 and TIME-WAIT; it has received
   * one byte and, where the state says so, the peer's FIN.
   */
  public static Bench in(TcpState state, boolean passive, Stack stack) {
    return in(state, passive, stack, Script.of(Script.Instruction.send(2)));
  }

  /** The same, with an application whose first SEND was of two bytes. */
  public static Bench in(TcpState state, boolean passive, Stack stack, Script script) {
    Bench bench = new Bench(stack, script);
    Tcb tcb = bench.tcb;
    tcb.set(STATE, state);
    tcb.set(PASSIVE, passive);
    int iss = ISS;
    switch (state) {
      case CLOSED, LISTEN -> {}
      case SYN_SENT -> bench.numbers(iss, iss + 1, iss + 1, 0);
      case SYN_RECEIVED -> bench.numbers(iss, iss + 1, iss + 1, PEER_ISS + 1);
      case ESTABLISHED -> bench.numbers(iss + 1, iss + 3, iss + 3, PEER_ISS + 2);
      case FIN_WAIT_1 -> bench.numbers(iss + 1, iss + 4, iss + 3, PEER_ISS + 2);
      case FIN_WAIT_2 -> bench.numbers(iss + 4, iss + 4, iss + 3, PEER_ISS + 2);
      case CLOSE_WAIT -> bench.numbers(iss + 1, iss + 3, iss + 3, PEER_ISS + 3);
      case CLOSING, LAST_ACK -> bench.numbers(iss + 1, iss + 4, iss + 3, PEER_ISS + 3);
      case TIME_WAIT -> {
        bench.numbers(iss + 4, iss + 4, iss + 3, PEER_ISS + 3);
        tcb.set(TIME_WAIT_TIMER, Timer.DUE); // a restart is seen by a later time
      }
    }
    if (tcb.sndUna() < tcb.sndNxt()) {
      tcb.set(RETRANSMISSION_TIMER, Timer.DUE);
    }
    return bench;
  }

  private void numbers(int sndUna, int sndNxt, int sndEnd, int rcvNxt) {
    tcb.set(SND_UNA, sndUna);
    tcb.set(SND_NXT, sndNxt);
    tcb.set(SND_END, sndEnd);
    tcb.set(SEGMENT_ENDS, sndEnd > ISS + 1 ? 0b10 : 0); // two bytes, one segment
    tcb.set(RCV_NXT, rcvNxt);
    tcb.set(FIN_QUEUED, sndNxt > sndEnd);
  }

  /** Lets a segment arrive that the peer sends with these fields. */
  public void arrives(Segment segment) {
    step.begin(Action.Kind.DELIVER, End.CLIENT, segment);
    new SegmentArrives(new OtherStates()).arrives(endpoint, segment);
  }

  public static Segment segment(int seq, int ack, int flags, int textLength) {
    return Segment.of(End.SERVER, seq, ack, flags, textLength, false, 0);
  }
}
