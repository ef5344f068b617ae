package io.tarry.lab;

import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktScript.Assertion;
import io.tarry.packetdrill.PktScript.Call;
import io.tarry.packetdrill.PktScript.Inbound;
import io.tarry.packetdrill.PktScript.Outbound;
import io.tarry.packetdrill.PktScript.Segment;
import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.packetdrill.PktScript.Sysctl;
import io.tarry.packetdrill.PktWorld;
import io.tarry.packetdrill.ScriptOutcome;
import io.tarry.packetdrill.TcpInfoState;
import io.tarry.tcp.world.TcpState;
import io.tarry.wire.ControlBit;
import io.tarry.wire.Packet;
import io.tarry.wire.SocketAddress;
import io.tarry.wire.TcpHeader;
import io.tarry.wire.TcpOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a script of packetdrill on this machine's kernel: a host of its own makes the calls, and
 * what the script has arrive is sent to it. The kernel's times count, so what it sends may come
 * later than the script allows: by 150 ms, and by a sixteenth of the time that the script waits,
 * since a kernel's timers may be that late.
 */
final class ScriptPlayer implements AutoCloseable {

  private static final int LOCAL = 0xc0000201; // 192.0.2.1, for documentation
  private static final int REMOTE = 0xc0000202;
  private static final int PEERS_PORT = 40_000;

  /** Where the peer's numbers begin; the kernel chooses its own. */
  private static final int PEERS_ISN = 1_000_000;

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long EARLY = Duration.ofMillis(20).toNanos();
  private static final long TOLERANCE = Duration.ofMillis(150).toNanos();
  private static final int SHARE_OF_WAITING = 16;

  /**
   * How long to wait after the last line of the script: what a segment causes is sent at once, and
   * what comes later belongs to no line.
   */
  private static final long END = Duration.ofMillis(5).toNanos();

  private static final int SLICE_MILLIS = 100;
  private static final Pattern MSS = Pattern.compile("mss (\\d+)");

  private final PktScript script;
  private final long window;
  private final Host host;
  private final ScriptCalls calls;
  private final BooleanSupplier cancelled;
  private final SocketAddress peer;
  private final Deque<Seen> seen = new ArrayDeque<>();

  /** The end that the script is about, once it is known. */
  private SocketAddress own = new SocketAddress(LOCAL, ScriptCalls.LOCAL_PORT);

  private int ownIsn;

  /** RCV.NXT and RCV.WND, as the kernel's last ACK has them, the former as the script counts. */
  private int rcvNxt;

  private int rcvWnd;

  private long before = System.nanoTime();
  private final long start = before;
  private Optional<Call> waiting = Optional.empty();
  private long endOfWaiting;

  /** The machine was busy, and what the script says did not happen when it says. */
  static final class Late extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** What the kernel has sent, and when it came. */
  private record Seen(Packet packet, long at) {}

  private ScriptPlayer(PktScript script, long window, Host host, BooleanSupplier cancelled) {
    this.script = script;
    this.window = window;
    this.host = host;
    this.cancelled = cancelled;
    calls = new ScriptCalls(script, host, REMOTE);
    boolean listens =
        script.statements().stream()
            .anyMatch(each -> each instanceof Call call && call.name().equals("listen"));
    peer = new SocketAddress(REMOTE, listens ? PEERS_PORT : ScriptCalls.REMOTE_PORT);
  }

  /**
   * A player of that script.
   *
   * @param world what the script supposes of the kernel
   */
  static ScriptPlayer open(PktScript script, PktWorld world, BooleanSupplier cancelled)
      throws LabException, IOException {
    Host host = Host.open("script", LOCAL, ScriptWorld.sysctls(world));
    return new ScriptPlayer(script, world.window(), host, cancelled);
  }

  /**
   * Plays it.
   *
   * @throws PktException if the script has something that the lab does not have
   * @throws Late if it has to be played again
   */
  ScriptOutcome play() throws PktException, IOException, LabNetwork.Cancelled, Late {
    for (Statement statement : script.statements()) {
      Optional<String> mismatch = happens(statement);
      if (mismatch.isPresent()) {
        return parted(statement, mismatch.get());
      }
    }
    if (waiting.isPresent()) {
      waitUntil(endOfWaiting);
      Optional<String> late = returned();
      if (late.isPresent()) {
        return parted(waiting.get(), late.get());
      }
    }
    waitUntil(System.nanoTime() + END);
    return new ScriptOutcome(
        Optional.empty(), seen.stream().map(one -> inScript(one.packet()).toString()).toList());
  }

  private static ScriptOutcome parted(Statement statement, String done) {
    return new ScriptOutcome(
        Optional.of(new ScriptOutcome.Disagreement(statement.place(), statement.said(), done)),
        List.of());
  }

  /** Lets the statement happen; says what the kernel does instead, if it cannot. */
  private Optional<String> happens(Statement statement)
      throws PktException, IOException, LabNetwork.Cancelled, Late {
    long base = statement.when().relative() ? before : start;
    long from = base + statement.when().from() * NANOS_PER_MICRO;
    if (statement instanceof Outbound outbound) {
      return sends(outbound, from, base + outbound.when().to() * NANOS_PER_MICRO);
    }
    if (waiting.isPresent() && (statement instanceof Call || from > endOfWaiting)) {
      waitUntil(Math.min(from, endOfWaiting));
      Optional<String> late = returned();
      if (late.isPresent()) {
        return late;
      }
      waiting = Optional.empty();
    }
    waitUntil(from);
    before = System.nanoTime();
    if (before > from + TOLERANCE) {
      throw new Late();
    }
    if (statement instanceof Inbound inbound) {
      arrives(inbound);
      return Optional.empty();
    }
    if (statement instanceof Assertion assertion) {
      TcpState wanted = TcpInfoState.wanted(script, assertion);
      TcpState state = state();
      return state == wanted ? Optional.empty() : Optional.of("the kernel's socket is in " + state);
    }
    if (statement instanceof Sysctl sysctl) {
      host.sysctl(sysctl.name().replace("net.ipv4.", ""), sysctl.value());
      return Optional.empty();
    }
    return calls((Call) statement);
  }

  private Optional<String> calls(Call call) throws PktException, IOException {
    if (call.when().until().isEmpty()) {
      return calls.make(call);
    }
    waiting = Optional.of(call);
    endOfWaiting =
        before
            + (call.when().until().getAsLong() - call.when().from()) * NANOS_PER_MICRO
            + TOLERANCE;
    if (call.name().equals("connect")) {
      calls.make(call); // begins it; its result is asked for when it must have ended
    }
    return Optional.empty();
  }

  /** What a call that took its time returns, if it is not what the script says. */
  private Optional<String> returned() throws PktException, IOException {
    Call call = waiting.orElseThrow();
    return call.name().equals("connect") ? calls.connected(call) : calls.make(call);
  }

  private TcpState state() throws IOException {
    return host.table().of(new SocketTable.Ends(own, peer));
  }

  // ---- What arrives

  private void arrives(Inbound inbound) throws PktException, IOException {
    Segment segment = inbound.segment();
    Set<ControlBit> bits = EnumSet.noneOf(ControlBit.class);
    put(bits, segment, 'S', ControlBit.SYN);
    put(bits, segment, 'F', ControlBit.FIN);
    put(bits, segment, 'R', ControlBit.RST);
    put(bits, segment, 'P', ControlBit.PSH);
    put(bits, segment, '.', ControlBit.ACK);
    int ack = segment.ack().isPresent() ? ownIsn + (int) segment.ack().getAsLong() : 0;
    TcpHeader header =
        new TcpHeader(
            peer,
            own,
            peers(segment.seq()),
            ack,
            bits,
            (int) segment.window().orElse(0),
            options(inbound));
    host.deliver(Packet.of(header, new byte[segment.length()]).bytes());
  }

  private static void put(Set<ControlBit> bits, Segment segment, char flag, ControlBit bit) {
    if (segment.has(flag)) {
      bits.add(bit);
    }
  }

  /** The end of the window that the script supposes is translated to the end of the kernel's. */
  private long peers(long seq) {
    boolean atTheEnd = rcvWnd > 0 && seq - rcvNxt >= window - 1;
    return PEERS_ISN + seq + (atTheEnd ? rcvWnd - window : 0);
  }

  private TcpOptions options(Inbound inbound) throws PktException {
    String options = inbound.segment().options();
    if (options.isEmpty()) {
      return TcpOptions.NONE;
    }
    Matcher mss = MSS.matcher(options);
    if (!mss.matches()) {
      throw PktException.unsupported(
          script.file(), inbound.place(), "the options <" + options + ">, on the kernel");
    }
    return new TcpOptions(
        Optional.of(Integer.parseInt(mss.group(1))), Optional.empty(), false, Optional.empty());
  }

  // ---- What is sent

  private Optional<String> sends(Outbound outbound, long from, long to)
      throws IOException, LabNetwork.Cancelled {
    long late = TOLERANCE + Math.max(0, to - before) / SHARE_OF_WAITING;
    boolean any = outbound.when().any();
    Segment said = outbound.segment();
    while (seen.isEmpty() && System.nanoTime() < to + late) {
      waitForOne(to + late);
    }
    if (seen.isEmpty()) {
      return Optional.of("the kernel, in %s, sends nothing".formatted(state()));
    }
    Seen next = seen.removeFirst();
    follow(next.packet().header());
    Segment sent = inScript(next.packet());
    if (!isSame(sent, said)) {
      return Optional.of("the kernel, then in %s, sends %s".formatted(state(), sent));
    }
    if (!any && (next.at() < from - EARLY || next.at() > to + late)) {
      long off = next.at() < from ? from - next.at() : next.at() - to;
      return Optional.of(
          "the kernel sends it %d ms %s"
              .formatted(Duration.ofNanos(off).toMillis(), next.at() < from ? "earlier" : "later"));
    }
    before = next.at();
    return Optional.empty();
  }

  private void follow(TcpHeader header) {
    if (header.has(ControlBit.SYN)) {
      own = header.from();
      ownIsn = (int) header.seq();
    }
    if (header.has(ControlBit.ACK) && !header.has(ControlBit.RST)) {
      rcvNxt = (int) header.ack() - PEERS_ISN;
      rcvWnd = header.window();
    }
  }

  /** A packet of the kernel, in the numbers of the script. */
  private Segment inScript(Packet packet) {
    TcpHeader header = packet.header();
    String flags =
        (header.has(ControlBit.SYN) ? "S" : "")
            + (header.has(ControlBit.FIN) ? "F" : "")
            + (header.has(ControlBit.RST) ? "R" : "")
            + (header.has(ControlBit.ACK) ? "." : "");
    boolean ofNothing = header.has(ControlBit.RST) && header.seq() == 0;
    return new Segment(
        flags,
        ofNothing ? 0 : (int) header.seq() - ownIsn,
        packet.textLength(),
        header.has(ControlBit.ACK)
            ? OptionalLong.of((int) header.ack() - PEERS_ISN)
            : OptionalLong.empty(),
        OptionalLong.empty(),
        "");
  }

  private static boolean isSame(Segment sent, Segment said) {
    return sent.flags().equals(said.flags().replace("P", ""))
        && sent.seq() == said.seq()
        && sent.length() == said.length()
        && sent.ack().equals(said.ack());
  }

  // ---- Time

  private void waitUntil(long moment) throws IOException, LabNetwork.Cancelled {
    do {
      waitForOne(moment);
    } while (System.nanoTime() < moment);
  }

  /** Waits until then, or until something is sent. */
  private void waitForOne(long moment) throws IOException, LabNetwork.Cancelled {
    if (cancelled.getAsBoolean()) {
      throw new LabNetwork.Cancelled();
    }
    long millis = Math.max(0, (moment - System.nanoTime() + 999_999) / 1_000_000);
    Tun.poll(List.of(host.tun()), (int) Math.min(millis, SLICE_MILLIS));
    for (Optional<Packet> sent = host.sent(); sent.isPresent(); sent = host.sent()) {
      seen.add(new Seen(sent.get(), System.nanoTime()));
    }
  }

  @Override
  public void close() {
    calls.close();
    host.close();
  }
}
