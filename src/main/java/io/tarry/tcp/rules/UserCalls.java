package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.BROKEN_PIPE;
import static io.tarry.tcp.world.App.ERROR;
import static io.tarry.tcp.world.Tcb.FIN_QUEUED;
import static io.tarry.tcp.world.Tcb.ORPHAN;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;

/**
 * The user calls, RFC 9293 sections 3.10.1 to 3.10.5. A call that the text answers with an error
 * does nothing here, and the application goes on.
 */
public class UserCalls {

  /** Makes the calls, which have no state. */
  public UserCalls() {}

  public void call(Endpoint e, Script.Instruction instruction) {
    switch (instruction.call()) {
      case OPEN -> openActive(e);
      case LISTEN -> openPassive(e);
      case SEND -> send(e, instruction.bytes());
      case RECEIVE -> e.because(Rule.CALL_RECEIVE);
      case CLOSE -> {
        if (e.host.options().lingerZero()) {
          abort(e); // SO_LINGER with 0 seconds
        } else {
          close(e, e.stack.closeGivesUpReading());
        }
      }
      case SHUTDOWN -> shutdown(e);
      case ABORT -> abort(e);
    }
  }

  /** Section 3.10.1, active. */
  void openActive(Endpoint e) {
    switch (e.tcb.state()) {
      case CLOSED, LISTEN -> {
        e.because(Rule.CALL_OPEN);
        int iss = e.chooseIss(0);
        begin(e, iss);
      }
      case SYN_SENT,
          SYN_RECEIVED,
          ESTABLISHED,
          FIN_WAIT_1,
          FIN_WAIT_2,
          CLOSE_WAIT,
          CLOSING,
          LAST_ACK,
          TIME_WAIT ->
          e.because(Rule.CALL_ERROR_EXISTS);
    }
  }

  /** connect() on a 4-tuple that is in TIME-WAIT, where the host allows it. */
  public void reuse(Endpoint e) {
    e.because(Rule.CALL_REUSED);
    // Source: Linux, tcp_twsk_unique: the ISS is beyond the old SND.NXT. Linux keeps TS.Recent, but
    // does not compare the SYN+ACK with it, so it need not be kept here.
    int iss = e.chooseIss(e.tcb.sndNxt());
    e.tcb.delete();
    begin(e, iss);
  }

  private static void begin(Endpoint e, int iss) {
    e.tcb.set(PASSIVE, false);
    e.beginAt(iss);
    e.tcb.set(TIMESTAMPS, e.host.sysctls().timestamps());
    e.belongTo(e.world.incarnations(e.end.connection()));
    e.enter(TcpState.SYN_SENT);
    e.send.syn();
    e.restartRetransmissionTimer();
  }

  /** The application has waited as long as it may: it closes. */
  public void patienceOver(Endpoint e) {
    e.because(Rule.CALL_PATIENCE);
    call(e, Script.Instruction.of(Call.CLOSE));
  }

  /** Section 3.10.1, passive. */
  void openPassive(Endpoint e) {
    switch (e.tcb.state()) {
      case CLOSED -> {
        e.because(Rule.CALL_LISTEN);
        e.listen();
      }
      case LISTEN,
          SYN_SENT,
          SYN_RECEIVED,
          ESTABLISHED,
          FIN_WAIT_1,
          FIN_WAIT_2,
          CLOSE_WAIT,
          CLOSING,
          LAST_ACK,
          TIME_WAIT ->
          e.because(Rule.CALL_ERROR_EXISTS);
    }
  }

  /** Section 3.10.2. */
  void send(Endpoint e, int bytes) {
    switch (e.tcb.state()) {
      // "Foreign socket unspecified": a listener here has no peer to connect to.
      case CLOSED, LISTEN -> {
        if (e.app.brokenPipe()) {
          e.because(Rule.CALL_SEND_BROKEN_PIPE);
          e.app.set(BROKEN_PIPE, false);
          e.app.set(ERROR, UserError.BROKEN_PIPE);
        } else {
          e.because(Rule.CALL_ERROR_NOT_EXIST);
        }
      }
      case SYN_SENT, SYN_RECEIVED -> {
        e.because(Rule.CALL_SEND_QUEUED);
        e.send.accept(bytes);
      }
      case ESTABLISHED, CLOSE_WAIT -> {
        e.because(Rule.CALL_SEND);
        e.send.accept(bytes);
        e.send.queued();
      }
      case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT ->
          e.because(Rule.CALL_ERROR_CLOSING);
    }
  }

  /** Section 3.10.4. */
  void close(Endpoint e, boolean stopsReading) {
    if (stopsReading && e.tcb.state().synchronised() && closeWithUnreadBytes(e)) {
      return;
    }
    switch (e.tcb.state()) {
      case CLOSED ->
          e.because(stopsReading ? Rule.CALL_CLOSE_NOTHING_LEFT : Rule.CALL_ERROR_NOT_EXIST);
      case LISTEN, SYN_SENT -> {
        e.because(Rule.CALL_CLOSE_BEFORE_SYN_RECEIVED);
        e.close(Fate.OPEN); // there was no connection yet that could have ended
      }
      case SYN_RECEIVED -> {
        e.tcb.set(FIN_QUEUED, true);
        if (e.tcb.sndEnd() > e.tcb.sndNxt()) {
          e.because(Rule.CALL_CLOSE_QUEUED);
        } else {
          e.because(Rule.CALL_CLOSE);
          e.send.queued();
          e.enter(TcpState.FIN_WAIT_1);
        }
      }
      case ESTABLISHED -> {
        e.because(Rule.CALL_CLOSE);
        if (stopsReading) {
          e.because(Rule.CALL_CLOSE_STOPS_READING);
        }
        e.tcb.set(FIN_QUEUED, true);
        e.send.queued();
        e.enter(TcpState.FIN_WAIT_1);
      }
      case CLOSE_WAIT -> {
        // RFC 1122 section 4.2.2.20(a): LAST-ACK, where RFC 793 said CLOSING.
        e.because(Rule.CALL_CLOSE_AFTER_FIN);
        e.tcb.set(FIN_QUEUED, true);
        e.send.queued();
        e.enter(TcpState.LAST_ACK);
      }
      case FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT ->
          e.because(stopsReading ? Rule.CALL_CLOSE_STOPS_READING : Rule.CALL_ERROR_CLOSING);
    }
    giveUpReading(e, stopsReading);
  }

  /** CLOSE of the sending side only. */
  private void shutdown(Endpoint e) {
    if (e.tcb.state() == TcpState.SYN_RECEIVED && e.stack.has(Switch.SHUTDOWN_WAITS)) {
      // DEVIATION: Linux, tcp_shutdown; close() does not wait.
      e.because(Rule.CALL_SHUTDOWN_QUEUED);
      e.tcb.set(FIN_QUEUED, true);
    } else {
      close(e, false);
    }
  }

  /** SHLD-3: a RST tells the peer that bytes have arrived which will never be read. */
  private static boolean closeWithUnreadBytes(Endpoint e) {
    boolean gone = e.tcb.state() == TcpState.TIME_WAIT; // TIME-WAIT no longer belongs to the socket
    if (gone || !e.hasUnreadBytes() || !e.stack.has(Switch.RST_FOR_UNREAD_BYTES)) {
      return false;
    }
    e.because(Rule.CALL_CLOSE_UNREAD);
    e.send.abort();
    e.close(Fate.ABORTED);
    return true;
  }

  private static void giveUpReading(Endpoint e, boolean stopsReading) {
    if (!stopsReading || e.tcb.state() == TcpState.CLOSED) {
      return;
    }
    e.tcb.set(ORPHAN, true);
    if (e.tcb.state() == TcpState.FIN_WAIT_2) {
      e.enterFinWait2(); // close() after shutdown(): from now on the stack limits this state
    }
  }

  /** Section 3.10.5. */
  void abort(Endpoint e) {
    switch (e.tcb.state()) {
      case CLOSED -> e.because(Rule.CALL_ERROR_NOT_EXIST);
      case LISTEN, SYN_SENT -> {
        e.because(Rule.CALL_ABORT_SILENT);
        e.close(Fate.ABORTED);
      }
      case CLOSING, LAST_ACK -> {
        if (!closeWithUnreadBytes(e)) { // Linux checks for unread bytes first
          e.because(Rule.CALL_ABORT_SILENT);
          e.close(Fate.ABORTED);
        }
      }
      case TIME_WAIT -> {
        if (e.stack.has(Switch.SOCKET_ABORT)) {
          // DEVIATION: Linux leaves the entry in TIME-WAIT for its whole time.
          e.because(Rule.CALL_ABORT_TIME_WAIT);
        } else {
          e.because(Rule.CALL_ABORT_SILENT);
          e.close(Fate.ABORTED);
        }
      }
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT -> {
        e.because(Rule.CALL_ABORT);
        e.send.abort();
        e.close(Fate.ABORTED);
      }
    }
  }
}
