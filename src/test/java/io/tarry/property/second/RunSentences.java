package io.tarry.property.second;

import static io.tarry.tcp.world.TcpState.CLOSE_WAIT;
import static io.tarry.tcp.world.TcpState.CLOSING;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_2;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.SYN_RECEIVED;
import static io.tarry.tcp.world.TcpState.SYN_SENT;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * Each claim about runs of the catalogue, and about what no step leaves, once more, from its
 * sentence: where it begins and where it ends.
 */
final class RunSentences extends OneStep {

  RunSentences(Settings settings, Moment moment, History before, History after) {
    super(settings, moment, before, after);
  }

  /** Of the claims about runs: whether the step begins what must come to an end. */
  Map<String, Boolean> beginnings() {
    Map<String, Boolean> says = new HashMap<>(goingOn());
    says.put("syn-sent-ends", anyEnd(e -> m.is(e).state() == SYN_SENT));
    says.put("connect-succeeds-at-last", anyEnd(e -> enters(e, SYN_SENT)));
    says.put("no-endless-exchange", m.kind() == Action.Kind.DELIVER);
    return says;
  }

  /** Of the claims about runs: whether the step is, or shows, the end of it. */
  Map<String, Boolean> ends() {
    Map<String, Boolean> says = new HashMap<>();
    goingOn().forEach((id, goesOn) -> says.put(id, !goesOn));
    says.put(
        "syn-sent-ends",
        !anyEnd(e ->
            m.is(e).state() == SYN_SENT
                || (now.part(e).active && m.is(e).state() == SYN_RECEIVED)));
    says.put("connect-succeeds-at-last", anyEnd(this::connectSucceeds));
    says.put("no-endless-exchange", m.kind() != Action.Kind.DELIVER);
    return says;
  }

  private Map<String, Boolean> goingOn() {
    Map<String, Boolean> says = new HashMap<>();
    says.put("time-wait-is-left", anyEnd(e -> m.is(e).state() == TIME_WAIT));
    says.put("close-wait-is-left", anyEnd(e -> m.is(e).state() == CLOSE_WAIT));
    says.put("syn-received-is-left", anyEnd(e -> m.is(e).state() == SYN_RECEIVED));
    says.put(
        "last-ack-is-left", anyEnd(e -> m.is(e).state() == LAST_ACK || m.is(e).state() == CLOSING));
    says.put(
        "orphan-fin-wait-2-is-left",
        anyEnd(e -> m.is(e).state() == FIN_WAIT_2 && m.is(e).orphan()));
    says.put("closed-at-last", anyEnd(this::bothHaveClosed));
    says.put(
        "half-open-is-noticed",
        anyEnd(e -> {
          Part other = now.peersPart(e);
          boolean lost = other.quit() || other.ending == Part.Ending.RESET;
          return now.part(e).there && m.is(e).state().synchronised() && !other.there && lost;
        }));
    return says;
  }

  private boolean bothHaveClosed(int e) {
    Part other = now.peersPart(e);
    boolean otherIsDone =
        other.there ? closing(m.is(Moment.peer(e)).state()) : other.ending != Part.Ending.NONE;
    return now.part(e).there && closing(m.is(e).state()) && otherIsDone;
  }

  /** Whether a state that no step leaves is as it may be. */
  Map<String, Boolean> properEnds() {
    Map<String, Boolean> says = new HashMap<>();
    says.put("no-stuck-state", !anyEnd(e -> !m.is(e).gone()));
    says.put(
        "lost-octets-are-told",
        now.connections.stream()
            .noneMatch(c -> c.lostBytes() && !c.client().toldError && !c.server().toldError));
    return says;
  }

  /** What the end waits for after an active OPEN arrives, and its connection is established. */
  boolean connectSucceeds(int e) {
    return m.arrivesAt(e)
        && m.was(e).opening()
        && old.part(e).active
        && m.is(e).state().synchronised();
  }
}
