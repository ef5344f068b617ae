package io.tarry.property.second;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One step of a run as everybody can see it: the ends before and after it, what happened, and which
 * segments went out. No ghost is read.
 *
 * @param event what happens, and where
 * @param traffic what it does to segments
 * @param seen what else can be seen of it
 */
record Moment(Event event, Traffic traffic, Set<Seen> seen, Shot before, Shot after) {

  /**
   * What happens.
   *
   * @param at the place of the end where it happens, in the lists of ends before and after it
   * @param process whose call it is, if it is a call of a client
   */
  record Event(Action.Kind kind, int at, int process, Script.Instruction call) {

    /** Nothing, at the same end. */
    Event rest() {
      return new Event(Action.Kind.BEGIN, at, process, call);
    }
  }

  /**
   * What a step does to segments.
   *
   * @param arrived the segment that arrives or is lost, or {@link Segment#NONE}
   * @param delivered the places in the stream, from 0, of the bytes given to the user
   */
  record Traffic(Segment arrived, List<Out> sent, List<Integer> delivered) {
    static final Traffic NONE = new Traffic(Segment.NONE, List.of(), List.of());
  }

  /** Something that is true of a step or not. */
  enum Seen {
    FIN_TAKEN,
    KEPT_BEYOND_GAP,
    NO_PORT,
    ADDRESS_IN_USE,
    LISTENS,
    REUSES
  }

  private static final Map<Rule, Seen> SEEN_BY_RULE =
      Map.of(
          Rule.TEXT_BEYOND_GAP, Seen.KEPT_BEYOND_GAP,
          Rule.CALL_NO_PORT, Seen.NO_PORT,
          Rule.CALL_ADDRESS_IN_USE, Seen.ADDRESS_IN_USE,
          Rule.CALL_LISTEN, Seen.LISTENS,
          Rule.CALL_REUSED, Seen.REUSES);

  /** A segment that goes out, and whether it is lost at once. */
  record Out(Segment segment, boolean lost) {}

  /** What can be seen of one end. */
  record EndShot(
      TcpState state,
      Numbers numbers,
      Timers timers,
      boolean orphan,
      boolean timestamps,
      Application application) {

    private record Numbers(int sndUna, int sndNxt, int rcvNxt) {}

    private record Timers(boolean retransmission, int timeWait, boolean finWait2) {}

    private record Application(int position, int session, boolean endOfFile, UserError error) {}

    static EndShot of(Tcb tcb, App app) {
      return new EndShot(
          tcb.state(),
          new Numbers(tcb.sndUna(), tcb.sndNxt(), tcb.rcvNxt()),
          new Timers(tcb.retransmissionTimer() > 0, tcb.timeWaitTimer(), tcb.finWait2Timer() > 0),
          tcb.orphan(),
          tcb.timestamps(),
          new Application(app.position(), app.session(), app.endOfFile(), app.error()));
    }

    int sndUna() {
      return numbers.sndUna;
    }

    int sndNxt() {
      return numbers.sndNxt;
    }

    int rcvNxt() {
      return numbers.rcvNxt;
    }

    boolean retransmissionTimer() {
      return timers.retransmission;
    }

    int timeWaitTimer() {
      return timers.timeWait;
    }

    boolean finWait2Timer() {
      return timers.finWait2;
    }

    int position() {
      return application.position;
    }

    int session() {
      return application.session;
    }

    boolean endOfFile() {
      return application.endOfFile;
    }

    UserError error() {
      return application.error;
    }

    boolean opening() {
      return state == TcpState.SYN_SENT || state == TcpState.SYN_RECEIVED;
    }

    boolean gone() {
      return state == TcpState.CLOSED || state == TcpState.LISTEN;
    }
  }

  /** What can be seen of the world. */
  record Shot(List<EndShot> ends, List<Long> flying, boolean listening) {

    static Shot of(World world) {
      List<EndShot> ends = new ArrayList<>();
      for (End end : world.ends()) {
        ends.add(EndShot.of(world.tcb(end), world.app(end)));
      }
      List<Long> flying = new ArrayList<>();
      for (int i = 0; i < world.flight().count(); i++) {
        flying.add(world.flight().get(i).code());
      }
      return new Shot(List.copyOf(ends), List.copyOf(flying), world.listening());
    }
  }

  /** The step that the model shows. */
  static Moment of(TcpModel model) {
    Step step = model.step();
    List<Out> sent = new ArrayList<>();
    for (int i = 0; i < step.sentCount(); i++) {
      sent.add(new Out(step.sent(i), step.sentLost(i)));
    }
    List<Integer> delivered = new ArrayList<>();
    for (int i = 0; i < step.deliveredCount(); i++) {
      delivered.add(step.delivered(i));
    }
    return new Moment(
        new Event(step.kind(), place(step.at()), step.process(), step.instruction()),
        new Traffic(step.moved(), List.copyOf(sent), List.copyOf(delivered)),
        seen(step),
        Shot.of(model.before()),
        Shot.of(model.after()));
  }

  private static Set<Seen> seen(Step step) {
    Set<Seen> seen = EnumSet.noneOf(Seen.class);
    if (step.finConsumed()) {
      seen.add(Seen.FIN_TAKEN);
    }
    SEEN_BY_RULE.forEach((rule, what) -> {
      if (step.applied(rule)) {
        seen.add(what);
      }
    });
    return seen;
  }

  static int place(End end) {
    return 2 * end.connection() + (end.side() == Side.CLIENT ? 0 : 1);
  }

  static boolean isClient(int end) {
    return end % 2 == 0;
  }

  static int peer(int end) {
    return end ^ 1;
  }

  /** Nothing happens after this step. */
  Moment rest() {
    return new Moment(event.rest(), Traffic.NONE, Set.of(), after, after);
  }

  Action.Kind kind() {
    return event.kind;
  }

  int at() {
    return event.at;
  }

  int process() {
    return event.process;
  }

  Script.Instruction call() {
    return event.call;
  }

  Segment arrived() {
    return traffic.arrived;
  }

  List<Out> sent() {
    return traffic.sent;
  }

  List<Integer> delivered() {
    return traffic.delivered;
  }

  boolean finTaken() {
    return seen.contains(Seen.FIN_TAKEN);
  }

  boolean keptBeyondGap() {
    return seen.contains(Seen.KEPT_BEYOND_GAP);
  }

  boolean noPort() {
    return seen.contains(Seen.NO_PORT);
  }

  boolean addressInUse() {
    return seen.contains(Seen.ADDRESS_IN_USE);
  }

  boolean listens() {
    return seen.contains(Seen.LISTENS);
  }

  boolean reuses() {
    return seen.contains(Seen.REUSES);
  }

  EndShot was(int end) {
    return before.ends().get(end);
  }

  EndShot is(int end) {
    return after.ends().get(end);
  }

  boolean arrives() {
    return kind() == Action.Kind.DELIVER || kind() == Action.Kind.DELIVER_COPY;
  }

  boolean arrivesAt(int end) {
    return arrives() && at() == end;
  }

  boolean rstArrivesAt(int end) {
    return arrivesAt(end) && arrived().rst();
  }

  boolean sendsRst() {
    return sent().stream().anyMatch(out -> out.segment().rst());
  }

  boolean calls() {
    return kind() == Action.Kind.CALL;
  }

  /** Whether it happens at one end of one connection. */
  boolean isAtAnEnd() {
    return kind() != Action.Kind.TICK
        && kind() != Action.Kind.REFUSED_CALL
        && kind() != Action.Kind.LISTENER_CALL;
  }

  /** A new socket opens actively at that end. */
  boolean connects() {
    return calls()
        && was(at()).state() != TcpState.SYN_SENT
        && is(at()).state() == TcpState.SYN_SENT;
  }
}
