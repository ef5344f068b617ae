package io.tarry.tcp.settings;

/**
 * What an application sets on its sockets.
 *
 * @param lingerZero {@code SO_LINGER} with 0 seconds: close() aborts
 * @param reuseAddress {@code SO_REUSEADDR}, on all sockets except those of the next parameter
 * @param reuseAddressAfterRestart {@code SO_REUSEADDR} on the sockets that a server opens when it
 *     is started again; at a client, equal to {@code reuseAddress}
 */
public record SocketOptions(
    boolean lingerZero, boolean reuseAddress, boolean reuseAddressAfterRestart) {

  /** No options. */
  public static final SocketOptions NONE = new SocketOptions(false, false, false);

  /** Whether all sockets have {@code SO_REUSEADDR}, old and new. */
  public boolean allReuseAddress() {
    return reuseAddress && reuseAddressAfterRestart;
  }
}
