package io.tarry.report.export;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Flag;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Step;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.packetdrill.PktWorld;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as scripts for packetdrill, one a host: what its application calls, what arrives there, and
 * what it sends. The scripts make the connection first, where the run begins with one.
 */
public final class ScriptsOfRun {

  private static final long SECOND = 1_000_000;
  private static final int LISTENER = 3;
  private static final int ACCEPTED = 4;
  private static final Map<TcpState, String> STATES =
      Map.ofEntries(
          Map.entry(TcpState.CLOSED, "TCP_CLOSE"),
          Map.entry(TcpState.LISTEN, "TCP_LISTEN"),
          Map.entry(TcpState.SYN_SENT, "TCP_SYN_SENT"),
          Map.entry(TcpState.SYN_RECEIVED, "TCP_SYN_RECV"),
          Map.entry(TcpState.ESTABLISHED, "TCP_ESTABLISHED"),
          Map.entry(TcpState.FIN_WAIT_1, "TCP_FIN_WAIT1"),
          Map.entry(TcpState.FIN_WAIT_2, "TCP_FIN_WAIT2"),
          Map.entry(TcpState.CLOSE_WAIT, "TCP_CLOSE_WAIT"),
          Map.entry(TcpState.CLOSING, "TCP_CLOSING"),
          Map.entry(TcpState.LAST_ACK, "TCP_LAST_ACK"),
          Map.entry(TcpState.TIME_WAIT, "TCP_TIME_WAIT"));

  private final Exported run;
  private final Story story;
  private final Side side;
  private final int lifeline;
  private final Settings.Host host;
  private final WorldNames words;
  private final StoryArrows arrows;
  private final StringBuilder out = new StringBuilder();
  private final int descriptor;
  private boolean open;
  private boolean accepted;
  private int calls;
  private int bytesRead;
  private boolean endRead;
  private long now;

  private ScriptsOfRun(Exported run, int lifeline) {
    this.run = run;
    this.lifeline = lifeline;
    story = run.story();
    side = lifeline == story.lifelines().size() - 1 ? Side.SERVER : Side.CLIENT;
    host = side == Side.SERVER ? run.settings().server() : run.settings().clients().get(0);
    words = new WorldNames(story.setup());
    arrows = new StoryArrows(story);
    descriptor = side == Side.SERVER && !opensActively() ? ACCEPTED : LISTENER;
  }

  /** Why there can be no scripts of that run, if there can be none. */
  public static Optional<String> obstacle(Exported run) {
    Story story = run.story();
    if (story.setup().severalSockets() || story.setup().connections().size() > 1) {
      return Optional.of("a script has one connection, and these runs have several");
    }
    if (!story.ticks()) {
      return Optional.of(
          "a script has times, and in these runs any timer may expire at any moment");
    }
    if (run.settings().usesTimestamps()) {
      return Optional.of("scripts with timestamps are not written");
    }
    if (run.settings().start() == Settings.Start.HALF_CLOSED) {
      return Optional.of("a script cannot begin with a connection that is half closed");
    }
    boolean bothOpen =
        run.settings().server().program().script().instructions().stream()
            .anyMatch(each -> each.call() == Call.OPEN);
    return bothOpen && run.settings().start() != Settings.Start.CLOSED
        ? Optional.of("a script cannot begin with a listener that connects")
        : Optional.empty();
  }

  /** The scripts by the names of the hosts. */
  public static Map<String, String> of(Exported run) {
    Map<String, String> scripts = new LinkedHashMap<>();
    List<Lifeline> hosts = run.story().lifelines();
    for (int i = 0; i < hosts.size(); i++) {
      scripts.put(hosts.get(i).name(), new ScriptsOfRun(run, i).script());
    }
    return scripts;
  }

  private boolean opensActively() {
    return host.program().script().instructions().stream()
        .anyMatch(each -> each.call() == Call.OPEN);
  }

  private String script() {
    heading();
    begin();
    story.steps().forEach(this::add);
    return out.toString();
  }

  // ---- What comes before the run

  private void heading() {
    run.title().forEach(this::comment);
    Lifeline here = story.lifelines().get(lifeline);
    comment("Host: " + here.name() + ", " + here.stack());
    comment(tick().isNamed() ? "Times are those of the run." : "A tick is written as one second.");
    Time time = run.settings().time();
    new PktWorld(
            host.stack(),
            run.settings().window(),
            new PktWorld.Range(micros(time.rto()), micros(time.rto())),
            micros(time.timeWait()),
            micros(host.sysctls().finTimeout()),
            time.retransmissions())
        .comments()
        .forEach((key, value) -> comment("tarry: " + key + " = " + value));
    out.append("--tolerance_usecs=").append(micros(1) / 2).append("\n\n");
  }

  private void comment(String text) {
    out.append("// ").append(text.replaceAll("\\s+", " ")).append('\n');
  }

  private void begin() {
    line("0", "socket(..., SOCK_STREAM, IPPROTO_TCP) = 3");
    boolean established = run.settings().established();
    if (host.options().lingerZero() && descriptor == LISTENER) {
      linger();
    }
    if (side == Side.SERVER
        && (established || run.settings().start() == Settings.Start.LISTENING)) {
      listen();
    }
    if (established && side == Side.SERVER) {
      line("+0", "< S 0:0(0) win " + window());
      line("+0", "> S. 0:0(0) ack 1 <...>");
      line("+0", "< . 1:1(0) ack 1 win " + window());
      accept();
    } else if (established) {
      line("+0...0", "connect(3, ..., ...) = 0");
      line("+0", "> S 0:0(0) <...>");
      line("+0", "< S. 0:0(0) ack 1 win " + window());
      line("+0", "> . 1:1(0) ack 1");
      open = true;
    }
  }

  private void listen() {
    line("+0", "bind(3, ..., ...) = 0");
    line("+0", "listen(3, 1) = 0");
    open = true;
  }

  private void accept() {
    accepted = true;
    line("+0", "accept(3, ..., ...) = 4");
    if (!host.program().keepsListening()) {
      line("+0", "close(3) = 0");
    }
    if (host.options().lingerZero()) {
      linger();
    }
    open = true;
  }

  private void linger() {
    line(
        "+0",
        "setsockopt(%d, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0".formatted(descriptor));
  }

  private int window() {
    return run.settings().window();
  }

  // ---- The run

  private void add(Step step) {
    boolean here = step.at().map(at -> at.lifeline() == lifeline).orElse(false);
    if (!here) {
      return;
    }
    out.append("\n// Step ").append(step.number()).append(": ");
    out.append(words.action(step, arrows)).append(". ").append(step.why()).append(".\n");
    step.event().call().ifPresent(call -> call(step, call));
    step.arrives()
        .ifPresent(
            number -> line(time(step), "< " + segment(arrows.get(number)) + " win " + window()));
    for (Arrow arrow : step.sent()) {
      line(time(step), "> " + segment(arrow) + (arrow.segment().has(Flag.SYN) ? " <...>" : ""));
    }
    if (side == Side.SERVER && !accepted && isUp(step)) {
      accept();
    }
    boolean waits = side == Side.SERVER && descriptor == ACCEPTED && !accepted;
    if (open && !waits && !step.changes().isEmpty()) {
      line(time(step), "%{ assert tcpi_state == " + STATES.get(state(step)) + " }%");
    }
  }

  private boolean isUp(Step step) {
    return descriptor == ACCEPTED && state(step).synchronised();
  }

  private TcpState state(Step step) {
    return step.after().ends().stream()
        .filter(end -> end.socket().end().side() == side)
        .map(Moment.EndState::state)
        .findFirst()
        .orElseThrow();
  }

  private String time(Step step) {
    long then = micros(step.tick());
    String text = "+" + BigDecimal.valueOf(then - now, 6).stripTrailingZeros().toPlainString();
    now = then;
    return text;
  }

  private void call(Step step, Story.SocketCall call) {
    calls++;
    reads(step);
    String wrong = step.told().error().map(ScriptsOfRun::errno).orElse("");
    switch (call.function()) {
      case CONNECT -> {
        line(time(step), "fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)");
        line("+0", "fcntl(3, F_SETFL, O_RDWR|O_NONBLOCK) = 0");
        line("+0", "connect(3, ..., ...) = -1 EINPROGRESS (Operation now in progress)");
        open = true;
      }
      case LISTEN -> {
        line(time(step), "bind(3, ..., ...) = 0");
        line("+0", "listen(3, 1) = 0");
        open = true;
      }
      case SEND -> {
        String result = wrong.isEmpty() ? String.valueOf(call.bytes()) : "-1 " + wrong;
        line(time(step), "write(%d, ..., %d) = %s".formatted(descriptor, call.bytes(), result));
      }
      case SHUTDOWN -> line(time(step), "shutdown(%d, SHUT_WR) = 0".formatted(descriptor));
      case ABORT -> {
        line(
            time(step),
            "setsockopt(%d, SOL_SOCKET, SO_LINGER, {onoff=1, linger=0}, 8) = 0"
                .formatted(descriptor));
        line("+0", "close(%d) = 0".formatted(descriptor));
        open = false;
      }
      case CLOSE -> {
        line(time(step), "close(%d) = 0".formatted(call.ofListener() ? LISTENER : descriptor));
        open &= call.ofListener();
      }
      case RECV, BIND -> {}
    }
  }

  /** The reads that the application has made by the time of its present call. */
  private void reads(Step step) {
    int meant = host.program().script().bytesReadBefore(Math.min(made(), scriptLength()));
    int wanted = Math.min(meant, deliveredBy(step));
    if (wanted > bytesRead) {
      line(time(step), "read(%d, ..., 1000) = %d".formatted(descriptor, wanted - bytesRead));
      bytesRead = wanted;
    }
    if (meant == Integer.MAX_VALUE && !endRead && endTold(step)) {
      line(time(step), "read(%d, ..., 1000) = 0".formatted(descriptor));
      endRead = true;
    }
  }

  /** How many steps of its script the application has made, the present one included. */
  private int made() {
    return calls + (host.program().keepsListening() ? 1 : 0);
  }

  private int scriptLength() {
    return host.program().script().instructions().size();
  }

  private int deliveredBy(Step step) {
    return story.steps().subList(0, step.number()).stream()
        .filter(each -> each.at().map(at -> at.lifeline() == lifeline).orElse(false))
        .mapToInt(each -> each.told().bytes().size())
        .sum();
  }

  private boolean endTold(Step step) {
    return story.steps().subList(0, step.number()).stream()
        .filter(each -> each.at().map(at -> at.lifeline() == lifeline).orElse(false))
        .anyMatch(each -> each.told().endOfFile());
  }

  private static String errno(UserError error) {
    return switch (error) {
      case NONE -> "";
      case REFUSED -> "ECONNREFUSED";
      case RESET -> "ECONNRESET";
      case TIMED_OUT -> "ETIMEDOUT";
      case NO_PORT -> "EADDRNOTAVAIL";
      case ADDRESS_IN_USE -> "EADDRINUSE";
      case BROKEN_PIPE -> "EPIPE";
    };
  }

  private String segment(Arrow arrow) {
    Segment segment = arrow.segment();
    boolean fromHere = arrow.from().lifeline() == lifeline;
    Side sender = fromHere ? side : side.other();
    String flags =
        (segment.has(Flag.SYN) ? "S" : "")
            + (segment.has(Flag.FIN) ? "F" : "")
            + (segment.has(Flag.RST) ? "R" : "")
            + (segment.length() > 0 ? "P" : "")
            + (segment.has(Flag.ACK) ? "." : "");
    boolean ofNothing = segment.has(Flag.RST) && segment.has(Flag.ACK) && segment.seq() == 0;
    long seq = ofNothing ? 0 : relative(segment.seq(), sender);
    String ack = segment.has(Flag.ACK) ? " ack " + relative(segment.ack(), sender.other()) : "";
    return "%s %d:%d(%d)%s".formatted(flags, seq, seq + segment.length(), segment.length(), ack);
  }

  private static long relative(int number, Side of) {
    return (number - InitialSequenceNumbers.first(of)) & 0xffffffffL;
  }

  private long micros(long ticks) {
    return ticks * (tick().isNamed() ? tick().micros() : SECOND);
  }

  private Tick tick() {
    return story.setup().clock().map(StorySetup.Clock::tick).orElse(Tick.NAMELESS);
  }

  private void line(String time, String text) {
    out.append(time).append(' ').append(text).append('\n');
  }
}
