package io.tarry.tcp.settings;

/**
 * What names a connection, RFC 9293 section 3.4.1: two addresses and two ports, as the server sees
 * them.
 *
 * @param clientAddress the address of the client, or of the NAT before it
 * @param clientPort its port
 * @param serverAddress the address of the server
 * @param serverPort its port
 */
public record FourTuple(
    String clientAddress, int clientPort, String serverAddress, int serverPort) {

  /** One end of it, as {@code ss} writes it: {@code 10.0.0.1:40000}. */
  public String socket(Side side) {
    return side == Side.CLIENT
        ? clientAddress + ":" + clientPort
        : serverAddress + ":" + serverPort;
  }
}
