package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Assertion;
import io.tarry.packetdrill.PktScript.Call;
import io.tarry.packetdrill.PktScript.Inbound;
import io.tarry.packetdrill.PktScript.Outbound;
import io.tarry.packetdrill.PktScript.Place;
import io.tarry.packetdrill.PktScript.Segment;
import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.packetdrill.PktScript.Sysctl;
import io.tarry.packetdrill.PktScript.When;
import io.tarry.packetdrill.ScriptBranch.Sent;
import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.LoneEnd.Alarm;
import io.tarry.tcp.LoneEnd.Running;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a script. Where a timer may or may not have expired, since times may be off by a tolerance,
 * both are followed; a script agrees with the model if one way is left at its end.
 */
public final class Player {

  /** Source: RFC 9293 section 3.8.6.3, SHLD-18: less than 0.5 seconds. */
  private static final long ACK_DELAY_MAX = 500;

  private static final long MILLI = 1_000;
  private static final int WAYS_MAX = 1_000;

  private final PktScript script;
  private final PktWorld world;
  private final ScriptNumbers numbers;
  private final SystemCalls calls;
  private final long tolerance;
  private List<ScriptBranch> ways = new ArrayList<>();
  private long before;
  private Optional<Call> waiting = Optional.empty();
  private long startOfWaiting;

  private Player(PktScript script, PktWorld world, ScriptNumbers numbers) {
    this.script = script;
    this.world = world;
    this.numbers = numbers;
    calls = new SystemCalls(numbers, script.file());
    tolerance = Math.max(1, script.toleranceMicros() / MILLI);
  }

  /**
   * Runs a script in that world.
   *
   * @throws PktException if the script wants something that the model does not have
   */
  public static ScriptOutcome run(PktScript script, PktWorld usual) throws PktException {
    PktWorld world = PktSysctls.after(script, usual);
    boolean listens =
        script.statements().stream()
            .anyMatch(each -> each instanceof Call call && call.name().equals("listen"));
    Side side = listens ? Side.SERVER : Side.CLIENT;
    Optional<ScriptNumbers> numbers = ScriptNumbers.of(script, side, world.window());
    if (numbers.isEmpty()) {
      throw PktException.unsupported(
          script.file(),
          script.statements().get(0).place(),
          "so many different sequence numbers within one window");
    }
    Player player = new Player(script, world, numbers.get());
    LoneEnd.Times times =
        new LoneEnd.Times(
            (int) (world.rto().most() / MILLI),
            world.retransmissions(),
            (int) (world.timeWait() / MILLI),
            (int) (world.finWait2() / MILLI));
    player.ways.add(
        new ScriptBranch(LoneEnd.of(world.stack(), side, numbers.get().window(), times)));
    return player.run();
  }

  private ScriptOutcome run() throws PktException {
    for (Statement statement : script.statements()) {
      Optional<String> mismatch = happens(statement);
      if (mismatch.isPresent()) {
        return parted(statement.place(), statement.said(), mismatch.get());
      }
      if (ways.size() > WAYS_MAX) {
        throw PktException.unsupported(
            script.file(), statement.place(), "so many timers that may or may not have expired");
      }
    }
    Optional<String> late = returned();
    if (late.isPresent()) {
      Call call = waiting.orElseThrow();
      return parted(call.place(), call.said(), late.get());
    }
    ScriptBranch fewest = ways.get(0);
    return new ScriptOutcome(
        Optional.empty(),
        fewest.sent.stream().map(each -> ScriptBranch.say(each.segment(), numbers)).toList());
  }

  private static ScriptOutcome parted(Place place, String said, String done) {
    return new ScriptOutcome(
        Optional.of(new ScriptOutcome.Disagreement(place, said, done)), List.of());
  }

  /** Lets the statement happen; says what the model does instead, if it cannot. */
  private Optional<String> happens(Statement statement) throws PktException {
    if (statement instanceof Sysctl) {
      return Optional.empty();
    }
    long from = moment(statement.when(), statement.when().from());
    long to = moment(statement.when(), statement.when().to());
    before = from;
    if (waiting.isPresent() && (statement instanceof Call || from > endOf(waiting.get()))) {
      Optional<String> late = returned();
      if (late.isPresent()) {
        return late;
      }
      waiting = Optional.empty();
    }
    long now = from / MILLI;
    boolean isSent = statement instanceof Outbound;
    if (!statement.when().any()) {
      ways = ways.stream().flatMap(way -> until(now, way, isSent).stream()).toList();
    }
    if (statement instanceof Inbound inbound) {
      ways.forEach(way -> arrives(way, inbound.segment()));
      return Optional.empty();
    }
    if (statement instanceof Outbound outbound) {
      return sends(outbound, now, to / MILLI);
    }
    if (statement instanceof Assertion assertion) {
      return isIn(assertion);
    }
    return calls((Call) statement);
  }

  private long moment(When when, long said) {
    return when.relative() ? before + said : said;
  }

  private long endOf(Call call) {
    return startOfWaiting + call.when().until().orElse(0) - call.when().from();
  }

  // ---- Timers

  /** The ways in which this one can go on until then: some timers may have expired or not. */
  private List<ScriptBranch> until(long now, ScriptBranch way, boolean isSent) {
    List<ScriptBranch> ends = new ArrayList<>();
    boolean mayStay = true;
    for (Alarm alarm : Alarm.values()) {
      Optional<Running> timer = way.end.running(alarm);
      if (timer.isEmpty()) {
        continue;
      }
      boolean visible = alarm == Alarm.RETRANSMISSION && sendsAgain(way);
      boolean may = earliest(alarm, timer.get()) - tolerance <= now;
      boolean must = latest(timer.get()) + tolerance < now;
      // A timer whose expiry is seen expires when the script says so, or when it can wait no
      // longer.
      if (visible ? must : may) {
        ScriptBranch expired = way.copy();
        long at = Math.max(way.end.now(), Math.min(now, latest(timer.get())));
        expired.follow(expired.end.at(at).expires(alarm));
        ends.addAll(until(now, expired, isSent));
      }
      mayStay &= !must;
    }
    if (mayStay) {
      way.end.at(Math.max(now, way.end.now()));
      ends.add(way);
    }
    return ends;
  }

  private boolean sendsAgain(ScriptBranch way) {
    return way.end.tcb().retransmissions() < world.retransmissions();
  }

  private static long latest(Running timer) {
    return timer.since() + timer.lasts();
  }

  private long earliest(Alarm alarm, Running timer) {
    boolean stretches = alarm == Alarm.RETRANSMISSION;
    long least =
        stretches ? timer.lasts() * world.rto().least() / world.rto().most() : timer.lasts();
    return timer.since() + least;
  }

  // ---- Segments

  private void arrives(ScriptBranch way, Segment segment) {
    int seq = numbers.peers(segment.seq());
    int length = numbers.peers(segment.seq() + segment.length()) - seq;
    int ack = segment.ack().isPresent() ? numbers.own(segment.ack().getAsLong()) : 0;
    int flags =
        (segment.has('S') ? io.tarry.tcp.world.Segment.SYN : 0)
            | (segment.has('F') ? io.tarry.tcp.world.Segment.FIN : 0)
            | (segment.has('R') ? io.tarry.tcp.world.Segment.RST : 0)
            | (segment.has('.') ? io.tarry.tcp.world.Segment.ACK : 0);
    way.follow(way.end.arrives(seq, ack, flags, length));
  }

  private Optional<String> sends(Outbound outbound, long now, long to) {
    Segment said = outbound.segment();
    boolean any = outbound.when().any();
    List<ScriptBranch> left = new ArrayList<>();
    for (ScriptBranch way : ways) {
      if (matches(way, said, now, to, any)) {
        left.add(way);
      } else {
        Optional<ScriptBranch> again = sentAgain(way, now, to, any);
        if (again.isPresent() && matches(again.get(), said, now, to, any)) {
          left.add(again.get());
        }
      }
    }
    if (left.isEmpty()) {
      return Optional.of(instead(ways.get(0), said, now));
    }
    ways = left;
    return Optional.empty();
  }

  /** Takes the segment from what was sent, if it is next there. */
  private boolean matches(ScriptBranch way, Segment said, long now, long to, boolean any) {
    while (!way.sent.isEmpty()) {
      Sent next = way.sent.getFirst();
      long late = next.delayable() ? ACK_DELAY_MAX : 0;
      boolean inTime = any || (next.at() - tolerance <= to && now <= next.at() + late + tolerance);
      if (ScriptBranch.is(next.segment(), said, numbers) && inTime) {
        way.sent.removeFirst();
        return true;
      }
      if (!next.delayable() || way.sent.size() == 1) {
        return false;
      }
      way.sent.removeFirst(); // the ACK that follows says more
    }
    return false;
  }

  /** The way in which the retransmission timer expires now, if it may. */
  private Optional<ScriptBranch> sentAgain(ScriptBranch way, long now, long to, boolean any) {
    Optional<Running> timer = way.end.running(Alarm.RETRANSMISSION);
    boolean may =
        way.sent.isEmpty()
            && timer.isPresent()
            && sendsAgain(way)
            && (any || earliest(Alarm.RETRANSMISSION, timer.get()) - tolerance <= to);
    if (!may) {
      return Optional.empty();
    }
    ScriptBranch again = way.copy();
    again.follow(again.end.at(Math.max(now, again.end.now())).expires(Alarm.RETRANSMISSION));
    return Optional.of(again);
  }

  private String instead(ScriptBranch way, Segment said, long now) {
    if (way.sent.isEmpty()) {
      return "the model, in %s, sends nothing".formatted(way.end.state());
    }
    Sent next = way.sent.getFirst();
    String sent = ScriptBranch.say(next.segment(), numbers);
    if (ScriptBranch.is(next.segment(), said, numbers)) {
      return "the model sends it %d ms %s"
          .formatted(Math.abs(next.at() - now), next.at() < now ? "earlier" : "later");
    }
    return "the model, then in %s, sends %s".formatted(way.end.state(), sent);
  }

  // ---- Calls and assertions

  private Optional<String> calls(Call call) throws PktException {
    List<ScriptBranch> left = new ArrayList<>();
    Optional<String> mismatch = Optional.empty();
    boolean takesTime = call.when().until().isPresent() && !call.name().equals("connect");
    if (takesTime) {
      waiting = Optional.of(call);
      startOfWaiting = before;
      return Optional.empty();
    }
    for (ScriptBranch way : ways) {
      Optional<String> other = calls.make(way, call);
      if (other.isEmpty()) {
        left.add(way);
      } else {
        mismatch = other;
      }
    }
    if (call.when().until().isPresent()) {
      waiting = Optional.of(call);
      startOfWaiting = before;
    }
    if (left.isEmpty()) {
      return mismatch;
    }
    ways = left;
    return Optional.empty();
  }

  /** What a call that took its time returns, if it is not what the script says. */
  private Optional<String> returned() throws PktException {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    List<ScriptBranch> left = new ArrayList<>();
    Optional<String> mismatch = Optional.empty();
    for (ScriptBranch way : ways) {
      Optional<String> other =
          waiting.get().name().equals("connect")
              ? calls.connected(way, waiting.get())
              : calls.make(way, waiting.get());
      if (other.isEmpty()) {
        left.add(way);
      } else {
        mismatch = other;
      }
    }
    if (left.isEmpty()) {
      return mismatch;
    }
    ways = left;
    return Optional.empty();
  }

  private Optional<String> isIn(Assertion assertion) throws PktException {
    TcpState wanted = TcpInfoState.wanted(script, assertion);
    List<ScriptBranch> left = ways.stream().filter(way -> way.end.state() == wanted).toList();
    if (left.isEmpty()) {
      return Optional.of("the model is in " + ways.get(0).end.state());
    }
    ways = left;
    return Optional.empty();
  }
}
