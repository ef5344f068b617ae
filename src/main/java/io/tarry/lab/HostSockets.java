package io.tarry.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** The sockets of one host. Each method is a call of the C library; none of them blocks. */
final class HostSockets implements AutoCloseable {

  private static final int ADDRESS_LENGTH = 16;
  private static final int BACKLOG = 16;
  private static final int READ_MAX = 64;

  private final Host host;
  private final Set<Integer> open = new HashSet<>();

  HostSockets(Host host) {
    this.host = host;
  }

  /** What a call did: what it returned, or which error it has. */
  record Result(int value, int error) {
    boolean failed() {
      return error != 0;
    }
  }

  /** A {@code sockaddr_in}. */
  static byte[] address(int address, int port) {
    ByteBuffer made = ByteBuffer.allocate(ADDRESS_LENGTH).order(ByteOrder.nativeOrder());
    made.putShort((short) Libc.AF_INET);
    made.order(ByteOrder.BIG_ENDIAN).putShort((short) port).putInt(address);
    return made.array();
  }

  int socket(boolean reuseAddress, boolean lingerZero) throws IOException {
    return host.on(() -> {
      int type = Libc.SOCK_STREAM | Libc.NONBLOCK | Libc.CLOEXEC;
      int fd = Libc.need("socket()", Libc.c().socket(Libc.AF_INET, type, 0));
      open.add(fd);
      prepare(fd, reuseAddress, lingerZero);
      return fd;
    });
  }

  private static void prepare(int fd, boolean reuseAddress, boolean lingerZero) throws IOException {
    setNow(fd, Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1);
    setNow(fd, Libc.SOL_SOCKET, Libc.SO_REUSEADDR, reuseAddress ? 1 : 0);
    if (lingerZero) {
      setNow(fd, Libc.SOL_SOCKET, Libc.SO_LINGER, 1, 0);
    }
  }

  private static void setNow(int fd, int level, int name, int... values) throws IOException {
    Libc.need("setsockopt()", option(fd, level, name, values));
  }

  Result set(int fd, int level, int name, int... values) throws IOException {
    return host.on(() -> result(option(fd, level, name, values)));
  }

  private static int option(int fd, int level, int name, int... values) {
    ByteBuffer value = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
    for (int one : values) {
      value.putInt(one);
    }
    return Libc.c().setsockopt(fd, level, name, value.array(), value.capacity());
  }

  Result bind(int fd, int address, int port) throws IOException {
    return host.on(() -> result(Libc.c().bind(fd, address(address, port), ADDRESS_LENGTH)));
  }

  Result listen(int fd) throws IOException {
    return host.on(() -> result(Libc.c().listen(fd, BACKLOG)));
  }

  /** One of the connections that the listener has; it fails where there is none. */
  Result accept(int listener, boolean lingerZero) throws IOException {
    return host.on(() -> {
      byte[] peer = new byte[ADDRESS_LENGTH];
      int flags = Libc.NONBLOCK | Libc.CLOEXEC;
      Result accepted = result(Libc.c().accept4(listener, peer, new int[] {ADDRESS_LENGTH}, flags));
      if (!accepted.failed()) {
        open.add(accepted.value());
        setNow(accepted.value(), Libc.IPPROTO_TCP, Libc.TCP_NODELAY, 1);
        if (lingerZero) {
          setNow(accepted.value(), Libc.SOL_SOCKET, Libc.SO_LINGER, 1, 0);
        }
      }
      return accepted;
    });
  }

  Result connect(int fd, int address, int port) throws IOException {
    return host.on(() -> result(Libc.c().connect(fd, address(address, port), ADDRESS_LENGTH)));
  }

  Result send(int fd, byte[] bytes) throws IOException {
    return host.on(() -> result((int) Libc.c().send(fd, bytes, bytes.length, Libc.MSG_NOSIGNAL)));
  }

  /** Reads at most this many bytes. */
  byte[] receive(int fd, int most, boolean peek) throws IOException {
    return host.on(() -> {
      byte[] buffer = new byte[Math.min(most, READ_MAX)];
      int flags = Libc.MSG_DONTWAIT | (peek ? Libc.MSG_PEEK : 0);
      int length = (int) Libc.c().recv(fd, buffer, buffer.length, flags);
      byte[] read = new byte[Math.max(0, length)];
      System.arraycopy(buffer, 0, read, 0, read.length);
      return read;
    });
  }

  /** Reads at most this many bytes, and returns how many it read; 0 at the end of file. */
  Result read(int fd, int most) throws IOException {
    return host.on(() -> {
      byte[] buffer = new byte[most];
      return result((int) Libc.c().recv(fd, buffer, buffer.length, Libc.MSG_DONTWAIT));
    });
  }

  Result shutdown(int fd, int how) throws IOException {
    return host.on(() -> result(Libc.c().shutdown(fd, how)));
  }

  Result close(int fd) throws IOException {
    return host.on(() -> {
      open.remove(fd);
      return result(Libc.c().close(fd));
    });
  }

  /** close() that sends a RST. */
  void abort(int fd) throws IOException {
    host.on(() -> {
      setNow(fd, Libc.SOL_SOCKET, Libc.SO_LINGER, 1, 0);
      open.remove(fd);
      return Libc.c().close(fd);
    });
  }

  /** The error that the socket has to tell, or 0; it tells it once. */
  int error(int fd) throws IOException {
    return host.on(() -> {
      byte[] value = new byte[4];
      int[] length = {value.length};
      Libc.need(
          "getsockopt()", Libc.c().getsockopt(fd, Libc.SOL_SOCKET, Libc.SO_ERROR, value, length));
      return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
    });
  }

  private static Result result(int returned) {
    return returned < 0 ? new Result(-1, Libc.errno()) : new Result(returned, 0);
  }

  @Override
  public void close() {
    open.forEach(fd -> Libc.c().close(fd));
    open.clear();
  }
}
