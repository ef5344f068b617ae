package io.tarry.tcp.settings;

/**
 * What an application sets on its sockets.
 *
 * @param lingerZero {@code SO_LINGER} with 0 seconds: close() aborts
 * @param reuseAddress {@code SO_REUSEADDR}, on all sockets but those that follow
 * @param reuseAddressAfterRestart the same, on the sockets that a server opens when it is started
 *     again; of a client, the same as that
 */
public record SocketOptions(
    boolean lingerZero, boolean reuseAddress, boolean reuseAddressAfterRestart) {

  /** Neither. */
  public static final SocketOptions NONE = new SocketOptions(false, false, false);

  /** Whether all sockets have {@code SO_REUSEADDR}, those of before and those of now. */
  public boolean allReuseAddress() {
    return reuseAddress && reuseAddressAfterRestart;
  }
}
