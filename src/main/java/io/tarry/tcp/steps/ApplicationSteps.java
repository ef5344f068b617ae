package io.tarry.tcp.steps;

import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.App.SESSION;

import io.tarry.engine.Model.Sink;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.ListenerCalls;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.ClientProcess;
import io.tarry.tcp.world.Listener;
import io.tarry.tcp.world.Openings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.List;

/** What applications may do next: the calls that they can make. */
public final class ApplicationSteps {

  private final Settings settings;
  private final Topology topology;
  private final TcpRules tcp;
  private final List<End> ends;
  private final Successor successor;
  private final World before;
  private final World after;
  private final Step step;

  public ApplicationSteps(Settings settings, TcpRules tcp, Successor successor) {
    this.settings = settings;
    this.tcp = tcp;
    this.successor = successor;
    before = successor.before;
    after = successor.after;
    step = successor.step;
    topology = before.topology();
    ends = topology.ends();
  }

  public void offer(Sink sink) {
    for (End end : ends) {
      call(end, sink);
    }
    for (int process = 0; process < before.processes(); process++) {
      nextSession(process, sink);
    }
    listener(sink);
  }

  /** The application at an end makes its next call. */
  private void call(End end, Sink sink) {
    App app = before.app(end);
    Script script = before.script(end);
    if (!isThere(end)
        || app.position() == script.instructions().size()
        || app.error() != UserError.NONE
        || !ready(script.instructions().get(app.position()), end)) {
      return;
    }
    Script.Instruction instruction = script.instructions().get(app.position());
    step.choose(0);
    int choice = 0;
    do {
      step.choose(choice);
      successor.begin(Action.Kind.CALL, end, Segment.NONE);
      step.makes(instruction);
      after.app(end).set(POSITION, app.position() + 1);
      Endpoint endpoint = successor.endpoint(end);
      if (instruction.call() == Call.OPEN) {
        after
            .openings(end.connection())
            .set(Openings.COUNT, Math.max(1, after.incarnations(end.connection())));
      }
      tcp.userCalls().call(endpoint, instruction);
      endpoint.clock.watch();
      successor.offer(Action.Kind.CALL, end.number(), choice, sink);
      choice++;
    } while (choice < step.choices());
  }

  /** Whether an application has a socket at that end. */
  private boolean isThere(End end) {
    if (end.side() == Side.CLIENT) {
      return before.app(end).session() != 0;
    }
    return !settings.server().program().keepsListening()
        ? end.connection() == 0
        : before.app(end).position() > 0 && before.tcb(end).state() != TcpState.LISTEN;
  }

  /** Lets a process that is done with one socket open its next one. */
  private void nextSession(int number, Sink sink) {
    Topology.Worker process = topology.processes().get(number);
    int begun = before.begun(number);
    if (begun == process.sessions() || (begun > 0 && !isDone(process.firstSession() + begun - 1))) {
      return;
    }
    int session = process.firstSession() + begun;
    Script.Instruction first = topology.scriptOf(session).instructions().get(0);
    if (first.call() != Call.OPEN) {
      open(number, session, End.CLIENT, first, false, sink);
      return;
    }
    boolean bound = first.ports().from() != 0;
    if (bound
        && tcp.opening().bindFails(settings, before, process.client(), first.ports().from())) {
      refuse(number, first, UserError.ADDRESS_IN_USE, Rule.CALL_ADDRESS_IN_USE, sink);
      return;
    }
    boolean found = false;
    for (End end : ends) {
      if (reaches(process.client(), first, end)
          && tcp.opening().mayTake(settings, before, process.client(), end, bound)) {
        found = true;
        open(number, session, end, first, before.tcb(end).state() == TcpState.TIME_WAIT, sink);
      }
    }
    if (!found) {
      refuse(number, first, UserError.NO_PORT, Rule.CALL_NO_PORT, sink);
    }
  }

  private boolean reaches(int client, Script.Instruction open, End end) {
    FourTuple tuple = topology.tuples().get(end.connection());
    int serverPort = open.ports().to() == 0 ? settings.server().ports().get(0) : open.ports().to();
    return end.side() == Side.CLIENT
        && topology.mayOpen(client, end.connection())
        && tuple.serverPort() == serverPort
        && (open.ports().from() == 0 || open.ports().from() == tuple.clientPort());
  }

  /** Whether the process is done with the socket of that session. */
  private boolean isDone(int session) {
    for (End end : ends) {
      App app = before.app(end);
      if (end.side() == Side.CLIENT && app.session() == session) {
        boolean ended =
            app.error() != UserError.NONE
                || app.position() == topology.scriptOf(session).instructions().size();
        return ended && app.timer() <= Timer.DUE; // there may be a pause before the next session
      }
    }
    return true;
  }

  private void open(
      int process, int session, End end, Script.Instruction first, boolean reuses, Sink sink) {
    int choice = 0;
    do {
      step.choose(choice);
      successor.begin(Action.Kind.CALL, end, Segment.NONE);
      step.by(process);
      step.makes(first);
      after.process(process).add(ClientProcess.BEGUN, 1);
      after.process(process).set(ClientProcess.REFUSAL, UserError.NONE);
      App app = after.app(end);
      if (mayStillBeTold(end)) {
        step.goesBeyond("the applications that are kept for a 4-tuple");
      }
      app.reset();
      app.set(SESSION, session);
      app.set(POSITION, 1);
      if (first.call() == Call.OPEN) {
        // The server may have opened the same connection actively: then both ends share one
        // incarnation.
        int opened = before.incarnations(end.connection());
        after
            .openings(end.connection())
            .set(Openings.COUNT, before.app(end).session() == 0 ? Math.max(1, opened) : opened + 1);
        after.tcb(end).forgetGhosts();
      }
      Endpoint endpoint = successor.endpoint(end);
      if (reuses) {
        tcp.userCalls().reuse(endpoint);
      } else {
        tcp.userCalls().call(endpoint, first);
      }
      endpoint.clock.watch();
      successor.offer(Action.Kind.CALL, end.number(), Action.choiceOf(process, choice), sink);
      choice++;
    } while (choice < step.choices());
  }

  /**
   * Whether the application at an end whose connection is gone may still learn so from its next
   * SEND.
   */
  private boolean mayStillBeTold(End end) {
    App app = before.app(end);
    List<Script.Instruction> instructions = before.script(end).instructions();
    return app.brokenPipe()
        && instructions.subList(app.position(), instructions.size()).stream()
            .anyMatch(instruction -> instruction.call() == Call.SEND);
  }

  private void refuse(int process, Script.Instruction call, UserError error, Rule why, Sink sink) {
    successor.begin(Action.Kind.REFUSED_CALL, End.CLIENT, Segment.NONE);
    step.by(process);
    step.makes(call);
    step.because(why);
    after.process(process).add(ClientProcess.BEGUN, 1);
    after.process(process).set(ClientProcess.REFUSAL, error);
    successor.offer(Action.Kind.REFUSED_CALL, process, sink);
  }

  /** Lets the server's application open its listener, or close it and open it again. */
  private void listener(Sink sink) {
    Program program = settings.server().program();
    if (!program.keepsListening()
        || before.listener.get(Listener.CALLS) == 1 + 2 * program.restarts()
        || before.listenerError() != UserError.NONE) {
      return;
    }
    successor.begin(Action.Kind.LISTENER_CALL, End.SERVER, Segment.NONE);
    if (before.listening()) {
      step.because(Rule.CALL_LISTENER_CLOSED);
      ListenerCalls.stopListening(after);
    } else if (tcp.opening().bindFails(settings, before)) {
      step.because(Rule.CALL_ADDRESS_IN_USE);
      after.listener.set(Listener.ERROR, UserError.ADDRESS_IN_USE);
    } else {
      step.because(Rule.CALL_LISTEN);
      ListenerCalls.listen(after);
    }
    after.listener.set(Listener.CALLS, before.listener.get(Listener.CALLS) + 1);
    successor.offer(Action.Kind.LISTENER_CALL, 0, sink);
  }

  private boolean ready(Script.Instruction instruction, End end) {
    App app = before.app(end);
    return !(before.tcb(end).state().connecting() && instruction.awaited().connection())
        && (instruction.times().pause() == 0 || app.timer() == Timer.DUE)
        && !app.waitsFor(instruction);
  }
}
