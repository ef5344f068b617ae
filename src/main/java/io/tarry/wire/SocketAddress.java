package io.tarry.wire;

/**
 * An IPv4 address and a port.
 *
 * @param host the address, its first byte the most significant
 */
public record SocketAddress(int host, int port) {

  private static final int PORT_MAX = 0xffff;
  private static final int BYTES = 4;

  /** Checks the port. */
  public SocketAddress {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("a port is 0 to " + PORT_MAX + ", not " + port);
    }
  }

  /**
   * The address written like this, with a port.
   *
   * @param dotted {@code 10.0.0.1}
   * @throws IllegalArgumentException if it is no IPv4 address
   */
  public static SocketAddress of(String dotted, int port) {
    String[] parts = dotted.split("\\.", -1);
    int host = 0;
    for (String part : parts) {
      if (parts.length != BYTES || !part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 0xff) {
        throw new IllegalArgumentException("no IPv4 address: " + dotted);
      }
      host = host << Byte.SIZE | Integer.parseInt(part);
    }
    return new SocketAddress(host, port);
  }

  /** The address without the port: {@code 10.0.0.1}. */
  public String dotted() {
    return "%d.%d.%d.%d".formatted(host >>> 24, host >>> 16 & 0xff, host >>> 8 & 0xff, host & 0xff);
  }

  /** {@code 10.0.0.1:80}. */
  @Override
  public String toString() {
    return dotted() + ":" + port;
  }
}
