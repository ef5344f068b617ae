package io.tarry.lab;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The applications of a run: the calls that they make of the hosts' kernels. */
final class Users implements AutoCloseable {

  private static final int READ_MAX = 64;

  private final Plan plan;
  private final List<Host> hosts;
  private final Endpoints endpoints;
  private final List<HostSockets> sockets = new ArrayList<>();

  /** The server's listeners, by port. */
  private final Map<Integer, Integer> listeners = new HashMap<>();

  /** How many connections each client has begun. */
  private final Map<Integer, Integer> begun = new HashMap<>();

  private int listenersOpened;

  Users(Plan plan, List<Host> hosts, Endpoints endpoints) {
    this.plan = plan;
    this.hosts = hosts;
    this.endpoints = endpoints;
    hosts.forEach(host -> sockets.add(new HostSockets(host)));
  }

  /**
   * How a call ended: 0, or an error by its number.
   *
   * @param before the state of the socket until then
   */
  int call(Story.Step step, TcpState before) throws IOException {
    Story.SocketCall call = step.event().call().orElseThrow();
    Story.Socket at = step.at().orElseThrow();
    boolean refused = step.event().kind() == Action.Kind.REFUSED_CALL;
    if (step.event().kind() == Action.Kind.LISTENER_CALL) {
      return call.ofListener() ? closeListeners() : openListeners();
    }
    if (refused || (call.function() == Story.Function.CONNECT && at.lifeline() != plan.server())) {
      return connect(at.lifeline(), refused ? Optional.empty() : Optional.of(find(at)));
    }
    Endpoint user = find(at);
    if (call.function() == Story.Function.LISTEN) {
      user.script = plan.settingsOf(user.host).program().script();
      user.position = 1;
      return openListeners();
    }
    read(user);
    if (step.event().kind() == Action.Kind.CALL) {
      user.position++;
    }
    return call(user, call, before);
  }

  private int call(Endpoint user, Story.SocketCall call, TcpState before) throws IOException {
    if (before == TcpState.LISTEN && call.function() == Story.Function.CLOSE) {
      return closeListeners();
    }
    if (!user.hasDescriptor()) {
      return 0;
    }
    return switch (call.function()) {
      case SEND -> of(user).send(user.descriptor, user.text(call.bytes())).error();
      case SHUTDOWN -> {
        of(user)
            .shutdown(
                user.descriptor,
                Libc.SHUT_WR); // on a connection that is gone, an error without effect
        yield 0;
      }
      case CLOSE -> close(user, before);
      case ABORT -> {
        of(user).abort(user.descriptor);
        user.descriptor = Endpoint.NO_DESCRIPTOR;
        yield 0;
      }
      case RECV -> 0;
      case CONNECT, LISTEN, BIND ->
          throw new IOException("a " + call.function() + " that the lab does not know");
    };
  }

  Endpoint find(Story.Socket socket) {
    return endpoints.of(socket);
  }

  private HostSockets of(Endpoint user) {
    return sockets.get(user.host);
  }

  private Settings.Host settingsOf(Endpoint user) {
    return plan.settingsOf(user.host);
  }

  /** Opens the next connection of a client: the one of that end, or one that cannot be opened. */
  private int connect(int host, Optional<Endpoint> to) throws IOException {
    Settings.Host client = plan.settingsOf(host);
    Script script = nextScript(host, client);
    Script.Ports ports = script.instructions().get(0).ports();
    SocketOptions options = client.options();
    HostSockets its = sockets.get(host);
    int fd = its.socket(options.reuseAddress(), options.lingerZero());
    if (ports.from() != 0) {
      HostSockets.Result bound = its.bind(fd, hosts.get(host).address(), ports.from());
      if (bound.failed()) {
        its.close(fd);
        return bound.error();
      }
    }
    // Which port of its pool the kernel takes is chance; in a run, it is that one.
    List<Integer> pool = client.ports();
    int first = to.map(user -> user.ends.here().port()).orElse(pool.get(0));
    int last = to.map(user -> user.ends.here().port()).orElse(pool.get(pool.size() - 1));
    hosts.get(host).sysctl("ip_local_port_range", first + " " + last);
    int serverPort = ports.to() != 0 ? ports.to() : plan.settingsOf(plan.server()).ports().get(0);
    int server = hosts.get(plan.server()).address();
    int error = its.connect(fd, server, serverPort).error();
    if (error != Libc.EINPROGRESS) {
      its.close(fd);
      if (to.isPresent()) {
        begun.merge(host, -1, Integer::sum); // it may be tried again
      }
      return error;
    }
    to.ifPresent(user -> {
      user.begin(script, 1, user.incarnation() + 1);
      user.descriptor = fd;
    });
    return 0;
  }

  private Script nextScript(int host, Settings.Host client) {
    int session = begun.merge(host, 1, Integer::sum) - 1;
    List<Script> scripts = client.program().sessions();
    return scripts.get(session % scripts.size());
  }

  /** Opens the client's first connection before a run begins. */
  int connectFirst(Endpoint to) throws IOException {
    int error = connect(to.host, Optional.of(to));
    to.position = 0;
    return error;
  }

  int openListeners() throws IOException {
    Settings.Host server = plan.settingsOf(plan.server());
    SocketOptions options = server.options();
    boolean again = listenersOpened++ > 0;
    HostSockets its = sockets.get(plan.server());
    for (int port : server.ports()) {
      boolean reuse = again ? options.reuseAddressAfterRestart() : options.reuseAddress();
      int fd = its.socket(reuse, false);
      HostSockets.Result bound = its.bind(fd, 0, port);
      HostSockets.Result listening = bound.failed() ? bound : its.listen(fd);
      if (listening.failed()) {
        its.close(fd);
        return listening.error();
      }
      listeners.put(port, fd);
    }
    return 0;
  }

  int closeListeners() throws IOException {
    for (int fd : listeners.values()) {
      sockets.get(plan.server()).close(fd);
    }
    listeners.clear();
    return 0;
  }

  /** Accepts the connection that is established at the server now, the n-th of its 4-tuple. */
  void accept(Endpoint user, int incarnation) throws IOException {
    Settings.Host server = settingsOf(user);
    Integer listener = listeners.get(user.ends.here().port());
    HostSockets.Result accepted =
        listener == null
            ? new HostSockets.Result(-1, Libc.EAGAIN)
            : of(user).accept(listener, server.options().lingerZero());
    if (accepted.failed()) {
      return; // no socket of it is there any more
    }
    user.descriptor = accepted.value();
    user.begin(server.program().script(), opensFirst(server) ? 1 : 0, incarnation);
    if (!server.program().keepsListening()) {
      closeListeners(); // in RFC 9293, LISTEN itself becomes the connection
    }
  }

  private static boolean opensFirst(Settings.Host server) {
    Call first = server.program().script().instructions().get(0).call();
    return first == Call.LISTEN || first == Call.OPEN;
  }

  /** Reads what the script reads before its next call. */
  private void read(Endpoint user) throws IOException {
    if (!user.hasDescriptor()) {
      return;
    }
    int needed = user.bytesToRead();
    while (needed > 0) {
      int read = of(user).receive(user.descriptor, needed, false).length;
      if (read == 0) {
        return;
      }
      user.hasRead(read);
      needed -= read;
    }
  }

  /** What has come and nobody has read. */
  byte[] unread(Endpoint user) throws IOException {
    return of(user).receive(user.descriptor, READ_MAX, true);
  }

  private int close(Endpoint user, TcpState before) throws IOException {
    if (settingsOf(user).stack().closeGivesUpReading()
        || settingsOf(user).options().lingerZero()
        || before == TcpState.SYN_SENT) {
      of(user).close(user.descriptor);
      user.descriptor = Endpoint.NO_DESCRIPTOR;
      return 0;
    }
    // RFC 9293: CLOSE means "I have no more data to send", and the user goes on reading.
    user.closed = true;
    of(user).shutdown(user.descriptor, Libc.SHUT_WR);
    return 0;
  }

  /** Gives back the descriptor of a socket that the kernel is done with and the user has closed. */
  void tidy(Endpoint user, Moment.EndState now) throws IOException {
    boolean done = !now.isConnection() || now.state() == TcpState.TIME_WAIT;
    if (user.closed && user.hasDescriptor() && done) {
      of(user).close(user.descriptor);
      user.descriptor = Endpoint.NO_DESCRIPTOR;
    }
  }

  /** The error that the socket of that user has to tell, by its number; then it is given back. */
  int told(Endpoint user) throws IOException {
    if (!user.hasDescriptor()) {
      return 0;
    }
    int error = of(user).error(user.descriptor);
    of(user).close(user.descriptor);
    user.descriptor = Endpoint.NO_DESCRIPTOR;
    return error;
  }

  /** The number of an error that a run tells. */
  static int errno(UserError error) {
    return switch (error) {
      case NONE -> 0;
      case REFUSED -> Libc.ECONNREFUSED;
      case RESET -> Libc.ECONNRESET;
      case TIMED_OUT -> Libc.ETIMEDOUT;
      case NO_PORT -> Libc.EADDRNOTAVAIL;
      case ADDRESS_IN_USE -> Libc.EADDRINUSE;
      case BROKEN_PIPE -> Libc.EPIPE;
    };
  }

  @Override
  public void close() {
    sockets.forEach(HostSockets::close);
  }
}
