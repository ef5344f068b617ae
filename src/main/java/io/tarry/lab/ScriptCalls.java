package io.tarry.lab;

import io.tarry.packetdrill.PktException;
import io.tarry.packetdrill.PktScript;
import io.tarry.packetdrill.PktScript.Call;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The system calls of a script of packetdrill, made on a host. None of them blocks. */
final class ScriptCalls implements AutoCloseable {

  /** Where the script's end listens, or is bound to. */
  static final int LOCAL_PORT = 8080;

  /** Where it connects to. */
  static final int REMOTE_PORT = 8081;

  private static final int NO_DESCRIPTOR = -1;
  private static final int ANY_ADDRESS = 0;
  private static final int BYTES_MAX = 100_000;
  private static final Set<String> WRITES = Set.of("write", "send", "sendto");
  private static final Set<String> READS = Set.of("read", "recv", "recvfrom");
  private static final Pattern LINGER_ZERO =
      Pattern.compile("\\{\\s*(?:onoff|l_onoff)?=?1\\s*,\\s*(?:linger|l_linger)?=?0\\s*}");

  private final PktScript script;
  private final HostSockets sockets;
  private final int remote;

  /** The kernel's descriptors, by the script's. */
  private final Map<Integer, Integer> descriptors = new HashMap<>();

  ScriptCalls(PktScript script, Host host, int remote) {
    this.script = script;
    this.remote = remote;
    sockets = new HostSockets(host);
  }

  /**
   * Makes the call.
   *
   * @return what the kernel returns, if it is not what the script says
   * @throws PktException if the lab does not know that call
   */
  Optional<String> make(Call call) throws PktException, IOException {
    HostSockets.Result result = result(call);
    boolean same =
        call.result().isEmpty()
            || (result.value() == call.result().getAsLong()
                && call.error().map(Libc.name(result.error())::equals).orElse(true));
    return same
        ? Optional.empty()
        : Optional.of(
            "the kernel's %s() returns %s"
                .formatted(
                    call.name(),
                    result.failed() ? "-1 " + Libc.name(result.error()) : result.value()));
  }

  private HostSockets.Result result(Call call) throws PktException, IOException {
    if (WRITES.contains(call.name())) {
      return sockets.send(of(call), new byte[size(call, 2)]);
    }
    if (READS.contains(call.name())) {
      return sockets.read(of(call), size(call, 2));
    }
    return switch (call.name()) {
      case "socket" -> opened(call, sockets.socket(false, false));
      case "bind" -> sockets.bind(of(call), ANY_ADDRESS, LOCAL_PORT);
      case "listen" -> sockets.listen(of(call));
      case "accept", "accept4" -> {
        HostSockets.Result accepted = sockets.accept(of(call), false);
        yield accepted.failed() ? accepted : opened(call, accepted.value());
      }
      case "connect" -> sockets.connect(of(call), remote, REMOTE_PORT);
      case "shutdown" -> sockets.shutdown(of(call), how(call));
      case "close" -> closed(call);
      case "setsockopt" -> set(call);
      case "getsockopt" -> error(call);
      // All sockets here are as fcntl() makes them, whether the script's are or not.
      case "fcntl" -> new HostSockets.Result((int) call.result().orElse(0), 0);
      default -> throw unsupported(call, "the call " + call.name() + "()");
    };
  }

  /** How a connect() that took its time has ended, if it is not as the script says. */
  Optional<String> connected(Call call) throws PktException, IOException {
    int error = sockets.error(of(call));
    boolean same =
        call.result().isEmpty()
            || ((error == 0) == (call.result().getAsLong() == 0)
                && call.error().map(Libc.name(error)::equals).orElse(true));
    return same
        ? Optional.empty()
        : Optional.of(
            "the kernel's connect() " + (error == 0 ? "succeeds" : "fails: " + Libc.name(error)));
  }

  private HostSockets.Result opened(Call call, int fd) {
    int said = (int) call.result().orElse(fd);
    descriptors.put(said, fd);
    return new HostSockets.Result(said, 0);
  }

  private HostSockets.Result closed(Call call) throws PktException, IOException {
    int fd = of(call);
    descriptors.remove(number(call, 0));
    return sockets.close(fd);
  }

  private int how(Call call) throws PktException {
    return switch (call.arguments().size() == 2 ? call.arguments().get(1) : "") {
      case "SHUT_RD" -> Libc.SHUT_RD;
      case "SHUT_WR" -> Libc.SHUT_WR;
      case "SHUT_RDWR" -> Libc.SHUT_RDWR;
      default -> throw unsupported(call, "shutdown() with " + call.arguments());
    };
  }

  private HostSockets.Result set(Call call) throws PktException, IOException {
    String option = call.arguments().size() > 3 ? call.arguments().get(2) : "";
    String value = call.arguments().size() > 3 ? call.arguments().get(3) : "";
    if (option.equals("SO_REUSEADDR") && value.equals("[1]")) {
      return sockets.set(of(call), Libc.SOL_SOCKET, Libc.SO_REUSEADDR, 1);
    }
    if (option.equals("TCP_NODELAY") && value.equals("[1]")) {
      return sockets.set(of(call), Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1);
    }
    if (option.equals("SO_LINGER") && LINGER_ZERO.matcher(value).matches()) {
      return sockets.set(of(call), Libc.SOL_SOCKET, Libc.SO_LINGER, 1, 0);
    }
    throw unsupported(call, "the option " + option + " with " + value);
  }

  private HostSockets.Result error(Call call) throws PktException, IOException {
    if (!call.arguments().contains("SO_ERROR")) {
      throw unsupported(call, "getsockopt() but with SO_ERROR");
    }
    int error = sockets.error(of(call));
    String wanted = call.arguments().size() > 3 ? call.arguments().get(3) : "";
    boolean same = wanted.equals(error == 0 ? "[0]" : "[" + Libc.name(error) + "]");
    return same ? new HostSockets.Result(0, 0) : new HostSockets.Result(-1, error);
  }

  private int of(Call call) throws PktException {
    return descriptors.getOrDefault(number(call, 0), NO_DESCRIPTOR);
  }

  private int size(Call call, int argument) throws PktException {
    int size = number(call, argument);
    if (size > BYTES_MAX) {
      throw unsupported(call, "so many bytes at once");
    }
    return size;
  }

  private int number(Call call, int argument) throws PktException {
    try {
      return Integer.parseInt(
          call.arguments().size() > argument ? call.arguments().get(argument) : "");
    } catch (NumberFormatException e) {
      throw unsupported(call, call.name() + "() without a number in place " + (argument + 1));
    }
  }

  private PktException unsupported(Call call, String what) {
    return PktException.unsupported(script.file(), call.place(), what + ", on the kernel");
  }

  @Override
  public void close() {
    sockets.close();
  }
}
