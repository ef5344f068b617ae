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
import java.util.List;

/**
 * One step of a run as everybody can see it: the ends before and after it, what happened, and which
 * segments went out. No ghost is read.
 *
 * @param at the place of the end where it happens, in both lists
 * @param arrived the segment that arrives or is lost, or {@link Segment#NONE}
 * @param delivered the places in the stream, from 0, of the bytes given to the user
 */
record Moment(
    Action.Kind kind,
    int at,
    int process,
    Script.Instruction call,
    Segment arrived,
    List<Out> sent,
    List<Integer> delivered,
    boolean finTaken,
    boolean keptBeyondGap,
    boolean noPort,
    boolean addressInUse,
    boolean listens,
    boolean reuses,
    Shot before,
    Shot after) {

  /** A segment that goes out, and whether it is lost at once. */
  record Out(Segment segment, boolean lost) {}

  /** What can be seen of one end. */
  record EndShot(
      TcpState state,
      int sndUna,
      int sndNxt,
      int rcvNxt,
      boolean retransmissionTimer,
      int timeWaitTimer,
      boolean finWait2Timer,
      boolean orphan,
      boolean timestamps,
      int position,
      int session,
      boolean endOfFile,
      UserError error) {

    static EndShot of(Tcb tcb, App app) {
      return new EndShot(
          tcb.state(),
          tcb.sndUna(),
          tcb.sndNxt(),
          tcb.rcvNxt(),
          tcb.retransmissionTimer() > 0,
          tcb.timeWaitTimer(),
          tcb.finWait2Timer() > 0,
          tcb.orphan(),
          tcb.timestamps(),
          app.position(),
          app.session(),
          app.endOfFile(),
          app.error());
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
        step.kind(),
        place(step.at()),
        step.process(),
        step.instruction(),
        step.moved(),
        List.copyOf(sent),
        List.copyOf(delivered),
        step.finConsumed(),
        step.applied(Rule.TEXT_BEYOND_GAP),
        step.applied(Rule.CALL_NO_PORT),
        step.applied(Rule.CALL_ADDRESS_IN_USE),
        step.applied(Rule.CALL_LISTEN),
        step.applied(Rule.CALL_REUSED),
        Shot.of(model.before()),
        Shot.of(model.after()));
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
    return new Moment(
        Action.Kind.BEGIN,
        at,
        process,
        call,
        Segment.NONE,
        List.of(),
        List.of(),
        false,
        false,
        false,
        false,
        false,
        false,
        after,
        after);
  }

  EndShot was(int end) {
    return before.ends().get(end);
  }

  EndShot is(int end) {
    return after.ends().get(end);
  }

  boolean arrives() {
    return kind == Action.Kind.DELIVER || kind == Action.Kind.DELIVER_COPY;
  }

  boolean arrivesAt(int end) {
    return arrives() && at == end;
  }

  boolean rstArrivesAt(int end) {
    return arrivesAt(end) && arrived.rst();
  }

  boolean sendsRst() {
    return sent.stream().anyMatch(out -> out.segment().rst());
  }

  boolean calls() {
    return kind == Action.Kind.CALL;
  }

  /** Whether it happens at one end of one connection. */
  boolean isAtAnEnd() {
    return kind != Action.Kind.TICK
        && kind != Action.Kind.REFUSED_CALL
        && kind != Action.Kind.LISTENER_CALL;
  }

  /** A new socket opens actively at that end. */
  boolean connects() {
    return calls() && was(at).state() != TcpState.SYN_SENT && is(at).state() == TcpState.SYN_SENT;
  }
}
