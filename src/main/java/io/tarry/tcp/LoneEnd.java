package io.tarry.tcp;

import static io.tarry.tcp.world.App.BROKEN_PIPE;
import static io.tarry.tcp.world.App.ERROR;
import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.Tcb.FIN_WAIT_2_TIMER;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;
import static io.tarry.tcp.world.Tcb.TS_RECENT;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Endpoint;
import io.tarry.tcp.rules.ListenerCalls;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Openings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One end of one connection by itself, under the rules of TCP, without network, peer and search:
 * somebody else says what is called, what arrives, and when a timer expires. Times are in ticks
 * since it was made.
 */
public final class LoneEnd {

  /** How many bytes an application can read in all. */
  private static final int READS_MAX = Segment.LENGTH_MAX;

  private static final int ROOM = 64;

  /** By how many ticks a timestamp can be older than the peer's clock. */
  public static final int STAMP_AGE_MAX = 20;

  /** How many connections, one after the other, its 4-tuple has initial sequence numbers for. */
  private static final int CONNECTIONS = 16;

  private final Settings settings;
  private final End end;
  private final World world;
  private final Step step = new Step();
  private final Endpoint endpoint;
  private final Timestamps stamps;
  private final TcpRules tcp = TcpRules.right();
  private final Map<Alarm, Running> running = new EnumMap<>(Alarm.class);
  private long now;

  /** The timers of an end. */
  public enum Alarm {
    RETRANSMISSION,
    FIN_WAIT_2,
    TIME_WAIT
  }

  /** A timer that runs: when it was started, and for how long. */
  public record Running(long since, long lasts) {}

  /**
   * How long its timers last, in ticks, and what else is chosen.
   *
   * @param rto the first retransmission timeout; each that follows is twice as long
   * @param retransmissions how often a segment is sent again before the end gives up
   */
  public record Times(int rto, int retransmissions, int timeWait, int finWait2) {}

  private LoneEnd(Settings settings, Side side) {
    this.settings = settings;
    end = End.of(0, side);
    world = new World(settings);
    stamps = new Timestamps(settings, world.topology());
    endpoint =
        new Endpoint(
            end,
            world,
            step,
            settings,
            stamps,
            new InitialSequenceNumbers(settings, world.topology()));
    world.openings(0).set(Openings.COUNT, 1);
    world.app(end).set(POSITION, 1);
  }

  /**
   * An end where nothing has been called yet, without timestamps.
   *
   * @param side the server's can listen; the client's can connect
   * @param window RCV.WND, and the peer's
   */
  public static LoneEnd of(Stack stack, Side side, int window, Times times) {
    return of(stack, side, window, times, false);
  }

  /**
   * An end where nothing has been called yet.
   *
   * @param side the server's can listen; the client's can connect
   * @param window RCV.WND, and the peer's
   * @param timestamps whether it offers and accepts timestamps
   */
  public static LoneEnd of(Stack stack, Side side, int window, Times times, boolean timestamps) {
    List<Instruction> reads = new ArrayList<>();
    for (int i = 0; i <= READS_MAX; i++) {
      reads.add(Instruction.of(Call.RECEIVE).onceReceived(i));
    }
    Script script = new Script(reads);
    Sysctls sysctls = Sysctls.none(times.finWait2).withTimestamps(timestamps);
    Settings.Host client =
        new Settings.Host(
            stack,
            new Program(List.of(script), CONNECTIONS, 1, false, 0),
            sysctls,
            SocketOptions.NONE,
            TimestampClock.PLAIN,
            IsnChoice.INCREASING,
            List.of(40000));
    Settings.Host server =
        new Settings.Host(
            stack,
            new Program(List.of(script), 1, 1, true, 0),
            sysctls,
            SocketOptions.NONE,
            TimestampClock.PLAIN,
            IsnChoice.INCREASING,
            List.of(80));
    Time time =
        new Time(
            Time.Kind.TICKS,
            STAMP_AGE_MAX,
            new Retransmission(times.rto, true, times.retransmissions),
            times.timeWait,
            times.finWait2);
    return new LoneEnd(
        new Settings(
            Settings.Hosts.of(client, server),
            Settings.Start.CLOSED,
            Settings.SequenceNumbers.farApart(window),
            new Settings.Network(0, 0, true, ROOM, Map.of()),
            time,
            Set.of()),
        side);
  }

  /** Another one that has come to the same point. */
  public LoneEnd copy() {
    LoneEnd copy = new LoneEnd(settings, end.side());
    copy.world.copyFrom(world);
    copy.running.putAll(running);
    copy.now = now;
    return copy;
  }

  /** ISS of its side; the peer's is that of the other side. */
  public static int iss(Side side) {
    return InitialSequenceNumbers.first(side);
  }

  /** Sets the time, which must not be earlier than before. */
  public LoneEnd at(long time) {
    now = time;
    return this;
  }

  /** What time it is. */
  public long now() {
    return now;
  }

  /** Opens the listener. */
  public void listen() {
    ListenerCalls.listen(world);
  }

  /** Closes the listener; connections stay. */
  public void stopListening() {
    ListenerCalls.stopListening(world);
  }

  /** Whether it has a listener. */
  public boolean listens() {
    return world.listening();
  }

  /** The application makes a call. */
  public Step call(Instruction instruction) {
    begin(Action.Kind.CALL, Segment.NONE);
    tcp.userCalls().call(endpoint.asInWorld(), instruction);
    return done();
  }

  /** The application reads this many bytes, which must be there. */
  public void read(int bytes) {
    world.app(end).add(POSITION, bytes);
  }

  /** How many bytes the application has not read yet. */
  public int unread() {
    return app().delivered() + 1 - app().position();
  }

  /** A segment of the peer arrives. */
  public Step arrives(int seq, int ack, int flags, int textLength) {
    return arrives(Segment.of(end.peer(), seq, ack, flags, textLength, false, 0));
  }

  /**
   * A segment of the peer arrives that has a timestamp.
   *
   * @param stampAge by how many ticks the timestamp is older than the peer's clock
   */
  public Step arrives(int seq, int ack, int flags, int textLength, int stampAge) {
    return arrives(Segment.of(end.peer(), seq, ack, flags, textLength, false, stampAge).stamped(0));
  }

  private Step arrives(Segment segment) {
    begin(Action.Kind.DELIVER, segment);
    tcp.segmentArrives().arrives(endpoint.asInWorld(), segment);
    return done();
  }

  /** The peer's timestamp clock ticks. */
  public void peersClockTicks() {
    Tcb tcb = world.tcb(end);
    tcb.set(TS_RECENT, Timestamps.tick(tcb.tsRecent()));
  }

  /** By how many ticks TS.Recent is older than the peer's clock, if there is one. */
  public OptionalInt tsRecentAge() {
    int kept = tcb().tsRecent();
    return kept == 0
        ? OptionalInt.empty()
        : OptionalInt.of(-stamps.kept(world.topology().clockOf(end.peer()), kept));
  }

  /** That timer expires, which must run. */
  public Step expires(Alarm alarm) {
    begin(kind(alarm), Segment.NONE);
    running.remove(alarm);
    endpoint.asInWorld();
    switch (alarm) {
      case RETRANSMISSION -> tcp.timeouts().retransmission(endpoint);
      case FIN_WAIT_2 -> tcp.timeouts().finWait2(endpoint);
      case TIME_WAIT -> tcp.timeouts().timeWait(endpoint);
    }
    return done();
  }

  private static Action.Kind kind(Alarm alarm) {
    return switch (alarm) {
      case RETRANSMISSION -> Action.Kind.RETRANSMISSION_TIMEOUT;
      case FIN_WAIT_2 -> Action.Kind.FIN_WAIT_2_TIMEOUT;
      case TIME_WAIT -> Action.Kind.TIME_WAIT_TIMEOUT;
    };
  }

  /** The timer of that kind, if it runs. */
  public Optional<Running> running(Alarm alarm) {
    return Optional.ofNullable(running.get(alarm));
  }

  /** The state of its connection. */
  public TcpState state() {
    return tcb().state();
  }

  /** Its connection. */
  public Tcb tcb() {
    return world.look(end);
  }

  /** Its application. */
  public App app() {
    return world.app(end);
  }

  /** The user has been told of the error, and it is over. */
  public void tellError() {
    world.app(end).set(ERROR, UserError.NONE);
    world.app(end).set(BROKEN_PIPE, false);
  }

  /**
   * Begins a step. Each running timer is set to due, so that a timer that is not due after the step
   * must have been started in it.
   */
  private void begin(Action.Kind kind, Segment moved) {
    step.begin(kind, end, moved);
    step.choose(0);
    Tcb tcb = world.tcb(end);
    running
        .keySet()
        .forEach(alarm -> {
          switch (alarm) {
            case RETRANSMISSION -> tcb.set(RETRANSMISSION_TIMER, Timer.DUE);
            case FIN_WAIT_2 -> tcb.set(FIN_WAIT_2_TIMER, Timer.DUE);
            case TIME_WAIT -> tcb.set(TIME_WAIT_TIMER, Timer.DUE);
          }
        });
  }

  private Step done() {
    Tcb tcb = tcb();
    follow(Alarm.RETRANSMISSION, tcb.retransmissionTimer());
    follow(Alarm.FIN_WAIT_2, tcb.finWait2Timer());
    follow(Alarm.TIME_WAIT, tcb.timeWaitTimer());
    if (step.applied(Rule.SYN_AGAIN_SOON)) {
      running.put(Alarm.RETRANSMISSION, new Running(now, 0));
    }
    world.flight.clear();
    return step;
  }

  private void follow(Alarm alarm, int timer) {
    if (timer == Timer.OFF) {
      running.remove(alarm);
    } else if (timer > Timer.DUE) {
      running.put(alarm, new Running(now, Timer.duration(timer)));
    }
  }
}
