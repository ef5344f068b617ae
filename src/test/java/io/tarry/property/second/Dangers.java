package io.tarry.property.second;

import static io.tarry.tcp.world.TcpState.CLOSING;
import static io.tarry.tcp.world.TcpState.ESTABLISHED;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.SYN_RECEIVED;
import static io.tarry.tcp.world.TcpState.SYN_SENT;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.property.second.OneStep.Judgement;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The dangers of each claim of the catalogue once more, from what is said of them: whether they
 * arise in one step of a run whose whole history is known. Those that the kind of the claim says
 * are among its {@link Sentences}.
 */
final class Dangers {

  private final Settings settings;
  private final Moment m;
  private final History old;
  private final History now;
  private final Sentences sentences;
  private final OpeningSentences openings;
  private final RunSentences runs;
  private final Map<String, Judgement> judged;
  private final Map<String, List<Boolean>> says = new HashMap<>();

  Dangers(
      Settings settings,
      Moment moment,
      History before,
      History after,
      Sentences sentences,
      Map<String, Judgement> judged) {
    this.settings = settings;
    this.m = moment;
    this.old = before;
    this.now = after;
    this.sentences = sentences;
    openings = new OpeningSentences(settings, moment, before, after);
    runs = new RunSentences(settings, moment, before, after);
    this.judged = judged;
  }

  /** Of each claim, whether its dangers arise, in their order. */
  Map<String, List<Boolean>> arising() {
    timeWait();
    segments();
    states();
    openings();
    runs();
    return says;
  }

  private void say(String claim, Boolean... arising) {
    says.put(claim, List.of(arising));
  }

  private boolean asked(String claim) {
    return judged.get(claim) != Judgement.NOT_ASKED;
  }

  private TcpState found() {
    return m.was(m.at()).state();
  }

  private void timeWait() {
    boolean lastMoment =
        settings.time().ticks() && found() == TIME_WAIT && m.was(m.at()).timeWaitTimer() == 1;
    String again = "no-rst-on-retransmitted-fin-in-time-wait";
    say(again, asked(again) && lastMoment);
    String fin = "fin-from-last-ack-never-answered-by-rst";
    say(fin, asked(fin) && lastMoment, asked(fin) && found() == TIME_WAIT);
    say(
        "last-ack-ends-by-ack",
        sentences.anyEnd(e -> sentences.leaves(e, LAST_ACK) && old.sentAgain[e] > 0));
    say(
        "last-ack-never-ended-by-rst",
        asked("last-ack-never-ended-by-rst")
            && sentences.anyEnd(e ->
                (sentences.leaves(e, LAST_ACK) || sentences.leaves(e, CLOSING))
                    && old.sentAgain[e] > 0));
    say(
        "time-wait-lasts",
        m.arrives() && m.arrived().rst() && found() == TIME_WAIT,
        m.arrives() && m.arrived().syn() && found() == TIME_WAIT);
    boolean entered = sentences.anyEnd(e -> sentences.enters(e, TIME_WAIT));
    say("active-closer-passes-time-wait", entered);
    say("timers-fit-states", entered);
    say(
        "time-wait-within-buckets",
        sentences.anyEnd(e ->
            sentences.endsWithoutTimeWait(e)
                && settings.time().timeWait() > 0
                && openings.timeWaitsOfHost(e) == now.host(e).sysctls().maxTwBuckets()),
        sentences.anyEnd(e ->
            sentences.enters(e, TIME_WAIT)
                && openings.timeWaitsOfHost(e) == now.host(e).sysctls().maxTwBuckets()));
  }

  private void segments() {
    boolean nobody = m.was(m.at()).gone();
    boolean text = m.arrives() && m.arrived().textLength() > 0;
    say(
        "no-rst-after-graceful-close",
        asked("no-rst-after-graceful-close") && m.arrives() && (nobody || found() == TIME_WAIT));
    say("rst-never-answered-by-rst", m.arrives() && m.arrived().rst() && nobody);
    say("octets-never-answered-by-rst", text && (nobody || OneStep.closing(found())));
    int first = now.part(m.at()).irs + 1;
    boolean early =
        m.delivered().stream()
            .anyMatch(place -> first + place >= m.arrived().seq() + m.arrived().textLength());
    boolean again = text && m.arrived().seq() + m.arrived().textLength() <= m.was(m.at()).rcvNxt();
    say("octets-in-order", early || again);
    String endOfFile = "end-of-file-after-last-octet";
    say(endOfFile, asked(endOfFile) && !m.arrived().fin());
    say(
        "lost-octets-are-told",
        sentences.anyEnd(e ->
            m.was(e).error() == UserError.NONE
                && m.is(e).error() != UserError.NONE
                && now.last[e] != History.NONE
                && now.connections.get(now.last[e]).lostBytes()));
    say(
        "fin-consumed-once",
        m.arrives()
            && m.arrived().fin()
            && m.arrived().end() == m.was(m.at()).rcvNxt()
            && old.part(m.at()).finsTaken > 0);
  }

  private void states() {
    boolean ends =
        m.isAtAnEnd()
            && m.is(m.at()).gone()
            && m.is(Moment.peer(m.at())).gone()
            && (found().synchronised() || m.was(Moment.peer(m.at())).state().synchronised());
    say("no-stuck-state", ends);
    say(
        "no-forbidden-state-pair",
        ends && sentences.undisturbed(m.at()) && sentences.undisturbed(Moment.peer(m.at())));
    boolean sendsAgain = m.kind() == Action.Kind.RETRANSMISSION_TIMEOUT && !m.sent().isEmpty();
    say(
        "nobody-gives-up",
        sendsAgain && now.sentAgain[m.at()] == settings.time().retransmissions(),
        sendsAgain);
  }

  private void openings() {
    boolean oldText =
        m.arrives()
            && m.arrived().textLength() > 0
            && openings(old, m.at() / 2).anyMatch(opening -> opening > opening(now.arrivedOf));
    say(
        "octets-of-this-incarnation",
        oldText && found().synchronised() && opening(old.last[m.at()]) > opening(now.arrivedOf),
        oldText);
    boolean busy = sentences.anyEnd(this::isConnectionOfThisHost);
    say("four-tuple-unique", asked("four-tuple-unique") && busy);
    say("connect-finds-a-port", m.connects() && busy);
    boolean binds = asked("bind-succeeds");
    say(
        "bind-succeeds",
        binds
            && sentences.anyEnd(
                e -> isConnectionOfThisHost(e) && hasThisPort(e) && m.was(e).state() == TIME_WAIT),
        binds && sentences.anyEnd(e -> isConnectionOfThisHost(e) && hasThisPort(e)));
    boolean anyTimeWait = sentences.anyEnd(e -> m.was(e).state() == TIME_WAIT);
    say(
        "connect-succeeds",
        sentences.anyEnd(e ->
            m.was(e).opening()
                && old.listened[e]
                && m.is(e).state() == ESTABLISHED
                && (anyTimeWait || openings(now, e / 2).count() > 1)));
    boolean syn = asked("syn-always-answered");
    say(
        "syn-always-answered",
        syn
            && m.arrived().stamped()
            && sentences.anyEnd(e -> isTimeWaitWithThatAddress(e) && ahead(e) > ahead(m.at())),
        syn && sentences.anyEnd(this::isTimeWaitWithThatAddress));
    OpeningSentences later = new OpeningSentences(settings, m.rest(), now, now);
    say(
        "request-never-meets-a-close",
        m.kind() == Action.Kind.PATIENCE_TIMEOUT && Moment.isClient(m.at()),
        sentences.anyEnd(e -> Moment.isClient(e) && openings.asks(e) && !later.asks(e)));
  }

  /** The active OPENs of a 4-tuple, by the connections that they began. */
  private static IntStream openings(History history, int tuple) {
    return IntStream.range(0, history.connections.size())
        .filter(i ->
            history.connections.get(i).tuple() == tuple
                && history.connections.get(i).opening() == i);
  }

  private int opening(int connection) {
    return now.connections.get(connection).opening();
  }

  private boolean isConnectionOfThisHost(int e) {
    return Moment.isClient(e) == Moment.isClient(m.at())
        && (!Moment.isClient(e) || now.owner[e] == now.owner[m.at()])
        && !m.was(e).gone();
  }

  private boolean hasThisPort(int e) {
    int services = settings.server().ports().size();
    return !Moment.isClient(e) || e / 2 / services == m.at() / 2 / services;
  }

  private boolean isTimeWaitWithThatAddress(int e) {
    return !Moment.isClient(e)
        && m.was(e).state() == TIME_WAIT
        && address(e / 2) == address(m.at() / 2);
  }

  /** How far the clock of the client is ahead that has or had that connection. */
  private int ahead(int e) {
    return settings.clients().get(old.owner[e - e % 2]).clock().ahead();
  }

  /** The number of the client's address in that 4-tuple. */
  private int address(int tuple) {
    int client = 0;
    int port = tuple / settings.server().ports().size();
    while (!settings.nat() && port >= settings.clients().get(client).ports().size()) {
      port -= settings.clients().get(client).ports().size();
      client++;
    }
    return client;
  }

  private void runs() {
    Segment arrived = m.arrived();
    boolean carriesNothing =
        m.kind() == Action.Kind.DELIVER
            && arrived.hasAck()
            && arrived.textLength() == 0
            && !arrived.syn()
            && !arrived.fin()
            && !arrived.rst();
    say(
        "no-endless-exchange",
        carriesNothing && found() == TIME_WAIT && m.was(Moment.peer(m.at())).state() == TIME_WAIT,
        carriesNothing && (found() == TIME_WAIT || !m.sent().isEmpty()));
    sayAtItsEnd("last-ack-is-left", givesUp() && (found() == LAST_ACK || found() == CLOSING));
    sayAtItsEnd("syn-sent-ends", givesUp() && found() == SYN_SENT);
    sayAtItsEnd("syn-received-is-left", givesUp() && found() == SYN_RECEIVED);
    sayAtItsEnd("orphan-fin-wait-2-is-left", m.kind() == Action.Kind.FIN_WAIT_2_TIMEOUT);
    say(
        "connect-succeeds-at-last",
        sentences.anyEnd(e -> runs.connectSucceeds(e) && old.sentAgain[e] > 0));
  }

  /** The danger of a claim about runs is shown by what keeps the claim. */
  private void sayAtItsEnd(String claim, boolean arising) {
    say(claim, arising && Boolean.TRUE.equals(runs.ends().get(claim)));
  }

  private boolean givesUp() {
    return m.kind() == Action.Kind.RETRANSMISSION_TIMEOUT && m.sent().isEmpty();
  }
}
