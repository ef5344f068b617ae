package io.tarry.tcp;

/**
 * Initial sequence numbers: small and far apart, so that pictures are easy to read and numbers of
 * one connection never fall into the window of another unless they begin alike. What TCP does here
 * depends on differences of sequence numbers only.
 */
final class Numbers {

  private static final int FIRST_OF_CLIENT = 100;
  private static final int FIRST_OF_SERVER = 300;

  /** From one initial sequence number to the next; more than a window and all octets together. */
  private static final int STEP = 500;

  private Numbers() {}

  /** The initial sequence number of that place in the row, from 0. */
  static int iss(Side side, int place) {
    return first(side) + STEP * place;
  }

  /** Which place in the row a number of a connection that began there belongs to. */
  static int place(Side side, int number) {
    return (number - first(side)) / STEP;
  }

  /** The initial sequence number before a number of the same connection. */
  static int issOf(Side side, int number) {
    return iss(side, place(side, number));
  }

  private static int first(Side side) {
    return side == Side.CLIENT ? FIRST_OF_CLIENT : FIRST_OF_SERVER;
  }

  /** How many places a side needs. */
  static int places(Settings settings, Topology topology, Side side) {
    int incarnations = topology.incarnationsMax();
    boolean any =
        settings.server().isn() == IsnChoice.ANY
            || settings.clients().stream().anyMatch(host -> host.isn() == IsnChoice.ANY);
    if (incarnations <= 1 && !any && settings.clients().size() == 1) {
      return 1;
    }
    // Two more than incarnations, as leaving TIME-WAIT takes a new one each time.
    return (incarnations + 2) * (side == Side.CLIENT ? settings.clients().size() : 1);
  }
}
