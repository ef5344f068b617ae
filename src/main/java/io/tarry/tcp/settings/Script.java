package io.tarry.tcp.settings;

import java.util.List;

/**
 * What an application does, in order; when it does each step is the search's choice.
 *
 * @param instructions the steps
 */
public record Script(List<Instruction> instructions) {

  /**
   * One step: a call, and what must have happened before it is made.
   *
   * @param octets how many octets a {@link Call#SEND} sends, 0 otherwise
   * @param ports which ports an {@link Call#OPEN} is for
   */
  public record Instruction(Call call, int octets, Awaited awaited, Ports ports, Times times) {

    /** The call, made at once. */
    public static Instruction of(Call call) {
      return new Instruction(call, 0, Awaited.NOTHING, Ports.ANY, Times.NONE);
    }

    /** SEND of so many octets, as one segment. */
    public static Instruction send(int octets) {
      return new Instruction(Call.SEND, octets, Awaited.NOTHING, Ports.ANY, Times.NONE);
    }

    /** The same, once the connection is established. */
    public Instruction onceConnected() {
      return once(new Awaited(true, awaited.octets, awaited.endOfFile));
    }

    /** The same, once so many octets have been received in all. */
    public Instruction onceReceived(int octetsReceived) {
      return once(new Awaited(awaited.connection, octetsReceived, awaited.endOfFile));
    }

    /** The same, once the peer's FIN has been consumed. */
    public Instruction onEndOfFile() {
      return once(new Awaited(awaited.connection, awaited.octets, true));
    }

    private Instruction once(Awaited these) {
      return new Instruction(call, octets, these, ports, times);
    }

    /** The same, bound to a local port and to a port of the server; 0 where it is all the same. */
    public Instruction between(int localPort, int serverPort) {
      return new Instruction(call, octets, awaited, new Ports(localPort, serverPort), times);
    }

    /** The same, not before so many ticks. */
    public Instruction after(int ticks) {
      return within(new Times(ticks, times.patience, times.idle));
    }

    /** The same, or CLOSE if it has not been made within so many ticks. */
    public Instruction orCloseAfter(int ticks) {
      return within(new Times(times.pause, ticks, times.idle));
    }

    /** The same, or CLOSE if it has not been made so many ticks after it could be. */
    public Instruction orCloseIfIdleFor(int ticks) {
      return within(new Times(times.pause, times.patience, ticks));
    }

    private Instruction within(Times these) {
      return new Instruction(call, octets, awaited, ports, these);
    }
  }

  /**
   * What must have come of the peer before a call is made.
   *
   * @param connection until the connection is established (or has failed), as connect() and
   *     accept() wait
   * @param octets until this many octets have been received in all, or the end of file; those are
   *     then read
   * @param endOfFile until the peer's FIN has been consumed; all octets before it are read
   */
  public record Awaited(boolean connection, int octets, boolean endOfFile) {

    /** The call is made at once. */
    public static final Awaited NOTHING = new Awaited(false, 0, false);

    /** Whether it is something that the peer sends once the connection is there. */
    public boolean isData() {
      return octets > 0 || endOfFile;
    }
  }

  /**
   * Which ports a connection is opened from and to.
   *
   * @param from the local port that it is bound to, or 0 for any of the pool
   * @param to the server's port, or 0 for the first
   */
  public record Ports(int from, int to) {

    /** It is all the same. */
    public static final Ports ANY = new Ports(0, 0);
  }

  /**
   * When a call is made, in ticks.
   *
   * @param pause how many pass at least before it, after the step before
   * @param patience how many after the step before the application closes instead, or 0 if it waits
   *     for ever
   * @param idle how many after what it waits for has come before the application closes instead, or
   *     0 if it takes its time
   */
  public record Times(int pause, int patience, int idle) {

    /** Whenever the search chooses. */
    public static final Times NONE = new Times(0, 0, 0);

    /** The longest of them. */
    int longest() {
      return Math.max(pause, Math.max(patience, idle));
    }

    /** Whether the application closes if it is not made in time. */
    public boolean areLimited() {
      return patience > 0 || idle > 0;
    }
  }

  /** Keeps a copy. */
  public Script {
    instructions = List.copyOf(instructions);
  }

  /** A script of these steps. */
  public static Script of(Instruction... instructions) {
    return new Script(List.of(instructions));
  }

  /** How many octets it sends in all. */
  public int octetsSent() {
    return instructions.stream().mapToInt(Instruction::octets).sum();
  }

  /** The longest time that one of its steps speaks of, in ticks. */
  public int longestTime() {
    return instructions.stream()
        .mapToInt(instruction -> instruction.times().longest())
        .max()
        .orElse(0);
  }

  /**
   * How many octets it has read before its step number {@code position}: all that there will ever
   * be, if it has read up to the end of file.
   */
  public int octetsReadBefore(int position) {
    int read = 0;
    for (int i = 0; i < position; i++) {
      Instruction instruction = instructions.get(i);
      if (instruction.awaited().endOfFile()) {
        return Integer.MAX_VALUE;
      }
      read = Math.max(read, instruction.awaited().octets());
    }
    return read;
  }
}
