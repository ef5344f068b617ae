package io.tarry.lab.difference;

import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.LoneEnd.Alarm;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The model's end. */
final class ModelEnd {

  /** The application can read no more than this in one connection, and send no more. */
  static final int BYTES_MAX = 20;

  private static final LoneEnd.Times TIMES = new LoneEnd.Times(1000, 6, 60000, 60000);

  private final Setting setting;
  private final LoneEnd end;
  private final List<Sent> sent = new ArrayList<>();
  private boolean user;
  private boolean beyond;
  private int iss;
  private int sndUna;
  private int sndNxt;
  private int rcvNxt;

  ModelEnd(Setting setting, Stack stack) {
    this.setting = setting;
    Stack obeying = setting.rfc1337() ? stack.without(Switch.HONOR_RST_IN_TIME_WAIT) : stack;
    end = LoneEnd.of(obeying, setting.side(), View.WINDOW, TIMES, setting.timestamps());
    iss = LoneEnd.iss(setting.side());
    sndUna = iss;
    sndNxt = iss + 1;
    rcvNxt = LoneEnd.iss(setting.side().other()) + 1;
  }

  Answer begin() {
    if (setting.side() == Side.SERVER) {
      end.listen();
    } else {
      user = true;
      follow(end.call(Instruction.of(Call.OPEN)));
    }
    return answer("", Optional.empty());
  }

  View view() {
    Tcb tcb = end.tcb();
    boolean connection = tcb.state() != TcpState.CLOSED && tcb.state() != TcpState.LISTEN;
    if (connection) {
      sndUna = tcb.sndUna();
      sndNxt = tcb.sndNxt();
      rcvNxt = tcb.state() == TcpState.SYN_SENT ? rcvNxt : tcb.rcvNxt();
    }
    return new View(
        tcb.state(),
        new View.Numbers(iss, sndUna, sndNxt, rcvNxt),
        user,
        end.listens(),
        says(tcb, connection));
  }

  private String says(Tcb tcb, boolean connection) {
    StringBuilder says = new StringBuilder(tcb.state().toString());
    if (connection) {
      says.append(tcb.state() == TcpState.SYN_RECEIVED && tcb.passive() ? " passive" : "");
      says.append(tcb.orphan() ? " orphan" : "");
      says.append(tcb.finQueued() && !tcb.finSent() ? " FIN queued" : "");
      says.append(tcb.heldBytes() != 0 || tcb.heldFin() != 0 ? " gap" : "");
      says.append(tcb.sndUna() < tcb.sndNxt() ? " unacknowledged" : "");
    }
    says.append(user && end.unread() > 0 ? " unread" : "");
    says.append(user && end.app().endOfFile() ? " end of file" : "");
    says.append(user && error() != UserError.NONE ? " " + error() : "");
    says.append(setting.timestamps() && connection && tcb.timestamps() ? " timestamps" : "");
    return says.toString();
  }

  /** Whether the model can no longer follow. */
  boolean isBeyond() {
    return beyond;
  }

  /** Whether the step can happen here. */
  boolean allows(Step step) {
    if (step instanceof Step.Call call) {
      return switch (call.kind()) {
        case STOP_LISTENING -> end.listens();
        // In the model it queues bytes until there is a connection, as a blocking call does.
        case SEND ->
            user
                && end.state() != TcpState.SYN_SENT
                && end.state() != TcpState.SYN_RECEIVED
                && end.app().accepted() + call.bytes() <= BYTES_MAX;
        case RECEIVE, SHUTDOWN, CLOSE, ABORT, SO_ERROR -> user;
      };
    }
    return !(step instanceof Step.Arrival arrival)
        || (end.app().delivered() + arrival.text() <= BYTES_MAX && hasNumber(view().seq(arrival)));
  }

  /** Several connections, each begun long before or after the last, reach the model's limits. */
  private static boolean hasNumber(int seq) {
    return seq > 0 && seq < Segment.NUMBER_MAX - View.PEERS_BEYOND;
  }

  Answer does(Step step) {
    View before = view();
    end.at(end.now() + 1);
    sent.clear();
    String result = "";
    if (step instanceof Step.Arrival arrival) {
      follow(arrives(arrival, before));
      if (before.state() == TcpState.SYN_RECEIVED && end.state().synchronised()) {
        user = true; // accept(), or the client that has had its descriptor all along
      }
    } else if (step instanceof Step.Call call) {
      result = calls(call);
    } else {
      end.peersClockTicks();
    }
    boolean stays =
        step instanceof Step.Arrival
            && before.state() == TcpState.TIME_WAIT
            && end.state() == TcpState.TIME_WAIT;
    return answer(
        result,
        stays
            ? end.running(Alarm.TIME_WAIT).map(timer -> timer.since() == end.now())
            : Optional.empty());
  }

  private io.tarry.tcp.rules.Step arrives(Step.Arrival arrival, View before) {
    int seq = before.seq(arrival);
    int ack = arrival.has(Segment.ACK) ? before.ack(arrival) : 0;
    TcpState state = end.state();
    io.tarry.tcp.rules.Step step =
        setting.timestamps() && arrival.stamp() != Step.Arrival.UNSTAMPED
            ? end.arrives(seq, ack, arrival.flags(), arrival.text(), arrival.stamp())
            : end.arrives(seq, ack, arrival.flags(), arrival.text());
    boolean begins = end.state() == TcpState.SYN_RECEIVED && state != TcpState.SYN_RECEIVED;
    if (begins && end.tcb().passive()) {
      user = false; // a new connection, which nobody has accepted yet
      iss = end.tcb().sndUna();
    }
    return step;
  }

  private void follow(io.tarry.tcp.rules.Step step) {
    beyond |= !step.beyond().isEmpty();
    int echoed = echoed();
    for (int i = 0; i < step.sentCount(); i++) {
      Segment segment = step.sent(i);
      boolean stamped = segment.stamped();
      sent.add(
          new Sent(
              segment.flags(),
              segment.seq(),
              segment.ack(),
              segment.textLength(),
              stamped ? echoed : Sent.UNSTAMPED));
    }
    if (step.applied(Rule.SYN_AGAIN_SOON)) {
      follow(end.expires(Alarm.RETRANSMISSION));
    }
  }

  private int echoed() {
    return end.state() == TcpState.SYN_SENT ? Sent.NOTHING : end.tsRecentAge().orElse(Sent.NOTHING);
  }

  private Answer answer(String result, Optional<Boolean> restarted) {
    return new Answer(result, end.state(), sent, user ? end.unread() : 0, restarted);
  }

  private UserError error() {
    App app = end.app();
    return app.brokenPipe() ? UserError.BROKEN_PIPE : app.error();
  }

  /** The error that a call tells; it tells it once. */
  private String tell() {
    String told =
        switch (error()) {
          case NONE -> "0";
          case REFUSED -> "ECONNREFUSED";
          case RESET -> "ECONNRESET";
          case TIMED_OUT -> "ETIMEDOUT";
          case NO_PORT -> "EADDRNOTAVAIL";
          case ADDRESS_IN_USE -> "EADDRINUSE";
          case BROKEN_PIPE -> "EPIPE";
        };
    end.tellError();
    return told;
  }

  private String calls(Step.Call call) {
    return switch (call.kind()) {
      case SO_ERROR -> tell();
      case RECEIVE -> receive(call.bytes());
      case SEND -> send(call.bytes());
      case SHUTDOWN -> shutdown();
      case CLOSE -> leave(Call.CLOSE);
      case ABORT -> leave(Call.ABORT);
      case STOP_LISTENING -> {
        end.stopListening();
        yield "0";
      }
    };
  }

  private String receive(int bytes) {
    int read = Math.min(bytes, end.unread());
    if (read > 0) {
      end.read(read);
      return String.valueOf(read);
    }
    boolean over =
        end.app().endOfFile() || end.state() == TcpState.CLOSED || end.state() == TcpState.LISTEN;
    if (end.app().endOfFile() || error() == UserError.NONE || error() == UserError.BROKEN_PIPE) {
      return over ? "0" : "EAGAIN";
    }
    return tell();
  }

  private String send(int bytes) {
    if (error() != UserError.NONE) {
      return tell();
    }
    boolean open = end.state() == TcpState.ESTABLISHED || end.state() == TcpState.CLOSE_WAIT;
    if (!open || end.tcb().finQueued()) {
      return "EPIPE";
    }
    follow(end.call(Instruction.send(bytes)));
    return String.valueOf(bytes);
  }

  private String shutdown() {
    TcpState state = end.state();
    boolean none =
        state == TcpState.CLOSED || state == TcpState.LISTEN || state == TcpState.TIME_WAIT;
    if (none) {
      return "ENOTCONN";
    }
    follow(end.call(Instruction.of(Call.SHUTDOWN)));
    return "0";
  }

  private String leave(Call how) {
    if (end.state() != TcpState.LISTEN) { // else it is the socket of a connection that is gone
      follow(end.call(Instruction.of(how)));
    }
    user = false;
    return "0";
  }
}
