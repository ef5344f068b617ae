package io.tarry.tcp;

/** One end, the client's, put into a state by hand; the peer's numbers are made to fit. */
final class Bench {

  static final int ISS = InitialSequenceNumbers.first(Side.CLIENT);
  static final int PEER_ISS = InitialSequenceNumbers.first(Side.SERVER);

  final Settings settings;
  final World world;
  final Step step = new Step();
  final Endpoint endpoint;
  final Tcb tcb;

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
   * An end in that state. In ESTABLISHED and later it has sent two octets and, where the state says
   * so, its FIN, of which nothing is acknowledged but in FIN-WAIT-2 and TIME-WAIT; it has received
   * one octet and, where the state says so, the peer's FIN.
   */
  static Bench in(TcpState state, boolean passive, Stack stack) {
    return in(state, passive, stack, Script.of(Script.Instruction.send(2)));
  }

  /** The same, with an application whose first SEND was of two octets. */
  static Bench in(TcpState state, boolean passive, Stack stack, Script script) {
    Bench bench = new Bench(stack, script);
    Tcb tcb = bench.tcb;
    tcb.state = state;
    tcb.passive = passive;
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
        tcb.timeWaitTimer = Timer.DUE; // a restart is seen by a later time
      }
    }
    if (tcb.sndUna < tcb.sndNxt) {
      tcb.retransmissionTimer = Timer.DUE;
    }
    return bench;
  }

  private void numbers(int sndUna, int sndNxt, int sndEnd, int rcvNxt) {
    tcb.sndUna = sndUna;
    tcb.sndNxt = sndNxt;
    tcb.sndEnd = sndEnd;
    tcb.segmentEnds = sndEnd > ISS + 1 ? 0b10 : 0; // two octets, one segment
    tcb.rcvNxt = rcvNxt;
    tcb.finQueued = sndNxt > sndEnd;
  }

  /** Lets a segment arrive that the peer sends with these fields. */
  void arrives(Segment segment) {
    step.begin(Action.Kind.DELIVER, End.CLIENT, segment);
    new SegmentArrives(new OtherStates()).arrives(endpoint, segment);
  }

  static Segment segment(int seq, int ack, int flags, int textLength) {
    return Segment.of(End.SERVER, seq, ack, flags, textLength, false, 0);
  }
}
