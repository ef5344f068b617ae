package io.tarry.scenario;

import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a world as a scenario file, so that what a random test finds can be looked at. */
public final class WorldText {

  private WorldText() {}

  /** The file, all keys of its world written out. */
  public static String of(Settings settings) {
    StringBuilder file = new StringBuilder("title: A random world\nquestion: What happens?\n");
    List<Settings.Host> clients = settings.clients();
    file.append("hosts:\n");
    for (int i = 0; i < clients.size(); i++) {
      file.append("  ").append(name(i)).append(": ").append(client(clients.get(i))).append('\n');
    }
    file.append("  server: ").append(server(settings.server())).append('\n');
    file.append("nat: ").append(settings.nat()).append('\n');
    file.append("start: ").append(Words.wordFor(settings.start())).append('\n');
    file.append("connection:\n");
    for (int i = 0; i < clients.size(); i++) {
      file.append("  ").append(name(i)).append(": ").append(script(clients.get(i))).append('\n');
    }
    file.append("  server: ").append(script(settings.server())).append('\n');
    file.append("window: ").append(settings.window()).append('\n');
    file.append("isnApart: ").append(settings.isnApart()).append('\n');
    file.append("network: ").append(network(settings.network())).append('\n');
    return file.append("time: ").append(time(settings.time())).append('\n').toString();
  }

  private static String name(int client) {
    return client == 0 ? "client" : "client2";
  }

  private static String client(Settings.Host host) {
    List<Integer> ports = host.ports();
    String range = "ip_local_port_range: [%d, %d]";
    String pool = range.formatted(ports.get(0), ports.get(ports.size() - 1));
    return "{ %s, sysctl: { %s, %s }, processes: %d }"
        .formatted(common(host, ""), sysctls(host.sysctls()), pool, host.program().processes());
  }

  private static String server(Settings.Host host) {
    String later = ", SO_REUSEADDR_of_the_restarted: " + host.options().reuseAddressAfterRestart();
    return "{ %s, sysctl: { %s }, ports: %s, restarts: %d }"
        .formatted(
            common(host, later), sysctls(host.sysctls()), host.ports(), host.program().restarts());
  }

  private static String common(Settings.Host host, String moreOptions) {
    return "stack: rfc9293, %s, options: { %sSO_REUSEADDR: %b%s }, isn: %s, clock: %s"
        .formatted(
            switches(host.stack()),
            host.options().lingerZero() ? "SO_LINGER: 0, " : "",
            host.options().reuseAddress(),
            moreOptions,
            Words.wordFor(host.isn()),
            "{ tick: %d, ahead: %d, portsApart: %d }"
                .formatted(host.clock().tick(), host.clock().ahead(), host.clock().portsApart()));
  }

  private static String switches(Stack stack) {
    List<String> switches = new ArrayList<>();
    switches.add("twRestart: " + Words.wordFor(stack.twRestart()));
    switches.add("reopenFromTimeWait: " + Words.wordFor(stack.reopenFromTimeWait()));
    switches.add("synReceivedReply: " + Words.wordFor(stack.synReceivedReply()));
    switches.add("pawsTolerance: " + stack.pawsTolerance());
    for (Switch one : Switch.values()) {
      switches.add(one.key() + ": " + stack.has(one));
    }
    return String.join(", ", switches);
  }

  private static String sysctls(Sysctls sysctls) {
    String buckets =
        sysctls.maxTwBuckets() == Settings.UNLIMITED
            ? ""
            : ", tcp_max_tw_buckets: " + sysctls.maxTwBuckets();
    return "tcp_timestamps: %d, tcp_tw_reuse: %d, tcp_tw_reuse_delay: %d, tcp_tw_recycle: %d%s"
            .formatted(
                sysctls.timestamps() ? 1 : 0,
                sysctls.twReuse(),
                sysctls.twReuseDelay(),
                sysctls.twRecycle() ? 1 : 0,
                buckets)
        + ", tcp_fin_timeout: "
        + sysctls.finTimeout();
  }

  private static String network(Settings.Network network) {
    return "{ lose: %s, duplicate: %s, reorder: %b, room: %d, surelyLose: { %s } }"
        .formatted(
            count(network.lose()),
            count(network.duplicate()),
            network.reorder(),
            network.room(),
            surelyLost(network.surelyLost()));
  }

  private static String surelyLost(Map<SegmentKind, Integer> kinds) {
    return kinds.entrySet().stream()
        .map(entry -> entry.getKey().label() + ": " + count(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String count(int number) {
    return number == Settings.UNLIMITED ? "unlimited" : String.valueOf(number);
  }

  private static String time(Time time) {
    String clock =
        time.ticks()
            ? "msl: %d, rto: %d, backOff: %b, ".formatted(time.msl(), time.rto(), time.backOff())
            : "";
    return "{ kind: %s, %sretransmissions: %s, timeWait: %d, finWait2: %d }"
        .formatted(
            Words.wordFor(time.kind()),
            clock,
            count(time.retransmissions()),
            time.timeWait(),
            time.finWait2());
  }

  // ---- Scripts

  private static List<String> script(Settings.Host host) {
    Program program = host.program();
    List<String> words = new ArrayList<>();
    for (Script session : program.sessions()) {
      for (Script.Instruction step : session.instructions()) {
        boolean keeps = words.isEmpty() && program.keepsListening();
        addWords(step, session, keeps, words);
      }
    }
    // A pause before the first socket stands at the end: it is the pause before it comes again.
    if (!words.isEmpty() && words.get(0).startsWith("wait ")) {
      words.add(words.remove(0));
    }
    if (program.times() > 1) {
      words.add("again " + (program.times() - 1));
    }
    return words;
  }

  private static void addWords(
      Script.Instruction step, Script session, boolean keeps, List<String> words) {
    int place = session.instructions().indexOf(step);
    if (step.times().pause() > 0) {
      words.add("wait " + step.times().pause());
    }
    String limit = step.times().patience() > 0 ? " or close after " + step.times().patience() : "";
    if (step.awaited().bytes() > 0) {
      int before = received(session, place);
      words.add("receive " + (step.awaited().bytes() - before) + limit);
    }
    if (step.awaited().endOfFile()) {
      words.add("eof");
    }
    switch (step.call()) {
      case OPEN -> {
        String from = step.ports().from() > 0 ? " from " + step.ports().from() : "";
        String to = step.ports().to() > 0 ? " to " + step.ports().to() : "";
        words.add(
            from.isEmpty() && to.isEmpty()
                ? "open" + blocking(session, place)
                : "open" + from + to);
      }
      case LISTEN -> words.add(keeps ? "keep listening" : "listen" + blocking(session, place));
      case SEND ->
          words.add(
              "send "
                  + step.bytes()
                  + (step.times().idle() > 0 ? " or close after " + step.times().idle() : ""));
      case RECEIVE -> {
        // The words before it are all that it is.
      }
      case CLOSE, SHUTDOWN, ABORT -> words.add(Words.wordFor(step.call()));
    }
  }

  private static int received(Script session, int place) {
    return session.instructions().subList(0, place).stream()
        .mapToInt(step -> step.awaited().bytes())
        .max()
        .orElse(0);
  }

  private static String blocking(Script session, int place) {
    List<Script.Instruction> steps = session.instructions();
    boolean last = place + 1 == steps.size();
    return last || steps.get(place + 1).awaited().connection() ? "" : " nonblocking";
  }
}
