package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import java.util.List;

/**
 * What the applications do, as scripts of a scenario file.
 *
 * @param start how far things are as a run begins: {@code established}, {@code listening} or {@code
 *     closed}
 * @param client2 what a second client does; empty if there is none
 */
public record Applications(
    String start, List<String> client, List<String> client2, List<String> server) {

  /** Keeps copies. */
  public Applications {
    client = List.copyOf(client);
    client2 = List.copyOf(client2);
    server = List.copyOf(server);
  }

  /** Whether there are two clients. */
  public boolean hasTwoClients() {
    return !client2.isEmpty();
  }

  /** A world with nothing else. */
  Draft draft() {
    String second = hasTwoClients() ? ", client2: " + client2 : "";
    return Draft.ofWorld(
        """
        title: A drawn world
        question: What can happen?
        start: %s
        connection: { client: %s%s, server: %s }
        """
            .formatted(start, client, second, server));
  }
}
