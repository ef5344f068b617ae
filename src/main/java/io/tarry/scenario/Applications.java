package io.tarry.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What the applications do, as scripts of a scenario file.
 *
 * @param start how far things are as a run begins: {@code established}, {@code half_closed}, {@code
 *     listening} or {@code closed}
 * @param client what the client does
 * @param processes how many processes of the client do that
 * @param client2 what a second client does; empty if there is none
 * @param server what the server does
 */
public record Applications(
    String start, List<String> client, int processes, List<String> client2, List<String> server) {

  /** What is said between opening and closing: by the client, and by the server. */
  public record Talk(List<String> client, List<String> server) {

    /** Those that are drawn; the plainest first. */
    public static final List<Talk> DRAWN =
        List.of(
            new Talk(List.of(), List.of()),
            new Talk(List.of("send 1"), List.of("receive 1")),
            new Talk(List.of("receive 1"), List.of("send 1")),
            new Talk(List.of("send 1", "receive 1"), List.of("receive 1", "send 1")),
            new Talk(List.of("send 1"), List.of()));

    /** Keeps copies. */
    public Talk {
      client = List.copyOf(client);
      server = List.copyOf(server);
    }
  }

  /** How an end closes. */
  public record Closing(List<String> words) {

    /** Those that are drawn; the plainest first. */
    public static final List<Closing> DRAWN =
        List.of(
            new Closing(List.of("close")),
            new Closing(List.of("close on eof")),
            new Closing(List.of("shutdown", "eof")),
            new Closing(List.of("abort")));

    /** Keeps a copy. */
    public Closing {
      words = List.copyOf(words);
    }
  }

  private static final List<String> CLOSE = List.of("close");
  private static final int PORT = 80;
  private static final int OTHER_PORT = 443;

  /** Keeps copies. */
  public Applications {
    client = List.copyOf(client);
    client2 = List.copyOf(client2);
    server = List.copyOf(server);
  }

  /** Of one client with one process. */
  public Applications(String start, List<String> client, List<String> server) {
    this(start, client, 1, List.of(), server);
  }

  /** What is put together of these parts. A server that has closed says nothing more. */
  public static Applications of(
      Beginning beginning, Talk talk, Closing clientCloses, Closing serverCloses) {
    List<String> open = beginning.isOpen() ? List.of() : List.of("open");
    List<String> once = joined(open, talk.client(), clientCloses.words());
    return new Applications(
        beginning.start(),
        switch (beginning) {
          case AGAIN -> joined(once, List.of("again 1"));
          case TWO_PORTS -> joined(once, List.of("open to " + OTHER_PORT), CLOSE);
          default -> once;
        },
        beginning == Beginning.TWO_PROCESSES ? 2 : 1,
        beginning == Beginning.TWO_CLIENTS ? once : List.of(),
        beginning == Beginning.HALF_CLOSED
            ? CLOSE
            : joined(listen(beginning), talk.server(), serverCloses.words()));
  }

  private static List<String> listen(Beginning beginning) {
    return switch (beginning) {
      case ESTABLISHED, HALF_CLOSED -> List.of();
      case CLOSED -> List.of("listen");
      case BOTH_OPEN -> List.of("open");
      case LISTENING, AGAIN, TWO_PORTS, TWO_PROCESSES, TWO_CLIENTS -> List.of("keep listening");
    };
  }

  @SafeVarargs
  private static List<String> joined(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /** Whether there are two clients. */
  public boolean hasTwoClients() {
    return !client2.isEmpty();
  }

  /** A world with nothing else. */
  public Draft draft(String title, String question) {
    String second = hasTwoClients() ? ", client2: " + client2 : "";
    Draft draft =
        Draft.ofWorld(
            """
            title: %s
            question: %s
            start: %s
            connection: { client: %s%s, server: %s }
            """
                .formatted(title, question, start, client, second, server));
    if (processes > 1) {
      draft = draft.with(List.of("hosts", "client", "processes"), processes);
    }
    return client.contains("open to " + OTHER_PORT)
        ? draft.with(List.of("hosts", "server", "ports"), List.of(PORT, OTHER_PORT))
        : draft;
  }
}
