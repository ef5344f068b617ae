package io.tarry.report.ladder;

import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The stays in TIME_WAIT, and how far down in the picture each begins and ends. */
final class TimeWaitSpans {

  /**
   * A stay in TIME_WAIT.
   *
   * @param ticks how many ticks it lasts
   */
  record Span(Socket socket, double top, double bottom, Close close, int ticks) {
    /** How it ends. */
    enum Close {
      EXPIRED,
      TAKEN_OVER_BY_NEW_SYN,
      TAKEN_OVER_BY_OLD_SYN,
      TAKEN_OVER_BY_CONNECT,
      CUT_SHORT_BY_RST,
      CUT_SHORT,
      NOT_YET
    }

    boolean overlaps(Span other) {
      return top < other.bottom && other.top < bottom;
    }
  }

  /** Where the box of a state begins and ends. */
  record Height(double top, double bottom) {}

  private record Begun(Socket socket, double y, int tick) {}

  private final Map<End, Begun> open = new LinkedHashMap<>();
  private final List<Span> spans = new ArrayList<>();

  /** By end: the step that sent the SYN which opened its connection. */
  private final Map<End, Integer> openedBySynOf = new HashMap<>();

  /** How far down the stay begins that an end is in; empty if it is in none. */
  OptionalDouble since(End end) {
    Begun begun = open.get(end);
    return begun == null ? OptionalDouble.empty() : OptionalDouble.of(begun.y);
  }

  /** Whether some socket of that host is in TIME_WAIT. */
  boolean isAnyAt(int lifeline) {
    return open.values().stream().anyMatch(begun -> begun.socket.lifeline() == lifeline);
  }

  /**
   * How that change ends a TIME_WAIT, if it does; {@code sentIn} is the step that sent the segment
   * that arrives.
   */
  Span.Close close(StateChange change, boolean arrival, int sentIn) {
    if (change.to() == TcpState.SYN_RECEIVED) {
      Integer before = openedBySynOf.put(change.socket().end(), sentIn);
      return before == null || sentIn > before
          ? Span.Close.TAKEN_OVER_BY_NEW_SYN
          : Span.Close.TAKEN_OVER_BY_OLD_SYN;
    }
    if (change.to() == TcpState.SYN_SENT) {
      return Span.Close.TAKEN_OVER_BY_CONNECT;
    }
    return arrival ? Span.Close.CUT_SHORT : Span.Close.EXPIRED;
  }

  /**
   * Notes that a socket comes to a state.
   *
   * @param box where that state is drawn
   * @param how how this ends its stay in TIME_WAIT, if it is in one
   */
  void change(Socket at, TcpState state, Height box, int tick, Span.Close how) {
    Begun begun = open.remove(at.end());
    if (begun != null) {
      spans.add(new Span(begun.socket, begun.y, box.top, how, tick - begun.tick));
    }
    if (state == TcpState.TIME_WAIT) {
      open.put(at.end(), new Begun(at, box.bottom, tick));
    }
  }

  /** Ends the run: stays that are not over reach down to there. */
  void end(double bottom, int lastTick) {
    open.values()
        .forEach(begun ->
            spans.add(
                new Span(
                    begun.socket, begun.y, bottom, Span.Close.NOT_YET, lastTick - begun.tick)));
  }

  /** All stays. */
  List<Span> all() {
    return spans;
  }
}
