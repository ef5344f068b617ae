package io.tarry.lab;

import io.tarry.lab.difference.Answer;
import io.tarry.lab.difference.End;
import io.tarry.lab.difference.Sent;
import io.tarry.lab.difference.Setting;
import io.tarry.lab.difference.Step;
import io.tarry.lab.difference.View;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.wire.Packet;
import io.tarry.wire.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An end of this machine's kernel, whose peer is the test. */
final class KernelEnd implements End, AutoCloseable {

  private static final int ENOTCONN = 107;
  private static final long FIONREAD = 0x541b;

  private static final int HERE = 0x0a000001;
  private static final int THERE = 0x0a000002;
  private static final int SERVER_PORT = 80;
  private static final int FIRST_PORT = 10_000;

  /** So long is waited for a segment that the model expects. */
  private static final long PATIENCE_MILLIS = 100;

  /** So long after it was last started it can be seen whether the 2MSL timer is started again. */
  private static final long TIMER_MILLIS = 45;

  private static final long READING_MILLIS_MAX = 5;
  private static final int READINGS_MAX = 20;

  private static final Map<String, String> SYSCTLS =
      Map.ofEntries(
          Map.entry("tcp_sack", "0"),
          Map.entry("tcp_ecn", "0"),
          Map.entry("tcp_window_scaling", "0"),
          Map.entry("tcp_invalid_ratelimit", "0"), // each ACK that may be sent is sent
          Map.entry("tcp_no_metrics_save", "1"),
          Map.entry("tcp_early_retrans", "0"),
          Map.entry("tcp_rto_min_us", "3000000"), // nothing is sent again meanwhile
          Map.entry("tcp_pingpong_thresh", "255"), // no ACK waits for text to go with
          Map.entry("tcp_autocorking", "0"),
          Map.entry("tcp_syncookies", "0"),
          Map.entry("tcp_max_tw_buckets", "100000"), // the small table would have few
          Map.entry("tcp_fastopen", "0"));

  private final Host host;
  private final HostSockets sockets;
  private int port = FIRST_PORT;
  private int listener = Endpoint.NO_DESCRIPTOR;
  private int descriptor = Endpoint.NO_DESCRIPTOR;
  private Setting setting = new Setting(Side.SERVER, false, false);
  private SegmentTranslation segments = new SegmentTranslation(setting, ends());

  private KernelEnd(Host host) {
    this.host = host;
    sockets = new HostSockets(host);
  }

  /**
   * An end in a namespace of its own, which has a small table of connections: the state of one is
   * found by reading through the table.
   *
   * @throws LabException if this machine does not allow it, and why
   */
  static KernelEnd open() throws LabException, IOException {
    Host outer = Host.open("outer", HERE, Map.of("tcp_child_ehash_entries", "64"));
    try {
      // A thread begins in the namespace of the thread that starts it.
      Object made =
          outer.on(() -> {
            try {
              return Host.open("difference", HERE, SYSCTLS);
            } catch (LabException e) {
              return e;
            }
          });
      if (made instanceof LabException refused) {
        throw refused;
      }
      return new KernelEnd((Host) made);
    } finally {
      outer.close();
    }
  }

  @Override
  public Answer begin(Setting to, Answer expected) throws IOException {
    setting = to;
    host.sysctl("tcp_timestamps", to.timestamps() ? "1" : "0");
    host.sysctl("tcp_rfc1337", to.rfc1337() ? "1" : "0");
    port++;
    segments = new SegmentTranslation(to, ends());
    int fd = sockets.socket(true, false);
    if (to.side() == Side.SERVER) {
      require(sockets.bind(fd, 0, SERVER_PORT));
      require(sockets.listen(fd));
      listener = fd;
    } else {
      require(sockets.bind(fd, HERE, port));
      sockets.connect(fd, THERE, SERVER_PORT);
      descriptor = fd;
    }
    return answer("", expected, Optional.empty());
  }

  private static void require(HostSockets.Result result) throws IOException {
    if (result.failed()) {
      throw new IOException("a call fails: " + Libc.name(result.error()));
    }
  }

  private SocketTable.Ends ends() {
    boolean server = setting.side() == Side.SERVER;
    return new SocketTable.Ends(
        new SocketAddress(HERE, server ? SERVER_PORT : port),
        new SocketAddress(THERE, server ? port : SERVER_PORT));
  }

  @Override
  public Answer does(Step step, View before, Answer expected) throws IOException {
    if (step instanceof Step.Call call) {
      return answer(call(call), expected, Optional.empty());
    }
    if (step instanceof Step.Arrival arrival) {
      return arrives(arrival, before, expected);
    }
    segments.tick();
    return answer("", expected, Optional.empty());
  }

  // ---- Segments

  private Answer arrives(Step.Arrival arrival, View before, Answer expected) throws IOException {
    Optional<TimerReading> timer = Optional.empty();
    if (before.state() == TcpState.TIME_WAIT && expected.state() == TcpState.TIME_WAIT) {
      timer = timer();
      pause(TIMER_MILLIS);
    }
    Packet packet = segments.toKernel(arrival, before);
    long now = millis();
    host.deliver(packet.bytes());
    if (arrival.has(Segment.SYN) && begins(before.state(), expected.state())) {
      segments.begin(arrival, before);
    }
    accept(before, expected);
    Optional<Boolean> restarted = Optional.empty();
    if (timer.isPresent()) {
      TimerReading first = timer.get();
      restarted = timer().map(later -> first.wasRestarted(later, now));
    }
    return answer("", expected, restarted);
  }

  /** Whether a SYN has begun a new connection, from whose number all others count. */
  private static boolean begins(TcpState before, TcpState after) {
    return after == TcpState.SYN_RECEIVED
        ? before != TcpState.SYN_RECEIVED
        : before == TcpState.SYN_SENT && after.synchronised();
  }

  private void accept(View before, Answer expected) throws IOException {
    if (setting.side() == Side.CLIENT) {
      return;
    }
    if (expected.state() == TcpState.SYN_RECEIVED && before.state() != TcpState.SYN_RECEIVED) {
      forget(); // of the connection before
    }
    if (listener != Endpoint.NO_DESCRIPTOR && descriptor == Endpoint.NO_DESCRIPTOR) {
      HostSockets.Result accepted = sockets.accept(listener, false);
      if (!accepted.failed()) {
        descriptor = accepted.value();
      }
    }
  }

  private void forget() throws IOException {
    if (descriptor != Endpoint.NO_DESCRIPTOR) {
      sockets.close(descriptor);
      descriptor = Endpoint.NO_DESCRIPTOR;
    }
  }

  // ---- Calls

  private String call(Step.Call call) throws IOException {
    int fd = descriptor;
    return switch (call.kind()) {
      case SEND -> say(sockets.send(fd, new byte[call.bytes()]));
      case RECEIVE -> say(receive(fd, call.bytes()));
      case SHUTDOWN -> say(sockets.shutdown(fd, Libc.SHUT_WR));
      case SO_ERROR -> {
        int error = sockets.error(fd);
        yield error == 0 ? "0" : say(error);
      }
      case CLOSE -> {
        forget();
        yield "0";
      }
      case ABORT -> {
        descriptor = Endpoint.NO_DESCRIPTOR;
        sockets.abort(fd);
        yield "0";
      }
      case STOP_LISTENING -> {
        sockets.close(listener);
        listener = Endpoint.NO_DESCRIPTOR;
        yield "0";
      }
    };
  }

  private HostSockets.Result receive(int fd, int most) throws IOException {
    return host.on(() -> {
      int length = (int) Libc.c().recv(fd, new byte[most], most, Libc.MSG_DONTWAIT);
      return new HostSockets.Result(length, length < 0 ? Libc.errno() : 0);
    });
  }

  private static String say(HostSockets.Result result) {
    return result.failed() ? say(result.error()) : String.valueOf(result.value());
  }

  private static String say(int error) {
    return error == ENOTCONN ? "ENOTCONN" : Libc.name(error);
  }

  // ---- What is seen

  private Answer answer(String result, Answer expected, Optional<Boolean> restarted)
      throws IOException {
    List<Sent> sent = sent(expected);
    return new Answer(result, state(), sent, unread(), restarted);
  }

  private List<Sent> sent(Answer expected) throws IOException {
    long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    List<Sent> sent = new ArrayList<>();
    while (true) {
      Optional<Packet> packet = host.sent();
      if (packet.isPresent()) {
        segments
            .toModel(packet.get().header(), packet.get().textLength(), expected)
            .ifPresent(sent::add);
      } else if (Sent.compared(sent).size() >= expected.sent().size()
          || System.nanoTime() > until) {
        segments.note(sent);
        return sent;
      } else {
        pause(1);
      }
    }
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  /** The 2MSL timer, read anew where the machine was busy meanwhile, a few times. */
  private Optional<TimerReading> timer() throws IOException {
    for (int time = 1; ; time++) {
      long begun = millis();
      String table = table();
      long now = millis();
      if (now - begun <= READING_MILLIS_MAX || time == READINGS_MAX) {
        return TwoMslTimer.of(table, ends(), now).map(timer -> new TimerReading(timer, now));
      }
    }
  }

  private String table() throws IOException {
    return host.on(() -> Files.readString(Path.of("/proc/thread-self/net/tcp")));
  }

  private TcpState state() throws IOException {
    TcpState state = SocketTable.of(table()).of(ends());
    boolean listens = state == TcpState.CLOSED && listener != Endpoint.NO_DESCRIPTOR;
    return listens ? TcpState.LISTEN : state;
  }

  private int unread() throws IOException {
    if (descriptor == Endpoint.NO_DESCRIPTOR) {
      return 0;
    }
    int fd = descriptor;
    return host.on(() -> {
      byte[] count = new byte[4];
      Libc.need("ioctl()", Libc.c().ioctl(fd, FIONREAD, count));
      return java.nio.ByteBuffer.wrap(count).order(java.nio.ByteOrder.nativeOrder()).getInt();
    });
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void finish() throws IOException {
    if (descriptor != Endpoint.NO_DESCRIPTOR) {
      int fd = descriptor;
      descriptor = Endpoint.NO_DESCRIPTOR;
      sockets.abort(fd);
    }
    if (listener != Endpoint.NO_DESCRIPTOR) {
      sockets.close(listener);
      listener = Endpoint.NO_DESCRIPTOR;
    }
  }

  @Override
  public void close() {
    sockets.close();
    host.close();
  }
}
