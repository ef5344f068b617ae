package io.tarry.check;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trace, decoded: values that a picture, a page or a capture can be made of. The only texts in it
 * are names, and sentences that say why.
 *
 * @param kind what the run shows
 * @param setup what stays as it is all through the run
 * @param start every socket as the run begins
 * @param steps what happened, in order
 * @param loop how the run goes on for ever, if it does
 * @param ending in words, what the last step, or the loop, breaks or shows
 * @param causes the numbers of the steps that explain the end, in their order
 */
public record Story(
    Kind kind,
    Setup setup,
    Moment start,
    List<Step> steps,
    Optional<Loop> loop,
    String ending,
    List<Integer> causes) {

  /** Keeps copies, and checks that a loop and causes are of its steps. */
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
  public List<Lifeline> lifelines() {
    return setup.lifelines();
  }

  /** What stands between the clients and the server, if something does. */
  public Optional<Nat> nat() {
    return setup.nat();
  }

  /** Every socket as the run ends. */
  public Moment end() {
    return steps.isEmpty() ? start : steps.get(steps.size() - 1).after();
  }

  /** How many segments are sent in it, copies that the network made not counted. */
  public int segmentsSent() {
    return steps.stream().mapToInt(step -> step.sent().size()).sum();
  }

  /** What a run shows. */
  public enum Kind {
    /** That a property is violated. */
    COUNTEREXAMPLE,
    /** That a property which holds says something. */
    WITNESS
  }

  /**
   * What stays as it is all through a run.
   *
   * @param clock the times of a world that has a clock
   * @param lifelines the hosts: the clients, then the server
   * @param nat what stands between the clients and the server, if something does
   * @param connections the 4-tuples that there can be, as the server sees them
   * @param severalSockets whether a host can have more than one socket, one after the other at
   *     least
   */
  public record Setup(
      Optional<Clock> clock,
      List<Lifeline> lifelines,
      Optional<Nat> nat,
      List<FourTuple> connections,
      boolean severalSockets) {
    /** Keeps copies. */
    public Setup {
      lifelines = List.copyOf(lifelines);
      connections = List.copyOf(connections);
    }
  }

  /** How long a tick is, and the times that others are made of, in ticks. */
  public record Clock(Tick tick, int msl, int rto) {}

  /**
   * One host.
   *
   * @param socket its first socket, or its only one
   * @param name as the scenario calls it
   * @param stack what its stack is called
   * @param address its own address; behind a NAT the server sees another
   * @param state the state that this socket begins in
   */
  public record Lifeline(
      Socket socket,
      String name,
      String stack,
      String address,
      TcpState state,
      TimeWaitLength timeWait) {}

  /**
   * How long TIME_WAIT lasts at a host.
   *
   * @param ticks in ticks; means nothing without a clock
   * @param recycled whether it is 3.5 RTO, rounded up, as {@code tcp_tw_recycle} has it
   */
  public record TimeWaitLength(int ticks, boolean recycled) {}

  /**
   * A socket of a host, and whom it talks to.
   *
   * @param lifeline the index of its host among the lifelines
   * @param peer that of the host across
   * @param end the end of a connection that it is, which tells a host's sockets apart
   * @param connection which of several connections it is of; nothing where there is but one, and
   *     where it is of none
   */
  public record Socket(int lifeline, int peer, End end, Optional<FourTuple> connection) {
    /** The only one of its host, in a world of two hosts. */
    public static Socket only(End end) {
      int lifeline = end.side().ordinal();
      return new Socket(lifeline, 1 - lifeline, end, Optional.empty());
    }
  }

  /**
   * A NAT that all clients are behind.
   *
   * @param address the one that all of them have, as the server sees it
   */
  public record Nat(String name, String address) {}

  /**
   * What comes after the last step: the steps from one of them on, again and again.
   *
   * @param firstStep the number of the step that comes after the last one
   * @param carried of each arrow that is on its way at the end, by number: the one that was on its
   *     way before the first step, and that it is to the next turn
   */
  public record Loop(int firstStep, Map<Integer, Integer> carried) {
    /** Keeps a copy. */
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
   * @param tick how many ticks have passed when it happens; 0 without a clock
   * @param at the socket where it happens; none for what the network or the clock does
   * @param reason the rules applied
   * @param traffic what it does to segments
   * @param changes the changes of state
   * @param told what the user at {@code at} is given, or told
   * @param after every socket after the step
   */
  public record Step(
      int number,
      int tick,
      Optional<Socket> at,
      Event event,
      Reason reason,
      Traffic traffic,
      List<StateChange> changes,
      Told told,
      Moment after) {

    /** Keeps a copy. */
    public Step {
      changes = List.copyOf(changes);
    }

    /** Whether all that happens is that the clock advances. */
    public boolean isTick() {
      return event.kind() == Action.Kind.TICK;
    }

    /** The rules applied, as one sentence. */
    public String why() {
      return reason.why();
    }

    /** Where those rules stand. */
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

    /** The copy that stays on its way when the arrow that arrives is duplicated. */
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
   * @param call what the application calls, where the step is a call
   */
  public record Event(Action.Kind kind, Optional<SocketCall> call) {
    /** What is no call. */
    public static Event of(Action.Kind kind) {
      return new Event(kind, Optional.empty());
    }
  }

  /**
   * A call of an application, with its arguments.
   *
   * @param descriptor of the socket, as the process knows it; nothing where it has none
   * @param bytes how many it gives to TCP; 0 where it gives none
   * @param ofListener whether it is about a listener that other connections came of
   */
  public record SocketCall(
      Function function, Optional<Integer> descriptor, int bytes, boolean ofListener) {}

  /** What an application calls, as C has it. */
  public enum Function {
    CONNECT,
    LISTEN,
    SEND,
    RECV,
    CLOSE,
    SHUTDOWN,
    /** {@code SO_LINGER} 0 and {@code close()}. */
    ABORT,
    /** The part of {@code connect()} or {@code listen()} that may find the address in use. */
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
   * @param source where those rules stand
   */
  public record Reason(String why, String source) {}

  /**
   * What a step does to segments. At most one of {@code arrives} and {@code lost} is there.
   *
   * @param arrives the number of the arrow that arrives
   * @param lost the number of the arrow that is lost on its way
   * @param copy the copy that stays on its way when {@code arrives} is duplicated; it left where
   *     the original did
   * @param sent the arrows that leave in this step, in order
   */
  public record Traffic(
      Optional<Integer> arrives, Optional<Integer> lost, Optional<Arrow> copy, List<Arrow> sent) {
    /** Keeps a copy. */
    public Traffic {
      sent = List.copyOf(sent);
    }
  }

  /**
   * What the user is given, or told, in a step.
   *
   * @param bytes the bytes that it reads, in order
   * @param endOfFile whether it is told that the peer will send no more
   * @param error the error that it is told
   */
  public record Told(List<ReadByte> bytes, boolean endOfFile, Optional<UserError> error) {
    /** Nothing is told. */
    public static final Told NOTHING = new Told(List.of(), false, Optional.empty());

    /** Keeps a copy. */
    public Told {
      bytes = List.copyOf(bytes);
    }
  }

  /**
   * A byte that the user reads.
   *
   * @param number its place in what the peer sent, from 0
   * @param foreign whether it is of another incarnation, as far as a property asks
   */
  public record ReadByte(int number, boolean foreign) {}

  /**
   * A segment on its way.
   *
   * @param number names it among all of the story
   * @param from its sender
   * @param retransmission whether the same was sent before
   * @param lostAtOnce whether the scenario says that it is surely lost; no later step names it then
   */
  public record Arrow(
      int number, Socket from, Segment segment, boolean retransmission, boolean lostAtOnce) {
    /** What people call it. */
    public SegmentKind kind() {
      return segment.kind();
    }
  }

  /** A bit of a segment's header, in the order in which people name them. */
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
   * @param length how many bytes of text it carries; SYN and FIN are not counted
   * @param timestamp SEG.TSval (RFC 7323 section 3.2), if it carries one
   * @param incarnation ghost: which incarnation of its 4-tuple it is of, from 1; 0 where no
   *     property of the case asks
   */
  public record Segment(
      FourTuple connection,
      List<Flag> flags,
      int seq,
      int ack,
      int length,
      Optional<Integer> timestamp,
      int incarnation) {
    /** Keeps a copy. */
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
