package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import java.util.List;

/**
 * Between the clients and the server.
 *
 * @param shared whether two clients have one address and the first one's ports
 * @param ports how many local ports connect() of the first client takes from
 */
public record Nat(boolean shared, int ports) {

  /** No NAT, and one port. */
  public static final Nat NONE = new Nat(false, 1);

  private static final int FIRST_PORT = 40000;

  Draft in(Draft draft, boolean twoClients) {
    Draft changed = shared && twoClients ? draft.with(List.of("nat"), true) : draft;
    return ports > 1
        ? changed.with(
            List.of("hosts", "client", "sysctl", "ip_local_port_range"),
            List.of(FIRST_PORT, FIRST_PORT + ports - 1))
        : changed;
  }
}
