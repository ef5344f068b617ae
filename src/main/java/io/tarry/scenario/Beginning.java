package io.tarry.scenario;

/** How a run of a drawn world begins, and who opens; the plainest first. */
public enum Beginning {
  /** The connection is there. */
  ESTABLISHED("established", 5),
  /** The connection is there, and the server has closed it. */
  HALF_CLOSED("half_closed", 1),
  /** The server listens for one connection, and the client opens it. */
  CLOSED("closed", 2),
  /** Both ends open: a simultaneous open. */
  BOTH_OPEN("closed", 1),
  /** The server keeps listening, and the client opens one connection. */
  LISTENING("listening", 1),
  /** The server keeps listening, and the client opens a connection twice. */
  AGAIN("listening", 1),
  /** The server listens at two ports, and the client opens a connection to each. */
  TWO_PORTS("listening", 1),
  /** The client has two processes, each of which opens a connection. */
  TWO_PROCESSES("listening", 1),
  /** Two clients each open a connection. */
  TWO_CLIENTS("listening", 1);

  private final String start;
  private final int weight;

  Beginning(String start, int weight) {
    this.start = start;
    this.weight = weight;
  }

  /** The value of {@code start} in a file. */
  String start() {
    return start;
  }

  /** How often it is drawn, beside the others: whatever makes a world large comes seldom. */
  public int weight() {
    return weight;
  }

  /** Whether the connection is there as the run begins. */
  boolean isOpen() {
    return this == ESTABLISHED || this == HALF_CLOSED;
  }
}
