package io.tarry.property.second;

import static io.tarry.tcp.world.TcpState.ESTABLISHED;
import static io.tarry.tcp.world.TcpState.LISTEN;
import static io.tarry.tcp.world.TcpState.SYN_RECEIVED;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The claims about connections that follow one another, and about what services expect, once more,
 * from their sentences.
 */
final class OpeningSentences extends OneStep {

  OpeningSentences(Settings settings, Moment moment, History before, History after) {
    super(settings, moment, before, after);
  }

  Map<String, Judgement> steps() {
    Map<String, Judgement> says = new HashMap<>();
    incarnations(says);
    services(says);
    return says;
  }

  // ---- Connections that follow one another

  private void incarnations(Map<String, Judgement> says) {
    boolean opensAgain =
        m.connects()
            && now.last[m.at()] == now.connections.size() - 1
            && old.connections.size() < now.connections.size()
            && openedBefore(m.at());
    says.put(
        "old-segments-gone-before-reopen",
        of(
            opensAgain,
            old.flying.stream()
                .noneMatch(f -> new Segment(f.code()).from().connection() == m.at() / 2)));
    says.put("four-tuple-unique", of(m.connects(), m.was(m.at()).gone() || mayReuse()));
    boolean comesOut =
        m.isAtAnEnd() && m.was(m.at()).state() == TIME_WAIT && m.is(m.at()).opening();
    says.put(
        "reopen-above-old-sequence-numbers",
        of(
            comesOut,
            m.sent().stream()
                .filter(out -> out.segment().syn())
                .allMatch(out -> out.segment().seq() > old.part(m.at()).highest)));
    says.put(
        "time-wait-back-after-old-syn",
        ofEnds(
            e -> m.rstArrivesAt(e) && old.byOldSyn[e] && leaves(e, SYN_RECEIVED),
            e -> m.is(e).state() == TIME_WAIT));
    says.put(
        "time-wait-reused-after-delay",
        of(
            m.reuses() && m.call().ports().from() == 0,
            old.inTimeWait[m.at()] > now.host(m.at()).sysctls().twReuseDelay()));
    says.put(
        "four-tuple-connectable-again",
        reached(
            anyEnd(e ->
                m.is(e).state() == ESTABLISHED
                    && m.is(Moment.peer(e)).state() == ESTABLISHED
                    && isLater(e)
                    && isLater(Moment.peer(e)))));
  }

  /** Whether either end had opened the 4-tuple before that end's last connection on it. */
  private boolean openedBefore(int e) {
    return old.connections.stream()
        .filter(c -> c.tuple() == e / 2)
        .anyMatch(c -> c.client().active || c.server().active || isGiven(c));
  }

  /** The connection that is there as the run begins was opened before it. */
  private boolean isGiven(Connection connection) {
    return settings.established() && connection == old.connections.get(0);
  }

  private boolean isLater(int e) {
    int opening = now.connections.get(now.last[e]).opening();
    return IntStream.range(0, opening)
        .anyMatch(
            i -> now.connections.get(i).tuple() == e / 2 && now.connections.get(i).opening() == i);
  }

  private boolean mayReuse() {
    return m.was(m.at()).state() == TIME_WAIT
        && m.was(m.at()).timestamps()
        && (m.call().ports().from() != 0 || now.host(m.at()).sysctls().twReuse() == 1);
  }

  // ---- Services

  private void services(Map<String, Judgement> says) {
    says.put("connect-finds-a-port", of(m.noPort() || m.connects(), !m.noPort()));
    boolean binds = m.listens() || (m.connects() && m.call().ports().from() != 0);
    says.put("bind-succeeds", of(m.addressInUse() || binds, !m.addressInUse()));
    says.put(
        "connect-succeeds",
        never(
            anyEnd(
                e -> m.was(e).opening() && old.listened[e] && m.is(e).error() != UserError.NONE)));
    boolean synComes = m.arrives() && m.arrived().syn() && !m.arrived().hasAck();
    boolean listener =
        m.was(m.at()).state() == LISTEN
            || (m.was(m.at()).state() == TIME_WAIT
                && !Moment.isClient(m.at())
                && m.before().listening());
    says.put("syn-always-answered", of(synComes && listener, !m.sent().isEmpty()));
    says.put(
        "time-wait-within-buckets",
        ofEnds(
            e -> enters(e, TIME_WAIT),
            e -> timeWaitsOfHost(e) <= now.host(e).sysctls().maxTwBuckets()));
    says.put(
        "request-never-meets-a-close",
        ofEnds(e -> Moment.isClient(e) && asks(e), e -> !isToldInstead(e)));
  }

  long timeWaitsOfHost(int e) {
    return IntStream.range(0, ends)
        .filter(other -> Moment.isClient(other) == Moment.isClient(e))
        .filter(other -> !Moment.isClient(e) || now.owner[other] == now.owner[e])
        .filter(other -> m.is(other).state() == TIME_WAIT)
        .count();
  }

  /** What the application does next, before this step. */
  private Script.Instruction next(int e) {
    return old.script(e).instructions().get(m.was(e).position());
  }

  /** The client has sent a request, and waits for what the script has come next. */
  boolean asks(int e) {
    List<Script.Instruction> script = old.script(e).instructions();
    int position = m.was(e).position();
    if (position >= script.size() || m.was(e).error() != UserError.NONE || m.was(e).endOfFile()) {
      return false;
    }
    boolean bytesMissing = next(e).awaited().bytes() > old.part(e).bytesDelivered;
    boolean endMissing = next(e).awaited().endOfFile();
    boolean openRequest = false;
    boolean anyRequest = false;
    for (Script.Instruction step : script.subList(0, position)) {
      if (step.awaited().bytes() > 0 || step.awaited().endOfFile()) {
        openRequest = false; // it has read what came
      }
      if (step.call() == Call.SEND) {
        openRequest = true;
        anyRequest = true;
      }
    }
    return (bytesMissing && anyRequest) || ((bytesMissing || endMissing) && openRequest);
  }

  private boolean isToldInstead(int e) {
    boolean error = m.was(e).error() == UserError.NONE && m.is(e).error() != UserError.NONE;
    boolean end = !m.was(e).endOfFile() && m.is(e).endOfFile();
    return error || (end && next(e).awaited().bytes() > now.part(e).bytesDelivered);
  }
}
