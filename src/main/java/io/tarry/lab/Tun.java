package io.tarry.lab;

import io.tarry.wire.Packet;
import io.tarry.wire.PacketException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A TUN device of a namespace: what is sent through it is read here, and what is written here
 * arrives.
 */
final class Tun implements AutoCloseable {

  private static final int MTU = 1500;

  // Linux, include/uapi/linux/if_tun.h and sockios.h
  private static final long TUNSETIFF = 0x400454ca;
  private static final short IFF_TUN_AND_NO_PI = 0x1001;
  private static final long SIOCSIFFLAGS = 0x8914;
  private static final long SIOCSIFADDR = 0x8916;
  private static final long SIOCSIFDSTADDR = 0x8918;
  private static final long SIOCSIFNETMASK = 0x891c;
  private static final short IFF_UP = 1;
  private static final int IFREQ_LENGTH = 40;
  private static final int IFREQ_VALUE = 16;
  private static final int POLLFD_LENGTH = 8;

  private final String name;
  private int descriptor;

  private Tun(String name, int descriptor) {
    this.name = name;
    this.descriptor = descriptor;
  }

  /**
   * Makes a device and gives it an address. That of the peer and the netmask say what is sent
   * through it, so that there need be no other routes.
   *
   * @param peer the other end of the link; the address itself, if there are many
   * @throws LabException if this machine does not allow it, and why
   */
  static Tun open(Namespace in, String name, int address, int peer, int netmask)
      throws LabException, IOException {
    return in.make(() -> {
      Tun tun = make(name);
      try {
        tun.configure(address, peer, netmask);
        return tun;
      } catch (IOException | RuntimeException e) {
        tun.close();
        throw e;
      }
    });
  }

  private static Tun make(String name) throws LabException {
    int descriptor = Libc.c().open("/dev/net/tun", Libc.O_RDWR | Libc.NONBLOCK | Libc.CLOEXEC);
    if (descriptor < 0) {
      throw new LabException(
          "/dev/net/tun cannot be opened ("
              + Libc.name(Libc.errno())
              + "): this kernel has no TUN devices, or does not let you use them");
    }
    Tun tun = new Tun(name, descriptor);
    byte[] named = tun.request(to -> to.putShort(IFREQ_VALUE, IFF_TUN_AND_NO_PI));
    if (Libc.c().ioctl(descriptor, TUNSETIFF, named) < 0) {
      int error = Libc.errno();
      tun.close();
      throw new LabException(
          "no TUN device can be made here ("
              + Libc.name(error)
              + "): run it as root, or by: unshare -Ur ./tarry lab ...");
    }
    return tun;
  }

  private void configure(int address, int peer, int netmask) throws IOException {
    int socket =
        Libc.need("socket()", Libc.c().socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.CLOEXEC, 0));
    try {
      set(socket, SIOCSIFADDR, address(address));
      if (peer != address) {
        set(socket, SIOCSIFDSTADDR, address(peer));
      }
      set(socket, SIOCSIFNETMASK, address(netmask));
      set(socket, SIOCSIFFLAGS, request(to -> to.putShort(IFREQ_VALUE, IFF_UP)));
    } finally {
      Libc.c().close(socket);
    }
  }

  private static void set(int socket, long what, byte[] request) throws IOException {
    Libc.need("ioctl() of the TUN device", Libc.c().ioctl(socket, what, request));
  }

  private byte[] address(int address) {
    return request(to -> to.put(IFREQ_VALUE, HostSockets.address(address, 0)));
  }

  /** A {@code struct ifreq} for the device. */
  private byte[] request(Consumer<ByteBuffer> value) {
    byte[] bytes = new byte[IFREQ_LENGTH];
    ByteBuffer to = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    to.put(0, name.getBytes(StandardCharsets.US_ASCII));
    value.accept(to);
    return bytes;
  }

  int descriptor() {
    return descriptor;
  }

  /** What was sent through it and nobody has read; empty if there is nothing. */
  Optional<Packet> sent() throws IOException {
    byte[] buffer = new byte[MTU];
    while (true) {
      long length = Libc.c().read(descriptor, buffer, buffer.length);
      if (length < 0) {
        if (Libc.errno() == Libc.EAGAIN) {
          return Optional.empty();
        }
        throw new IOException("read() of the TUN device: " + Libc.name(Libc.errno()));
      }
      try {
        return Optional.of(Packet.read(Arrays.copyOf(buffer, (int) length)));
      } catch (PacketException e) {
        // Packets that are not TCP do not matter: an IPv6 host asks for routers.
      }
    }
  }

  /** Lets a packet arrive. */
  void deliver(byte[] packet) throws IOException {
    if (Libc.c().write(descriptor, packet, packet.length) != packet.length) {
      throw new IOException("write() to the TUN device: " + Libc.name(Libc.errno()));
    }
  }

  /** Waits until something was sent through one of them, or this many milliseconds have passed. */
  static void poll(List<Tun> all, int millis) {
    ByteBuffer asked =
        ByteBuffer.allocate(POLLFD_LENGTH * all.size()).order(ByteOrder.nativeOrder());
    all.forEach(tun -> asked.putInt(tun.descriptor).putShort(Libc.POLLIN).putShort((short) 0));
    // If it fails, the devices are asked all the same.
    Libc.c().poll(asked.array(), all.size(), millis);
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      Libc.c().close(descriptor);
      descriptor = -1;
    }
  }
}
