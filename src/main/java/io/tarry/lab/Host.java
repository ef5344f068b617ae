package io.tarry.lab;

import io.tarry.wire.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * A host: a thread in a network namespace of its own, whose only way out is a TUN device that Tarry
 * holds the other end of.
 */
final class Host implements AutoCloseable {

  private static final String DEVICE = "tarry0";

  /** All hosts are on one link, so that there need be no routes. */
  private static final int NETMASK = 0xff000000;

  private static final String IPV4 = "ipv4/";

  private final int address;
  private final Namespace namespace;
  private final Tun tun;

  private Host(int address, Namespace namespace, Tun tun) {
    this.address = address;
    this.namespace = namespace;
    this.tun = tun;
  }

  /**
   * Makes a host.
   *
   * @throws LabException if this machine does not allow it, and why
   */
  static Host open(String name, int address, Map<String, String> sysctls)
      throws LabException, IOException {
    return open(name, address, address, sysctls);
  }

  /**
   * Makes a host that is on a link with another one, whose network may be another.
   *
   * @param peer the address of the other
   * @throws LabException if this machine does not allow it, and why
   */
  static Host open(String name, int address, int peer, Map<String, String> sysctls)
      throws LabException, IOException {
    Namespace namespace = Namespace.open(name);
    try {
      namespace.sysctls(
          sysctls.entrySet().stream()
              .collect(Collectors.toMap(each -> IPV4 + each.getKey(), Map.Entry::getValue)));
      return new Host(address, namespace, Tun.open(namespace, DEVICE, address, peer, NETMASK));
    } catch (LabException | IOException | RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  int address() {
    return address;
  }

  /** The TUN device, for reading what the host sends and writing what it gets. */
  Tun tun() {
    return tun;
  }

  /** Does something on the host's thread, which is in its namespace. */
  <T> T on(Callable<T> deed) throws IOException {
    return namespace.on(deed);
  }

  /** Sets a sysctl of the namespace. */
  void sysctl(String name, String value) throws IOException {
    namespace.sysctls(Map.of(IPV4 + name, value));
  }

  SocketTable table() throws IOException {
    return SocketTable.of(tableText());
  }

  String tableText() throws IOException {
    return on(() -> Files.readString(Path.of("/proc/thread-self/net/tcp")));
  }

  /** What the host has sent and nobody has read; empty if there is nothing. */
  Optional<Packet> sent() throws IOException {
    return tun.sent();
  }

  /** Lets a packet arrive. */
  void deliver(byte[] packet) throws IOException {
    tun.deliver(packet);
  }

  @Override
  public void close() {
    namespace.close();
    tun.close();
  }
}
