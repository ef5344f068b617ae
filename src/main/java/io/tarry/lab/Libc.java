package io.tarry.lab;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.Map;

/**
 * The calls of the C library that the lab makes, and what it means by their numbers, which are
 * Linux'. Nothing else knows JNA.
 */
final class Libc {

  static final int CLONE_NEWNET = 0x40000000;

  static final int O_RDWR = 2;
  static final int NONBLOCK = 0x800; // O_NONBLOCK and SOCK_NONBLOCK
  static final int CLOEXEC = 0x80000; // O_CLOEXEC and SOCK_CLOEXEC

  static final int AF_INET = 2;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SHUT_RD = 0;
  static final int SHUT_WR = 1;
  static final int SHUT_RDWR = 2;

  static final int SOL_SOCKET = 1;
  static final int SO_REUSEADDR = 2;
  static final int SO_ERROR = 4;
  static final int SO_LINGER = 13;
  static final int IPPROTO_TCP = 6;
  static final int TCP_NODELAY = 1;

  static final int MSG_PEEK = 2;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;

  static final short POLLIN = 1;

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EBADF = 9;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENODEV = 19;
  static final int EINVAL = 22;
  static final int EPIPE = 32;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;
  static final int ECONNRESET = 104;
  static final int EISCONN = 106;
  static final int ENOTCONN = 107;
  static final int ETIMEDOUT = 110;
  static final int ECONNREFUSED = 111;
  static final int EALREADY = 114;
  static final int EINPROGRESS = 115;

  /** The errors that are told by name. */
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(EPERM, "EPERM"),
          Map.entry(ENOENT, "ENOENT"),
          Map.entry(EBADF, "EBADF"),
          Map.entry(EAGAIN, "EAGAIN"),
          Map.entry(EACCES, "EACCES"),
          Map.entry(ENODEV, "ENODEV"),
          Map.entry(EINVAL, "EINVAL"),
          Map.entry(EPIPE, "EPIPE"),
          Map.entry(EADDRINUSE, "EADDRINUSE"),
          Map.entry(EADDRNOTAVAIL, "EADDRNOTAVAIL"),
          Map.entry(ECONNRESET, "ECONNRESET"),
          Map.entry(EISCONN, "EISCONN"),
          Map.entry(ENOTCONN, "ENOTCONN"),
          Map.entry(ETIMEDOUT, "ETIMEDOUT"),
          Map.entry(ECONNREFUSED, "ECONNREFUSED"),
          Map.entry(EALREADY, "EALREADY"),
          Map.entry(EINPROGRESS, "EINPROGRESS"));

  private static final Functions C = load();

  private Libc() {}

  /** The C library's own functions, with the names and the order of arguments that it has. */
  interface Functions extends Library {
    int unshare(int flags);

    int open(String path, int flags);

    int close(int fd);

    int ioctl(int fd, long request, byte[] argument);

    int poll(byte[] descriptors, long count, int milliseconds);

    long read(int fd, byte[] buffer, long length);

    long write(int fd, byte[] buffer, long length);

    int socket(int family, int type, int protocol);

    int bind(int fd, byte[] address, int length);

    int listen(int fd, int backlog);

    int accept4(int fd, byte[] address, int[] length, int flags);

    int connect(int fd, byte[] address, int length);

    long send(int fd, byte[] bytes, long length, int flags);

    long recv(int fd, byte[] buffer, long length, int flags);

    int shutdown(int fd, int how);

    int setsockopt(int fd, int level, int name, byte[] value, int length);

    int getsockopt(int fd, int level, int name, byte[] value, int[] length);
  }

  private static Functions load() {
    // Its native half is unpacked for a moment: not into the user's home.
    System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    return Native.load(Platform.C_LIBRARY_NAME, Functions.class);
  }

  static Functions c() {
    return C;
  }

  /** What the call returned, which is not negative. */
  static int need(String what, int returned) throws IOException {
    if (returned < 0) {
      throw new IOException(what + ": " + name(errno()));
    }
    return returned;
  }

  /** The error of the last call on this thread. */
  static int errno() {
    return Native.getLastError();
  }

  /** The error of that number, by its name. */
  static String name(int error) {
    return NAMES.getOrDefault(error, "errno " + error);
  }
}
