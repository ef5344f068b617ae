package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.engine.StepTest;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;

/** What the claims of the catalogue are made of: questions about one step of the world. */
final class Facts {

  /** A question about the step that the model shows. */
  @FunctionalInterface
  interface Fact {
    boolean of(TcpModel model);

    default Fact and(Fact other) {
      return model -> of(model) && other.of(model);
    }

    default StepTest<TcpModel> asTest() {
      return StepTest.ofModel(this::of);
    }
  }

  /** A question about one end in the step that the model shows. */
  @FunctionalInterface
  interface EndFact {
    boolean of(TcpModel model, End end);

    default EndFact and(EndFact other) {
      return (model, end) -> of(model, end) && other.of(model, end);
    }
  }

  private Facts() {}

  static Fact atSomeEnd(EndFact fact) {
    return model -> {
      for (End end : model.after().ends()) {
        if (fact.of(model, end)) {
          return true;
        }
      }
      return false;
    };
  }

  static Fact everywhere(EndFact fact) {
    return model -> {
      for (End end : model.after().ends()) {
        if (!fact.of(model, end)) {
          return false;
        }
      }
      return true;
    };
  }

  /** That it is true of both ends of some connection. */
  static Fact atBothEndsOfOne(EndFact fact) {
    return atSomeEnd((model, end) -> fact.of(model, end) && fact.of(model, end.peer()));
  }

  /** That the step is about a connection, and it is true of both its ends. */
  static Fact atBothEnds(EndFact fact) {
    return model -> {
      End at = model.step().at();
      return model.step().isOfConnection() && fact.of(model, at) && fact.of(model, at.peer());
    };
  }

  /**
   * "Each end that meets the premise meets the claim": goes with the premise {@code
   * atSomeEnd(premise)}.
   */
  static Fact whereverAlso(EndFact premise, EndFact claim) {
    return everywhere((model, end) -> !premise.of(model, end) || claim.of(model, end));
  }

  /** "Each step that meets the premise meets the claim." */
  static Property<TcpModel> claim(String id, Fact premise, Fact claim) {
    return Property.always(id, premise.asTest(), claim.asTest());
  }

  // ---- States

  static TcpState before(TcpModel model, End end) {
    return model.before().tcb(end).state();
  }

  static TcpState after(TcpModel model, End end) {
    return model.after().tcb(end).state();
  }

  static EndFact is(TcpState state) {
    return (model, end) -> after(model, end) == state;
  }

  static EndFact enters(TcpState state) {
    return (model, end) -> before(model, end) != state && after(model, end) == state;
  }

  static EndFact leaves(TcpState state) {
    return (model, end) -> before(model, end) == state && after(model, end) != state;
  }

  static boolean closedOrListening(TcpModel model, End end) {
    return closedOrListening(after(model, end));
  }

  static boolean closedOrListening(TcpState state) {
    return state == TcpState.CLOSED || state == TcpState.LISTEN;
  }

  /** All ends are CLOSED or in LISTEN. */
  static final Fact OVER = everywhere(Facts::closedOrListening);

  /** The step with which a connection that was established ends. */
  static final Fact CONNECTION_ENDS =
      atBothEnds(Facts::closedOrListening)
          .and(model -> {
            End at = model.step().at();
            return before(model, at).synchronised() || before(model, at.peer()).synchronised();
          });

  // ---- What happens in the step

  static boolean sendsRst(TcpModel model) {
    return model.step().sendsRst();
  }

  static boolean rstArrives(TcpModel model) {
    return model.step().isArrival() && model.step().moved().rst();
  }

  static boolean textArrives(TcpModel model) {
    return model.step().isArrival() && model.step().moved().textLength() > 0;
  }

  static boolean retransmittedFinArrives(TcpModel model) {
    Segment moved = model.step().moved();
    return model.step().isArrival() && moved.fin() && moved.retransmission();
  }

  static boolean arrivesAt(TcpModel model, End end) {
    return model.step().isArrival() && model.step().at() == end;
  }

  /** Whether the segment that arrives acknowledges all that the end has sent. */
  static boolean lastAckArrivesAt(TcpModel model, End end) {
    Segment moved = model.step().moved();
    return arrivesAt(model, end)
        && moved.hasAck()
        && !moved.rst()
        && !moved.syn()
        && moved.ack() == model.before().tcb(end).sndNxt();
  }

  /** Whether the end leaves a synchronised connection that the peer has left, or leaves too. */
  static boolean connectionEndsAt(TcpModel model, End end) {
    if (!before(model, end).synchronised() || after(model, end).synchronised()) {
      return false;
    }
    World world = asLeft(model, end);
    return !world.inOneConnection(end) || closedOrListening(model, end.peer());
  }

  /**
   * The world, before or after the step, in which the end has, or had last, the connection that it
   * leaves.
   */
  static World asLeft(TcpModel model, End end) {
    return closedOrListening(model, end) ? model.after() : model.before();
  }

  /** That it is true of some connection that the host had before the step at that host. */
  static Fact atSomeConnectionOfTheHost(EndFact fact) {
    return model -> {
      End at = model.step().at();
      World world = model.after();
      return atSomeEnd((m, end) ->
              end.side() == at.side()
                  && (end.side() == Side.SERVER
                      || world.clientOf(end.connection()) == world.clientOf(at.connection()))
                  && !closedOrListening(before(m, end))
                  && fact.of(m, end))
          .of(model);
    };
  }

  /** That the host where the step happens had some connection before. */
  static final Fact HOST_HAD_CONNECTION = atSomeConnectionOfTheHost((model, end) -> true);

  // ---- Histories, from the ghosts

  /**
   * Whether the end has sent its FIN, and its connection, if it has ended, ended by FINs and ACKs
   * alone.
   */
  static boolean closedGracefully(World world, End end) {
    Tcb tcb = world.tcb(end);
    return closing(tcb.state()) || (closedOrListening(tcb.state()) && tcb.fate() == Fate.CLOSED);
  }

  /** Whether the peer has closed this end's connection gracefully, likewise. */
  static boolean peerClosedGracefully(World world, End end) {
    return world.inOneConnection(end)
        ? closedGracefully(world, end.peer())
        : world.peersFate(end) == Fate.CLOSED;
  }

  /** Whether the user has closed, and the connection still exists. */
  static boolean closing(TcpState state) {
    return switch (state) {
      case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> true;
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT -> false;
    };
  }

  static boolean quit(Fate fate) {
    return fate == Fate.ABORTED || fate == Fate.GAVE_UP;
  }
}
