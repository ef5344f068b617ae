package io.tarry.tcp;

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
   */
  public record Instruction(
      boolean waitForConnection,
      int waitForOctets,
      boolean waitForEndOfFile,
      Call call,
      int octets) {

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
      return new Instruction(true, waitForOctets, waitForEndOfFile, call, octets);
    }

    /** The same, once so many octets have been received in all. */
    public Instruction onceReceived(int octetsReceived) {
      return new Instruction(waitForConnection, octetsReceived, waitForEndOfFile, call, octets);
    }

    /** The same, once the peer's FIN has been consumed. */
    public Instruction onEndOfFile() {
      return new Instruction(waitForConnection, waitForOctets, true, call, octets);
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

  /**
   * How many octets it has read before its step number {@code position}: all that there will ever
   * be, if it has read up to the end of file.
   */
  int octetsReadBefore(int position) {
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
