package io.tarry.property.second;

import static io.tarry.tcp.world.TcpState.CLOSING;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_1;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_2;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.TcpState;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** One step of a run, with the histories before and after it, and small words to ask of it. */
class OneStep {

  /** What a claim says of one step. */
  enum Judgement {
    /** The step is none that the claim is about. */
    NOT_ASKED,
    /** It is as claimed; of what must be reachable or come at last: this is it. */
    KEPT,
    BROKEN
  }

  final Settings settings;
  final Moment m;
  final History old;
  final History now;
  final int ends;

  OneStep(Settings settings, Moment moment, History before, History after) {
    this.settings = settings;
    this.m = moment;
    this.old = before;
    this.now = after;
    ends = before.last.length;
  }

  boolean anyEnd(IntPredicate fact) {
    return IntStream.range(0, ends).anyMatch(fact);
  }

  boolean enters(int e, TcpState state) {
    return m.was(e).state() != state && m.is(e).state() == state;
  }

  boolean leaves(int e, TcpState state) {
    return m.was(e).state() == state && m.is(e).state() != state;
  }

  static boolean closing(TcpState state) {
    return state == FIN_WAIT_1
        || state == FIN_WAIT_2
        || state == CLOSING
        || state == LAST_ACK
        || state == TIME_WAIT;
  }

  static Judgement of(boolean asked, boolean kept) {
    return !asked ? Judgement.NOT_ASKED : kept ? Judgement.KEPT : Judgement.BROKEN;
  }

  /** Asked of the ends that it is about, and broken if it is of one of them. */
  Judgement ofEnds(IntPredicate asked, IntPredicate kept) {
    return of(anyEnd(asked), !anyEnd(e -> asked.test(e) && !kept.test(e)));
  }

  static Judgement never(boolean bad) {
    return of(true, !bad);
  }

  static Judgement reached(boolean goal) {
    return of(goal, true);
  }
}
