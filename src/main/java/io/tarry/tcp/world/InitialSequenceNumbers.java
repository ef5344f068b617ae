package io.tarry.tcp.world;

import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;

/**
 * Initial sequence numbers. They are small, and those of each side are evenly spaced, so that
 * pictures are easy to read; what TCP does depends only on differences of sequence numbers.
 */
public final class InitialSequenceNumbers {

  private static final int FIRST_OF_CLIENT = 100;
  private static final int FIRST_OF_SERVER = 300;

  /** Each time that TIME-WAIT is left for a new connection takes one more. */
  private static final int MORE_THAN_INCARNATIONS = 2;

  /** How far apart they are where there are too many for {@link Settings#ISN_FAR_APART}. */
  private static final int NEARER = 100;

  /** The numbers of SYN and FIN, and the one after them. */
  private static final int BESIDE_BYTES = 3;

  private final int apart;
  private final boolean mayOverlap;
  private final int choices;
  private final int afterFin;
  private final int[] places = new int[Side.values().length];

  public InitialSequenceNumbers(Settings settings, Topology topology) {
    this(settings, topology, 0);
  }

  /**
   * Makes them for a TCP that is wrong.
   *
   * @param afterFin how many numbers after that of its FIN it uses
   */
  public InitialSequenceNumbers(Settings settings, Topology topology, int afterFin) {
    this.afterFin = afterFin;
    mayOverlap = settings.numbersMayOverlap();
    choices = topology.incarnationsMax() + MORE_THAN_INCARNATIONS;
    for (Side side : Side.values()) {
      places[side.ordinal()] = places(settings, side);
    }
    boolean fit = highest(settings, settings.isnApart()) <= Segment.NUMBER_MAX;
    apart = fit || mayOverlap ? settings.isnApart() : NEARER;
  }

  /** The highest number that any segment of that world can carry. */
  public int highest(Settings settings) {
    return highest(settings, apart);
  }

  private int highest(Settings settings, int distance) {
    int highest = 0;
    for (Side side : Side.values()) {
      int lastIss = first(side) + distance * (places(side) - 1);
      highest = Math.max(highest, lastIss + settings.bytes(side) + BESIDE_BYTES);
    }
    return highest;
  }

  /** The initial sequence number at this place; places are numbered from 0. */
  public int iss(Side side, int place) {
    return first(side) + apart * place;
  }

  /** The last place whose initial sequence number is not above this number. */
  public int place(Side side, int number) {
    return (number - first(side)) / apart;
  }

  /**
   * The initial sequence number that this number counts from, where numbers of two places never
   * overlap.
   */
  public int issOf(Side side, int number) {
    return iss(side, place(side, number));
  }

  /**
   * Whether the numbers of one place may reach into those of the next, so that a number does not
   * tell its place.
   */
  public boolean mayOverlap() {
    return mayOverlap;
  }

  /** How many places a side needs. */
  public int places(Side side) {
    return places[side.ordinal()];
  }

  /** How far the numbers of a side reach beyond those of one place, where places overlap; or 0. */
  int spanOfPlaces(Side side) {
    return mayOverlap ? apart * (places(side) - 1) : 0;
  }

  public static int first(Side side) {
    return side == Side.CLIENT ? FIRST_OF_CLIENT : FIRST_OF_SERVER;
  }

  /** How many numbers after that of a FIN are used; a right TCP uses none. */
  int afterFin() {
    return afterFin;
  }

  /** Among how many places a host chooses that takes any number. */
  public int choices() {
    return choices;
  }

  private int places(Settings settings, Side side) {
    boolean any =
        settings.server().isn() == IsnChoice.ANY
            || settings.clients().stream().anyMatch(host -> host.isn() == IsnChoice.ANY);
    int clients = settings.clients().size();
    if (choices <= MORE_THAN_INCARNATIONS + 1 && !any && clients == 1) {
      return 1;
    }
    // How many places the numbers of one connection reach over. The next connection may have to be
    // above them.
    int reach = mayOverlap ? 1 + (settings.bytes(side) + 2) / settings.isnApart() : 1;
    return choices * reach * (side == Side.CLIENT ? clients : 1);
  }
}
