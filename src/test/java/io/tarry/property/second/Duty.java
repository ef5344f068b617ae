package io.tarry.property.second;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What no fair run leaves undone for ever, from the words of the format: "as time passes" assumes
 * that the clock goes on, that each timer which is due expires, and that no segment is on its way
 * for ever; "in a fair run" assumes besides that each application makes the calls that it can make,
 * and that of each kind of segment which is sent to a socket again and again, some arrive again and
 * again.
 *
 * @param what the clock, one timer, one segment, one application, or what is sent to one socket
 * @param againAndAgain whether it is owed too where it is possible again and again, and not only
 *     where it stays possible
 */
record Duty(String what, boolean againAndAgain) {

  /** Those that a step does. */
  static Set<Duty> of(Moment step, Settings settings, boolean timeAlone) {
    Set<Duty> done = new HashSet<>();
    switch (step.kind()) {
      case TICK -> done.add(lasting("the clock"));
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT, PATIENCE_TIMEOUT ->
          done.add(lasting(step.kind() + " at " + step.at()));
      case DELIVER, LOSE -> done.add(lasting("the way of " + step.arrived().code()));
      case BEGIN, CALL, DELIVER_COPY, REFUSED_CALL, LISTENER_CALL -> {}
    }
    if (!timeAlone) {
      switch (step.kind()) {
        case CALL -> done.add(lasting(application(step, settings)));
        case REFUSED_CALL -> done.add(lasting(process(step.process())));
        case LISTENER_CALL -> done.add(lasting("the application that listens"));
        case DELIVER, DELIVER_COPY ->
            done.add(new Duty(kind(step.arrived()) + " to " + step.at(), true));
        case BEGIN,
            LOSE,
            RETRANSMISSION_TIMEOUT,
            FIN_WAIT_2_TIMEOUT,
            TIME_WAIT_TIMEOUT,
            PATIENCE_TIMEOUT,
            TICK -> {}
      }
    }
    return done;
  }

  private static Duty lasting(String what) {
    return new Duty(what, false);
  }

  private static String application(Moment call, Settings settings) {
    int session = call.is(call.at()).session();
    return Moment.isClient(call.at())
        ? process(processOf(session, settings))
        : "the application at " + call.at();
  }

  private static String process(int number) {
    return "process " + number;
  }

  /** Sessions are numbered from 1, process by process. */
  private static int processOf(int session, Settings settings) {
    int process = 0;
    int last = 0;
    for (Settings.Host client : settings.clients()) {
      for (int i = 0; i < client.program().processes(); i++, process++) {
        last += client.program().sessionsInAll();
        if (session <= last) {
          return process;
        }
      }
    }
    throw new AssertionError("no process has session " + session);
  }

  private static String kind(Segment segment) {
    String flags =
        (segment.rst() ? "R" : "") + (segment.syn() ? "S" : "") + (segment.fin() ? "F" : "");
    String kind = segment.rst() ? "R" : flags;
    if (kind.equals("S") && segment.hasAck()) {
      return "SA";
    }
    return kind.isEmpty() && segment.textLength() > 0 ? "text" : kind.toLowerCase(Locale.ROOT);
  }
}
