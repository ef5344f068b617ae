package io.tarry.lab;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.wire.SocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is to be set up so that kernels can play a run, or why none can.
 *
 * @param story the run
 * @param settings its world
 */
record Plan(Story story, Settings settings) {

  /** How long a tick of a run takes. */
  static final int TICK_MILLIS = 100;

  /** Of a kernel that may give up only where the run says so. */
  private static final int RETRIES_UNLIMITED = 120;

  private static final int SHORT_FIN_TIMEOUT_SECONDS = 3;

  /** As long as TIME_WAIT: then the end is an entry in its table (Linux, tcp_fin). */
  private static final int USUAL_FIN_TIMEOUT_SECONDS = 60;

  /**
   * Longer than TIME_WAIT: then an end whose user has gone waits in FIN_WAIT_2 as a socket of its
   * own, and not in the table of TIME_WAITs, which may be full (Linux, tcp_fin).
   */
  static final int LONG_FIN_TIMEOUT_SECONDS = 180;

  private static final int TW_BUCKETS = 10_000;

  /** Sysctls without which a kernel does things that have nothing to do with a run or a script. */
  static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("tcp_sack", "0"),
          Map.entry("tcp_ecn", "0"),
          Map.entry("tcp_window_scaling", "0"),
          Map.entry("tcp_moderate_rcvbuf", "0"),
          Map.entry("tcp_no_metrics_save", "1"),
          Map.entry("tcp_syncookies", "0"),
          Map.entry("tcp_autocorking", "0"),
          Map.entry("tcp_retrans_collapse", "0"),
          // What is sent again is sent again by the timer.
          Map.entry("tcp_early_retrans", "0"),
          Map.entry("tcp_recovery", "0"),
          Map.entry("tcp_frto", "0"),
          Map.entry("tcp_syn_linear_timeouts", "0"),
          // Each segment that deserves an answer gets one.
          Map.entry("tcp_invalid_ratelimit", "0"),
          Map.entry("tcp_challenge_ack_limit", "2147483647"));

  /** Why no kernel can be made to play that run; empty if one can. */
  static Optional<String> refusal(Story story, Scenario.Case of) {
    Settings settings = of.settings();
    if (hosts(settings).stream().anyMatch(host -> host.sysctls().twRecycle())) {
      return Optional.of("tcp_tw_recycle was removed in Linux 4.12");
    }
    if (settings.time().real()) {
      return Optional.of(
          "its times are exact to the millisecond, while TIME_WAIT of Linux lasts 60 s, whatever is"
              + " set, and its timers are late by a few");
    }
    if (settings.start() == Settings.Start.HALF_CLOSED) {
      return Optional.of("it begins with a connection that is half closed");
    }
    Optional<String> foreign =
        of.stacks().stream()
            .filter(stack -> stack.startsWith("freebsd") || stack.startsWith("linux-3.13"))
            .findFirst();
    if (foreign.isPresent()) {
      return Optional.of("it is about another stack, " + foreign.get());
    }
    if (hosts(settings).stream().anyMatch(host -> host.program().processes() > 1)) {
      return Optional.of("a client has several processes");
    }
    return callsBeforeAccept(story)
        .or(() -> timersOutOfOrder(story))
        .or(() -> settings.nat() ? noPortAtNat(story) : Optional.empty());
  }

  private static List<Settings.Host> hosts(Settings settings) {
    return java.util.stream.Stream.concat(
            settings.clients().stream(), java.util.stream.Stream.of(settings.server()))
        .toList();
  }

  /** A server's process gets a socket when the connection is established, not before. */
  private static Optional<String> callsBeforeAccept(Story story) {
    Moment before = story.start();
    for (Story.Step step : story.steps()) {
      boolean calls =
          step.event().kind() == Action.Kind.CALL
              || step.event().kind() == Action.Kind.PATIENCE_TIMEOUT;
      if (calls
          && step.at().orElseThrow().end().side() == Side.SERVER
          && state(before, step.at().get().end()) == TcpState.SYN_RECEIVED) {
        return Optional.of(
            "step " + step.number() + " is a call before the connection is accepted");
      }
      before = step.after();
    }
    return Optional.empty();
  }

  /** A client knows its own ports, and not those that others have at the NAT. */
  private static Optional<String> noPortAtNat(Story story) {
    return story.steps().stream()
        .filter(step -> step.told().error().equals(Optional.of(UserError.NO_PORT)))
        .findFirst()
        .map(step ->
            "at step "
                + step.number()
                + " connect() is told that the NAT has no port left, where a kernel sends a SYN,"
                + " which the NAT drops");
  }

  /** All TIME_WAITs of a kernel last equally long, so that they end in the order of their begin. */
  private static Optional<String> timersOutOfOrder(Story story) {
    Map<End, Integer> begun = new LinkedHashMap<>();
    for (Story.Step step : story.steps()) {
      if (step.event().kind() == Action.Kind.TIME_WAIT_TIMEOUT) {
        End ending = step.at().orElseThrow().end();
        int since = begun.getOrDefault(ending, 0);
        boolean older =
            begun.entrySet().stream()
                .anyMatch(one -> !one.getKey().equals(ending) && one.getValue() <= since);
        if (older) {
          return Optional.of(
              "at step "
                  + step.number()
                  + " a TIME_WAIT ends before another one that began earlier");
        }
      }
      for (Moment.EndState end : step.after().ends()) {
        if (end.state() == TcpState.TIME_WAIT) {
          begun.putIfAbsent(end.socket().end(), step.number());
        } else {
          begun.remove(end.socket().end());
        }
      }
    }
    return Optional.empty();
  }

  /** The state of that end at that moment. */
  static TcpState state(Moment moment, End end) {
    return moment.ends().stream()
        .filter(one -> one.socket().end().equals(end))
        .map(Moment.EndState::state)
        .findFirst()
        .orElse(TcpState.CLOSED);
  }

  Settings.Host settingsOf(int host) {
    return hosts(settings).get(host);
  }

  /** The number of the server, which comes after the clients. */
  int server() {
    return settings.clients().size();
  }

  /** The name of a host. */
  String name(int host) {
    return story.lifelines().get(host).name();
  }

  /** The address of a host. */
  int address(int host) {
    return SocketAddress.of(story.lifelines().get(host).address(), 0).host();
  }

  /** The address that a host's link leads to: of the server, to a NAT; of others, to all hosts. */
  int peer(int host) {
    return story
        .nat()
        .filter(nat -> host == server())
        .map(nat -> SocketAddress.of(nat.address(), 0).host())
        .orElseGet(() -> address(host));
  }

  /** The sysctls of a host. */
  Map<String, String> sysctls(int host) {
    Settings.Host its = settingsOf(host);
    Sysctls chosen = its.sysctls();
    boolean room = chosen.maxTwBuckets() == Settings.UNLIMITED;
    int buckets = settings.time().timeWait() == 0 ? 0 : room ? TW_BUCKETS : chosen.maxTwBuckets();
    int retries = givesUp(host) ? settings.time().retransmissions() : RETRIES_UNLIMITED;
    Map<String, String> all = new HashMap<>(PLAIN);
    // The timer expires every two seconds: later than a run needs for what happens before, and no
    // later each time.
    all.put("tcp_rto_min_us", "2000000");
    all.put("tcp_rto_max_ms", "2000");
    // 2: without an offset of its own for each connection.
    all.put("tcp_timestamps", chosen.timestamps() ? "2" : "0");
    all.put("tcp_tw_reuse", String.valueOf(chosen.twReuse()));
    all.put("tcp_tw_reuse_delay", String.valueOf(chosen.twReuseDelay() * TICK_MILLIS));
    all.put("tcp_max_tw_buckets", String.valueOf(buckets));
    all.put("tcp_rfc1337", its.stack().has(Switch.HONOR_RST_IN_TIME_WAIT) ? "0" : "1");
    all.put("tcp_fin_timeout", String.valueOf(finTimeout(host, buckets == TW_BUCKETS)));
    all.putAll(givingUpAfter(retries));
    return all;
  }

  /** Those that make a host give up after this many retransmissions. */
  static Map<String, String> givingUpAfter(int retries) {
    // The last two stand for a time (Linux, tcp_model_timeout): with one more, it is over when the
    // retransmission timer has expired so often.
    return Map.of(
        "tcp_syn_retries", String.valueOf(retries),
        "tcp_synack_retries", String.valueOf(retries),
        "tcp_retries2", String.valueOf(retries + 1),
        "tcp_orphan_retries", String.valueOf(retries + 1));
  }

  private int finTimeout(int host, boolean room) {
    if (has(host, Action.Kind.FIN_WAIT_2_TIMEOUT)) {
      return SHORT_FIN_TIMEOUT_SECONDS;
    }
    boolean entry = room && settingsOf(host).stack().has(Switch.FIN_WAIT2_ENTRY);
    return entry ? USUAL_FIN_TIMEOUT_SECONDS : LONG_FIN_TIMEOUT_SECONDS;
  }

  private boolean givesUp(int host) {
    return story.steps().stream()
        .anyMatch(
            step -> isAt(step, host, Action.Kind.RETRANSMISSION_TIMEOUT) && step.sent().isEmpty());
  }

  private boolean has(int host, Action.Kind kind) {
    return story.steps().stream().anyMatch(step -> isAt(step, host, kind));
  }

  private static boolean isAt(Story.Step step, int host, Action.Kind kind) {
    return step.event().kind() == kind
        && step.at().filter(socket -> socket.lifeline() == host).isPresent();
  }

  /** The initial sequence numbers that an end has in the run. */
  NavigableSet<Integer> initialNumbers(End end) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    story.start().ends().stream()
        .filter(one -> one.socket().end().equals(end) && one.isConnection())
        .forEach(one -> numbers.add(one.numbers().sndNxt() - 1));
    story.steps().stream()
        .flatMap(step -> step.sent().stream())
        .filter(arrow -> arrow.from().end().equals(end) && arrow.segment().has(Story.Flag.SYN))
        .forEach(arrow -> numbers.add(arrow.segment().seq()));
    return numbers;
  }

  /** Whether old numbers never fall into a new window, however large. */
  boolean numbersAreFarApart() {
    return settings.isnApart() >= Settings.ISN_FAR_APART;
  }
}
