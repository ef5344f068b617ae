package io.tarry.check;

import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The descriptors by which processes know their sockets, worked out while a run is told: each time
 * the lowest free number (POSIX.1, section 2.6), freed by close(), or by an application that was
 * told an error. TCP does not depend on them, so they are not part of a state: a socket may outlive
 * its descriptor, and a descriptor its connection.
 */
final class Descriptors {

  /** 0 to 2 are standard input, output and error. */
  private static final int FIRST = 3;

  private static final int SERVER = -1;

  /** A descriptor of a process; its socket is an end of a connection, or a listener's port. */
  private record Held(int process, Object socket, int number) {}

  private final List<Held> held = new ArrayList<>();

  private Descriptors() {}

  /** For states whose descriptors are unknown. */
  static Descriptors unknown() {
    return new Descriptors();
  }

  /** The descriptors of a world when a run begins. */
  Descriptors(Settings settings, World start) {
    if (start.listening()) {
      settings.server().ports().forEach(port -> take(SERVER, port));
    }
    for (End end : start.ends()) {
      TcpState state = start.tcb(end).state();
      if (state == TcpState.ESTABLISHED || state == TcpState.CLOSE_WAIT) {
        take(end.side() == Side.SERVER ? SERVER : 0, end);
      }
    }
  }

  /** The descriptor of the socket at that end, if a process still has one. */
  Optional<Integer> of(End end) {
    return find(end).map(Held::number);
  }

  /** The descriptor of the listener at a port. */
  Optional<Integer> ofListener(int port) {
    return find(port).map(Held::number);
  }

  /** Applies the step that the model shows; returns the descriptor that it is about, if any. */
  Optional<Integer> follow(TcpModel model) {
    Step step = model.step();
    Optional<Integer> spoken =
        switch (step.kind()) {
          case CALL -> called(model, step);
          case PATIENCE_TIMEOUT -> giveBack(step.at());
          case LISTENER_CALL -> listenerCalled(model);
          case REFUSED_CALL -> Optional.of(lowestFree(step.process()));
          case BEGIN,
              DELIVER,
              DELIVER_COPY,
              LOSE,
              RETRANSMISSION_TIMEOUT,
              FIN_WAIT_2_TIMEOUT,
              TIME_WAIT_TIMEOUT,
              TICK ->
              Optional.empty();
        };
    for (End end : model.after().ends()) {
      if (isAccepted(model, end)) {
        take(SERVER, end);
      }
      boolean toldBefore = model.before().app(end).error() != UserError.NONE;
      if (!toldBefore && model.after().app(end).error() != UserError.NONE) {
        giveBack(end);
      }
    }
    return spoken;
  }

  /** The descriptor that a call for the listener is about: that of the first port. */
  private Optional<Integer> listenerCalled(TcpModel model) {
    Optional<Integer> first = Optional.empty();
    for (int port : model.settings().server().ports()) {
      Optional<Integer> number = Optional.empty();
      if (model.before().listening()) {
        number = giveBack(port);
      } else if (model.after().listening()) {
        number = Optional.of(take(SERVER, port));
      }
      first = first.isPresent() ? first : number;
    }
    return first;
  }

  private Optional<Integer> called(TcpModel model, Step step) {
    End at = step.at();
    Call call = step.instruction().call();
    if (call == Call.CLOSE || call == Call.ABORT) {
      return giveBack(at);
    }
    boolean begins = model.before().begun(step.process()) < model.after().begun(step.process());
    if (call == Call.OPEN && begins) {
      return Optional.of(take(step.process(), at));
    }
    if (call == Call.LISTEN || call == Call.OPEN) {
      Optional<Integer> known = of(at);
      int process = at.side() == Side.SERVER ? SERVER : step.process();
      return known.isPresent() ? known : Optional.of(take(process, at));
    }
    return of(at);
  }

  /** Whether a listener that stays open hands over a connection at that end. */
  private static boolean isAccepted(TcpModel model, End end) {
    return end.side() == Side.SERVER
        && model.settings().server().program().keepsListening()
        && model.before().tcb(end).state() == TcpState.SYN_RECEIVED
        && model.after().tcb(end).state().synchronised();
  }

  private int take(int process, Object socket) {
    int number = lowestFree(process);
    held.add(0, new Held(process, socket, number)); // of several at one end, the newest counts
    return number;
  }

  private int lowestFree(int process) {
    int number = FIRST;
    while (isTaken(process, number)) {
      number++;
    }
    return number;
  }

  private boolean isTaken(int process, int number) {
    return held.stream().anyMatch(one -> one.process() == process && one.number() == number);
  }

  private Optional<Integer> giveBack(Object socket) {
    Optional<Held> found = find(socket);
    found.ifPresent(held::remove);
    return found.map(Held::number);
  }

  private Optional<Held> find(Object socket) {
    return held.stream().filter(one -> one.socket().equals(socket)).findFirst();
  }
}
