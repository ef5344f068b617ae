package io.tarry.wire;

import java.util.List;
import java.util.Optional;

/**
 * Packets that were seen at one or more places.
 *
 * @param comment what is said of the whole; may be empty
 * @param interfaces where packets were seen
 * @param packets what was seen, in the order of the file
 */
public record Capture(String comment, List<Interface> interfaces, List<Frame> packets) {

  /** Copies the lists. */
  public Capture {
    interfaces = List.copyOf(interfaces);
    packets = List.copyOf(packets);
  }

  /**
   * A place where packets are seen.
   *
   * @param name what it is called; may be empty
   * @param description what else is said of it; may be empty
   * @param link what frames begin with
   */
  public record Interface(String name, String description, LinkType link) {}

  /** Which way a packet went past an interface. */
  public enum Direction {
    INBOUND,
    OUTBOUND
  }

  /**
   * A packet that was seen.
   *
   * @param number its place in the file, from 1
   * @param at the number of its interface, from 0
   * @param micros when, in microseconds since 1970
   * @param direction which way it went, if the file says so
   * @param data its bytes, from what the interface's link begins with on
   * @param comment what is said of it; may be empty
   */
  public record Frame(
      int number, int at, long micros, Optional<Direction> direction, Bytes data, String comment) {}
}
