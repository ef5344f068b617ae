package io.tarry.lab;

import io.tarry.wire.Packet;
import io.tarry.wire.PacketException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A host: a thread in a network namespace of its own, whose only way out is a TUN device that Tarry
 * holds the other end of. The kernel takes the namespace away when the thread and its descriptors
 * are gone, however the process ends.
 */
final class Host implements AutoCloseable {

  private static final int CALL_SECONDS_MAX = 10;
  private static final int MTU = 1500;

  // Linux, include/uapi/linux/if_tun.h and sockios.h
  private static final long TUNSETIFF = 0x400454ca;
  private static final short IFF_TUN_AND_NO_PI = 0x1001;
  private static final long SIOCSIFFLAGS = 0x8914;
  private static final long SIOCSIFADDR = 0x8916;
  private static final long SIOCSIFNETMASK = 0x891c;
  private static final short IFF_UP = 1;
  private static final int IFREQ_LENGTH = 40;
  private static final int IFREQ_VALUE = 16;
  private static final String DEVICE = "tarry0";

  /** All hosts are on one link, so that there need be no routes. */
  private static final int NETMASK = 0xff000000;

  private static final Path SYSCTLS = Path.of("/proc/sys/net/ipv4");

  private final int address;
  private final ExecutorService thread;
  private int tun = -1;

  private Host(String name, int address) {
    this.address = address;
    thread =
        Executors.newSingleThreadExecutor(task -> {
          Thread made = new Thread(task, "tarry-lab-" + name);
          made.setDaemon(true);
          return made;
        });
  }

  /**
   * Makes a host.
   *
   * @throws LabException if this machine does not allow it, and why
   */
  static Host open(String name, int address, Map<String, String> sysctls)
      throws LabException, IOException {
    Host host = new Host(name, address);
    try {
      Optional<LabException> refused = host.on(host::enter);
      if (refused.isPresent()) {
        throw refused.get();
      }
      host.on(() -> {
        sysctls.forEach(Host::write);
        return true;
      });
      return host;
    } catch (LabException | IOException | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  int address() {
    return address;
  }

  /** The descriptor of the TUN device, for reading what the host sends and writing what it gets. */
  int tun() {
    return tun;
  }

  /** Does something on the host's thread, which is in its namespace. */
  <T> T on(Callable<T> deed) throws IOException {
    try {
      return thread.submit(deed).get(CALL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("a call to the kernel takes longer than 10 s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Enters a new namespace, and makes its device. */
  private Optional<LabException> enter() throws IOException {
    Path mine = Path.of("/proc/thread-self/ns/net");
    Path before = Files.readSymbolicLink(mine);
    if (Libc.c().unshare(Libc.CLONE_NEWNET) < 0) {
      return Optional.of(
          new LabException(
              "a network namespace may not be made here ("
                  + Libc.name(Libc.errno())
                  + "): run it as root, or in a namespace where you are, by: unshare -Ur ./tarry lab"
                  + " ..."));
    }
    if (Files.readSymbolicLink(mine).equals(before)) {
      throw new IOException("unshare() made no new network namespace");
    }
    tun = Libc.c().open("/dev/net/tun", Libc.O_RDWR | Libc.NONBLOCK | Libc.CLOEXEC);
    if (tun < 0) {
      return Optional.of(
          new LabException(
              "/dev/net/tun cannot be opened ("
                  + Libc.name(Libc.errno())
                  + "): this kernel has no TUN devices, or does not let you use them"));
    }
    byte[] named = request(to -> to.putShort(IFREQ_VALUE, IFF_TUN_AND_NO_PI));
    if (Libc.c().ioctl(tun, TUNSETIFF, named) < 0) {
      return Optional.of(
          new LabException(
              "no TUN device can be made here ("
                  + Libc.name(Libc.errno())
                  + "): run it as root, or by: unshare -Ur ./tarry lab ..."));
    }
    configure();
    return Optional.empty();
  }

  private void configure() throws IOException {
    int socket =
        Libc.need("socket()", Libc.c().socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.CLOEXEC, 0));
    try {
      set(socket, SIOCSIFADDR, request(to -> to.put(IFREQ_VALUE, Sockets.address(address, 0))));
      set(socket, SIOCSIFNETMASK, request(to -> to.put(IFREQ_VALUE, Sockets.address(NETMASK, 0))));
      set(socket, SIOCSIFFLAGS, request(to -> to.putShort(IFREQ_VALUE, IFF_UP)));
    } finally {
      Libc.c().close(socket);
    }
  }

  private static void set(int socket, long what, byte[] request) throws IOException {
    Libc.need("ioctl() of the TUN device", Libc.c().ioctl(socket, what, request));
  }

  /** A {@code struct ifreq} for the device. */
  private static byte[] request(Consumer<ByteBuffer> value) {
    byte[] bytes = new byte[IFREQ_LENGTH];
    ByteBuffer to = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    to.put(0, DEVICE.getBytes(StandardCharsets.US_ASCII));
    value.accept(to);
    return bytes;
  }

  /** Sets a sysctl of the namespace. What this kernel does not have, it need not be kept from. */
  private static void write(String name, String value) {
    Path file = SYSCTLS.resolve(name);
    if (!Files.exists(file)) {
      return;
    }
    try {
      Files.writeString(file, value);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be set to " + value, e);
    }
  }

  /** Sets a sysctl of the namespace. */
  void sysctl(String name, String value) throws IOException {
    on(() -> {
      write(name, value);
      return true;
    });
  }

  SocketTable table() throws IOException {
    return on(() -> SocketTable.of(Files.readString(Path.of("/proc/thread-self/net/tcp"))));
  }

  /** What the host has sent and nobody has read; empty if there is nothing. */
  Optional<Packet> sent() throws IOException {
    byte[] buffer = new byte[MTU];
    while (true) {
      long length = Libc.c().read(tun, buffer, buffer.length);
      if (length < 0) {
        if (Libc.errno() == Libc.EAGAIN) {
          return Optional.empty();
        }
        throw new IOException("read() of the TUN device: " + Libc.name(Libc.errno()));
      }
      try {
        return Optional.of(Packet.read(Arrays.copyOf(buffer, (int) length)));
      } catch (PacketException e) {
        // What is not TCP is none of ours: an IPv6 host asks for routers.
      }
    }
  }

  /** Lets a packet arrive. */
  void deliver(byte[] packet) throws IOException {
    if (Libc.c().write(tun, packet, packet.length) != packet.length) {
      throw new IOException("write() to the TUN device: " + Libc.name(Libc.errno()));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    if (tun >= 0) {
      Libc.c().close(tun);
      tun = -1;
    }
  }
}
