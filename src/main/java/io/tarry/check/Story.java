package io.tarry.check;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A decoded trace: values from which a picture, a page or a capture can be made. Its only texts are
 * names, and sentences that give reasons.
 *
 * @param kind what the run shows
 * @param setup what does not change during the run
 * @param start every socket when the run begins
 * @param steps the steps, in order
 * @param loop how the run goes on for ever, if it does
 * @param ending what the last step, or the loop, breaks or shows, in words
 * @param causes the numbers of the steps that explain the end, in order
 */
public record Story(
    Kind kind,
    StorySetup setup,
    Moment start,
    List<Step> steps,
    Optional<Loop> loop,
    String ending,
    List<Integer> causes) {

  /** Copies the lists, and checks that loop and causes name steps of the run. */
  public Story {
    steps = List.copyOf(steps);
    causes = List.copyOf(causes);
    if (loop.isPresent() && loop.get().firstStep() > steps.size()) {
      throw new IllegalArgumentException("no step " + loop.get().firstStep());
    }
    for (int cause : causes) {
      if (cause < 1 || cause > steps.size()) {
        throw new IllegalArgumentException("no step " + cause);
      }
    }
  }

  /** Whether the world has a clock, so that {@link Step#tick} means something. */
  public boolean ticks() {
    return setup.clock().isPresent();
  }

  /** The hosts: the clients, then the server. */
  public List<StorySetup.Lifeline> lifelines() {
    return setup.lifelines();
  }

  /** The NAT between the clients and the server, if there is one. */
  public Optional<StorySetup.Nat> nat() {
    return setup.nat();
  }

  /** Every socket when the run ends. */
  public Moment end() {
    return steps.isEmpty() ? start : steps.get(steps.size() - 1).after();
  }

  /** Every socket before that step. */
  public Moment before(Step step) {
    return step.number() == 1 ? start : steps.get(step.number() - 2).after();
  }

  /** How many segments are sent, not counting copies that the network made. */
  public int segmentsSent() {
    return steps.stream().mapToInt(step -> step.sent().size()).sum();
  }

  /** What a run shows. */
  public enum Kind {
    /** That a property is violated. */
    COUNTEREXAMPLE,
    /** That a property holds and its danger arises. */
    WITNESS
  }

  /**
   * A socket of a host, and its peer.
   *
   * @param lifeline the index of its host among the lifelines
   * @param peer the index of the peer's host
   * @param end its end of the connection, which tells the sockets of a host apart
   * @param connection the connection that it belongs to, if there are several; empty where there is
   *     only one, or if it belongs to none
   */
  public record Socket(int lifeline, int peer, End end, Optional<FourTuple> connection) {
    /** The only socket of its host, in a world of two hosts. */
    public static Socket only(End end) {
      int lifeline = end.side().ordinal();
      return new Socket(lifeline, 1 - lifeline, end, Optional.empty());
    }
  }

  /**
   * How a run goes on for ever: after the last step, the steps from an earlier one on are repeated.
   *
   * @param firstStep the number of the step that comes after the last one
   * @param carried for each arrow in flight at the end, by number: the arrow in flight before the
   *     first step of the loop that it takes the place of
   */
  public record Loop(int firstStep, Map<Integer, Integer> carried) {
    /** Copies the map. */
    public Loop {
      carried = Map.copyOf(carried);
      if (firstStep < 1) {
        throw new IllegalArgumentException("steps are numbered from 1, not " + firstStep);
      }
    }
  }

  /**
   * One step.
   *
   * @param number from 1
   * @param tick how many ticks passed before it; 0 without a clock
   * @param event what happens
   * @param reason the rules applied
   * @param traffic what it does to segments
   * @param effect what it does to sockets and users
   * @param after every socket after the step
   */
  public record Step(
      int number,
      int tick,
      Event event,
      Reason reason,
      Traffic traffic,
      Effect effect,
      Moment after) {

    /** The socket where it happens; empty for what the network or the clock does. */
    public Optional<Socket> at() {
      return event.at();
    }

    /** The changes of state. */
    public List<StateChange> changes() {
      return effect.changes();
    }

    /** What the user at {@link #at} reads or is told. */
    public Told told() {
      return effect.told();
    }

    /** Whether it is a tick of the clock. */
    public boolean isTick() {
      return event.kind() == Action.Kind.TICK;
    }

    /** The rules applied, as one sentence. */
    public String why() {
      return reason.why();
    }

    /** Where those rules are written. */
    public String source() {
      return reason.source();
    }

    /** The number of the arrow that arrives. */
    public Optional<Integer> arrives() {
      return traffic.arrives();
    }

    /** The number of the arrow that is lost on its way. */
    public Optional<Integer> lost() {
      return traffic.lost();
    }

    /** The copy that stays in flight when the arrow that arrives is duplicated. */
    public Optional<Arrow> copy() {
      return traffic.copy();
    }

    /** The arrows that leave in this step, in order. */
    public List<Arrow> sent() {
      return traffic.sent();
    }
  }

  /**
   * What happens in a step.
   *
   * @param at the socket where it happens; empty for what the network or the clock does
   * @param call what the application calls, where the step is a call
   */
  public record Event(Action.Kind kind, Optional<Socket> at, Optional<SocketCall> call) {
    /** An event that is no call, and at no socket. */
    public static Event of(Action.Kind kind) {
      return new Event(kind, Optional.empty(), Optional.empty());
    }
  }

  /**
   * A call of an application, with its arguments.
   *
   * @param descriptor the descriptor of the socket; empty if the process has none
   * @param bytes how many it gives to TCP; 0 if none
   * @param ofListener whether it is made for a listener from which connections are accepted
   */
  public record SocketCall(
      Function function, Optional<Integer> descriptor, int bytes, boolean ofListener) {}

  /** The C functions that applications call. */
  public enum Function {
    CONNECT,
    LISTEN,
    SEND,
    RECV,
    CLOSE,
    SHUTDOWN,
    /** {@code SO_LINGER} 0 and {@code close()}. */
    ABORT,
    /**
     * {@code bind()}, by itself or within {@code connect()} or {@code listen()}: it may find the
     * address in use.
     */
    BIND;

    static Function of(Call call) {
      return switch (call) {
        case OPEN -> CONNECT;
        case LISTEN -> LISTEN;
        case SEND -> SEND;
        case RECEIVE -> RECV;
        case CLOSE -> CLOSE;
        case SHUTDOWN -> SHUTDOWN;
        case ABORT -> ABORT;
      };
    }
  }

  /**
   * Why a step goes as it does.
   *
   * @param why the rules applied, as one sentence
   * @param source where those rules are written
   */
  public record Reason(String why, String source) {}

  /**
   * What a step does to segments. At most one of {@code arrives} and {@code lost} is present.
   *
   * @param arrives the number of the arrow that arrives
   * @param lost the number of the arrow that is lost on its way
   * @param copy the copy that stays in flight when {@code arrives} is duplicated; it left where the
   *     original did
   * @param sent the arrows that leave in this step, in order
   */
  public record Traffic(
      Optional<Integer> arrives, Optional<Integer> lost, Optional<Arrow> copy, List<Arrow> sent) {
    /** Copies the list. */
    public Traffic {
      sent = List.copyOf(sent);
    }
  }

  /**
   * What a step does to sockets and users.
   *
   * @param changes the changes of state
   * @param told what the user at the socket of the step reads or is told
   */
  public record Effect(List<StateChange> changes, Told told) {

    /** Nothing. */
    public static final Effect NONE = new Effect(List.of(), Told.NOTHING);

    /** Copies the list. */
    public Effect {
      changes = List.copyOf(changes);
    }
  }

  /**
   * What the user reads or is told in a step.
   *
   * @param bytes the bytes that it reads, in order
   * @param endOfFile whether it is told that the peer will send no more
   * @param error the error that it is told
   */
  public record Told(List<ReadByte> bytes, boolean endOfFile, Optional<UserError> error) {
    /** Nothing is told. */
    public static final Told NOTHING = new Told(List.of(), false, Optional.empty());

    /** Copies the list. */
    public Told {
      bytes = List.copyOf(bytes);
    }
  }

  /**
   * A byte that the user reads.
   *
   * @param number its place in what the peer sent, from 0
   * @param foreign whether it was sent in another incarnation, if a property needs that
   */
  public record ReadByte(int number, boolean foreign) {}

  /**
   * A segment in flight.
   *
   * @param number its number, unique in the story
   * @param from its sender
   * @param retransmission whether its sender had sent it before
   * @param lostAtOnce whether the scenario says that it is always lost; then no later step names it
   */
  public record Arrow(
      int number, Socket from, Segment segment, boolean retransmission, boolean lostAtOnce) {
    /** What it is called. */
    public SegmentKind kind() {
      return segment.kind();
    }
  }

  /** A bit of a segment's header, in the order in which they are usually named. */
  public enum Flag {
    SYN,
    FIN,
    RST,
    ACK
  }

  /**
   * A segment.
   *
   * @param connection its 4-tuple, as the server sees it
   * @param flags the bits that are set, in order
   * @param seq SEG.SEQ
   * @param ack SEG.ACK; 0 without the ACK bit
   * @param length how many bytes of text it carries, not counting SYN and FIN
   * @param timestamp SEG.TSval (RFC 7323 section 3.2), if it carries one
   * @param incarnation ghost: the incarnation of its 4-tuple, from 1; 0 if no property of the case
   *     needs it
   */
  public record Segment(
      FourTuple connection,
      List<Flag> flags,
      int seq,
      int ack,
      int length,
      Optional<Integer> timestamp,
      int incarnation) {
    /** Copies the set. */
    public Segment {
      flags = List.copyOf(flags);
    }

    /** Whether that bit is set. */
    public boolean has(Flag flag) {
      return flags.contains(flag);
    }

    /** What people call it. */
    public SegmentKind kind() {
      if (has(Flag.RST)) {
        return SegmentKind.RST;
      }
      if (has(Flag.SYN)) {
        return has(Flag.ACK) ? SegmentKind.SYN_ACK : SegmentKind.SYN;
      }
      if (has(Flag.FIN)) {
        return SegmentKind.FIN;
      }
      return length > 0 ? SegmentKind.DATA : SegmentKind.ACK;
    }
  }

  /** A change of a socket's state. */
  public record StateChange(Socket socket, TcpState from, TcpState to) {}
}
