package io.tarry.packetdrill;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A script of packetdrill.
 *
 * @param file its name
 * @param settings what its comments of the form {@code // tarry: key = value} say, by key
 * @param toleranceMicros how far times may be off
 * @param statements what is done and expected, in order
 */
public record PktScript(
    String file, Map<String, String> settings, long toleranceMicros, List<Statement> statements) {

  /** Copies the collections. */
  public PktScript {
    settings = Map.copyOf(settings);
    statements = List.copyOf(statements);
  }

  /** Where something stands in the file; both counted from 1. */
  public record Place(int line, int column) {
    @Override
    public String toString() {
      return line + ":" + column;
    }
  }

  /** A part of a script. */
  public sealed interface Statement permits Inbound, Outbound, Call, Assertion, Sysctl {
    /** Where it begins. */
    Place place();

    /** When it happens. */
    When when();

    /** What it says, in a line. */
    String said();
  }

  /**
   * When something happens.
   *
   * @param relative whether the times count from the statement before
   * @param from the earliest moment, in microseconds
   * @param to the latest
   * @param any whether it may happen at any time
   * @param until the end of a call that takes time, counted as {@code from} is
   */
  public record When(boolean relative, long from, long to, boolean any, OptionalLong until) {}

  /**
   * A segment. Its numbers count from the initial sequence numbers of its sender and its receiver.
   *
   * @param flags letters: S, F, R, P, and a dot for ACK
   * @param length how many bytes of text it carries
   * @param ack SEG.ACK, if it has one
   * @param window the window in it, if it is said
   * @param options what stands between angle brackets; empty if nothing
   */
  public record Segment(
      String flags, long seq, int length, OptionalLong ack, OptionalLong window, String options) {

    /** Whether that letter is among its flags. */
    public boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }

    /** The sequence number after its last one. */
    long end() {
      return seq + length + (has('S') ? 1 : 0) + (has('F') ? 1 : 0);
    }

    @Override
    public String toString() {
      return "%s %d:%d(%d)%s"
          .formatted(
              flags, seq, seq + length, length, ack.isPresent() ? " ack " + ack.getAsLong() : "");
    }
  }

  /** The script sends a segment to the end under test. */
  public record Inbound(Place place, When when, Segment segment) implements Statement {
    @Override
    public String said() {
      return "< " + segment;
    }
  }

  /** The end under test is to send a segment. */
  public record Outbound(Place place, When when, Segment segment) implements Statement {
    @Override
    public String said() {
      return "> " + segment;
    }
  }

  /**
   * A system call.
   *
   * @param arguments as they are written
   * @param result what it is to return; empty where any result will do
   * @param error the name of the error that it is to return, if one
   */
  public record Call(
      Place place,
      When when,
      String name,
      List<String> arguments,
      OptionalLong result,
      Optional<String> error)
      implements Statement {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String said() {
      return name
          + "("
          + String.join(", ", arguments)
          + ")"
          + (result.isPresent() ? " = " + result.getAsLong() : "")
          + error.map(" "::concat).orElse("");
    }
  }

  /** The connection is to be in that state, by the name of {@code TCP_INFO}. */
  public record Assertion(Place place, When when, String state) implements Statement {
    @Override
    public String said() {
      return "tcpi_state == " + state;
    }
  }

  /** A setting of the kernel is changed. */
  public record Sysctl(Place place, When when, String name, String value) implements Statement {
    @Override
    public String said() {
      return name + "=" + value;
    }
  }
}
