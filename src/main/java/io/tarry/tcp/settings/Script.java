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
   * @param waitForConnection until the connection is established (or has failed), as connect() and
   *     accept() wait
   * @param waitForOctets until this many octets have been received in all, or the end of file;
   *     those are then read
   * @param waitForEndOfFile until the peer's FIN has been consumed; all octets before it are read
   * @param call the call
   * @param octets how many octets a {@link Call#SEND} sends, 0 otherwise
   * @param fromPort the local port that an {@link Call#OPEN} is bound to, or 0 for any of the pool
   * @param toPort the server's port that it opens, or 0 for the first
   * @param pause how many ticks pass at least before it, after the step before
   * @param patience how many ticks after the step before the application closes instead, or 0 if it
   *     waits for ever
   * @param idle how many ticks after what it waits for has come before the application closes
   *     instead, or 0 if it takes its time
   */
  public record Instruction(
      boolean waitForConnection,
      int waitForOctets,
      boolean waitForEndOfFile,
      Call call,
      int octets,
      int fromPort,
      int toPort,
      int pause,
      int patience,
      int idle) {

    /** One without ports and without times. */
    public Instruction(
        boolean waitForConnection,
        int waitForOctets,
        boolean waitForEndOfFile,
        Call call,
        int octets) {
      this(waitForConnection, waitForOctets, waitForEndOfFile, call, octets, 0, 0, 0, 0, 0);
    }

    /** The call, made at once. */
    public static Instruction of(Call call) {
      return new Instruction(false, 0, false, call, 0);
    }

    /** SEND of so many octets, as one segment. */
    public static Instruction send(int octets) {
      return new Instruction(false, 0, false, Call.SEND, octets);
    }

    /** The same, once the connection is established. */
    public Instruction onceConnected() {
      return new Instruction(
          true,
          waitForOctets,
          waitForEndOfFile,
          call,
          octets,
          fromPort,
          toPort,
          pause,
          patience,
          idle);
    }

    /** The same, once so many octets have been received in all. */
    public Instruction onceReceived(int octetsReceived) {
      return new Instruction(
          waitForConnection,
          octetsReceived,
          waitForEndOfFile,
          call,
          octets,
          fromPort,
          toPort,
          pause,
          patience,
          idle);
    }

    /** The same, once the peer's FIN has been consumed. */
    public Instruction onEndOfFile() {
      return new Instruction(
          waitForConnection,
          waitForOctets,
          true,
          call,
          octets,
          fromPort,
          toPort,
          pause,
          patience,
          idle);
    }

    /** The same, bound to a local port and to a port of the server; 0 where it is all the same. */
    public Instruction between(int localPort, int serverPort) {
      return new Instruction(
          waitForConnection,
          waitForOctets,
          waitForEndOfFile,
          call,
          octets,
          localPort,
          serverPort,
          pause,
          patience,
          idle);
    }

    /** The same, not before so many ticks. */
    public Instruction after(int ticks) {
      return new Instruction(
          waitForConnection,
          waitForOctets,
          waitForEndOfFile,
          call,
          octets,
          fromPort,
          toPort,
          ticks,
          patience,
          idle);
    }

    /** The same, or CLOSE if it has not been made within so many ticks. */
    public Instruction orCloseAfter(int ticks) {
      return new Instruction(
          waitForConnection,
          waitForOctets,
          waitForEndOfFile,
          call,
          octets,
          fromPort,
          toPort,
          pause,
          ticks,
          idle);
    }

    /** The same, or CLOSE if it has not been made so many ticks after it could be. */
    public Instruction orCloseIfIdleFor(int ticks) {
      return new Instruction(
          waitForConnection,
          waitForOctets,
          waitForEndOfFile,
          call,
          octets,
          fromPort,
          toPort,
          pause,
          patience,
          ticks);
    }

    /** Whether the application closes if it is not made in time. */
    public boolean limited() {
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
        .mapToInt(i -> Math.max(i.pause(), Math.max(i.patience(), i.idle())))
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
      if (instruction.waitForEndOfFile()) {
        return Integer.MAX_VALUE;
      }
      read = Math.max(read, instruction.waitForOctets());
    }
    return read;
  }
}
