package io.tarry.tcp.rules;

import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;

/**
 * The situation of an end when a segment arrives.
 *
 * @param passive whether it was opened by a SYN that arrived
 * @param listener whether a listener stands behind the connection
 * @param stamp the timestamp of the segment
 */
record Situation(TcpState state, boolean passive, boolean orphan, boolean listener, Stamp stamp) {

  /** How the timestamp of a segment compares to TS.Recent. */
  enum Stamp {
    NONE(0),
    EQUAL(0),
    NEWER(1),
    OLDER_BY_ONE(-1),
    OLDER_BY_TWO(-2);

    final int newerBy;

    Stamp(int newerBy) {
      this.newerBy = newerBy;
    }
  }

  /** Every one that there can be. */
  static List<Situation> all() {
    List<Situation> all = new ArrayList<>();
    for (TcpState state : TcpState.values()) {
      for (Stamp stamp : Stamp.values()) {
        for (boolean listener : new boolean[] {false, true}) {
          boolean closing = state.synchronised() && state != TcpState.ESTABLISHED;
          for (boolean orphan : closing ? new boolean[] {false, true} : new boolean[] {false}) {
            for (boolean passive : passive(state, listener)) {
              all.add(new Situation(state, passive, orphan, listener, stamp));
            }
          }
        }
      }
    }
    return all;
  }

  private static boolean[] passive(TcpState state, boolean listener) {
    if (state == TcpState.SYN_SENT) {
      return new boolean[] {false};
    }
    return listener || state == TcpState.LISTEN
        ? new boolean[] {true}
        : new boolean[] {false, true};
  }
}
