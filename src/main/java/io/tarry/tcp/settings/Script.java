package io.tarry.tcp.settings;

import java.util.List;

/**
 * What an application does, in order. The search chooses when it does each step.
 *
 * @param instructions the steps
 */
public record Script(List<Instruction> instructions) {

  /**
   * One step: a call, and what must have happened before it is made.
   *
   * @param bytes how many bytes a {@link Call#SEND} sends, 0 otherwise
   * @param ports which ports an {@link Call#OPEN} is for
   */
  public record Instruction(Call call, int bytes, Awaited awaited, Ports ports, Times times) {

    /** A call that waits for nothing. */
    public static Instruction of(Call call) {
      return new Instruction(call, 0, Awaited.NOTHING, Ports.ANY, Times.NONE);
    }

    /** SEND of this many bytes, as one segment. */
    public static Instruction send(int bytes) {
      return new Instruction(Call.SEND, bytes, Awaited.NOTHING, Ports.ANY, Times.NONE);
    }

    /** A copy that waits until the connection is established. */
    public Instruction onceConnected() {
      return once(new Awaited(true, awaited.bytes, awaited.endOfFile));
    }

    /** A copy that waits until this many bytes have been received in all. */
    public Instruction onceReceived(int bytesReceived) {
      return once(new Awaited(awaited.connection, bytesReceived, awaited.endOfFile));
    }

    /** A copy that waits until the peer's FIN has been consumed. */
    public Instruction onEndOfFile() {
      return once(new Awaited(awaited.connection, awaited.bytes, true));
    }

    private Instruction once(Awaited these) {
      return new Instruction(call, bytes, these, ports, times);
    }

    /** A copy with a local port and a port of the server; 0 for any. */
    public Instruction between(int localPort, int serverPort) {
      return new Instruction(call, bytes, awaited, new Ports(localPort, serverPort), times);
    }

    /** A copy that waits at least this many ticks. */
    public Instruction after(int ticks) {
      return within(new Times(ticks, times.patience, times.idle));
    }

    /** A copy that becomes CLOSE if it could not be made within this many ticks. */
    public Instruction orCloseAfter(int ticks) {
      return within(new Times(times.pause, ticks, times.idle));
    }

    /** A copy that becomes CLOSE if it was not made within this many ticks after it could be. */
    public Instruction orCloseIfIdleFor(int ticks) {
      return within(new Times(times.pause, times.patience, ticks));
    }

    private Instruction within(Times these) {
      return new Instruction(call, bytes, awaited, ports, these);
    }
  }

  /**
   * What must have come from the peer before a call is made.
   *
   * @param connection until the connection is established (or has failed), as connect() and
   *     accept() wait
   * @param bytes until this many bytes have been received in all, or the end of file; those are
   *     then read
   * @param endOfFile until the peer's FIN has been consumed; all bytes before it are read
   */
  public record Awaited(boolean connection, int bytes, boolean endOfFile) {

    /** The call is made at once. */
    public static final Awaited NOTHING = new Awaited(false, 0, false);

    /** Whether it waits for something that the peer sends on the established connection. */
    public boolean isData() {
      return bytes > 0 || endOfFile;
    }
  }

  /**
   * Which ports a connection is opened from and to.
   *
   * @param from the local port that it is bound to, or 0 for any of the pool
   * @param to the server's port, or 0 for the first
   */
  public record Ports(int from, int to) {

    /** Any port of the pool, and the server's first one. */
    public static final Ports ANY = new Ports(0, 0);
  }

  /**
   * When a call is made, in ticks.
   *
   * @param pause how many pass at least between the step before and this one
   * @param patience how many after the step before the application stops waiting and closes
   *     instead, or 0 if it waits for ever
   * @param idle how many after what it waits for has come before the application closes instead, or
   *     0 if there is no limit
   */
  public record Times(int pause, int patience, int idle) {

    /** No limits: the search chooses. */
    public static final Times NONE = new Times(0, 0, 0);

    /** The longest of the three times. */
    int longest() {
      return Math.max(pause, Math.max(patience, idle));
    }

    /** Whether the application closes if the call is not made in time. */
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

  /** How many bytes it sends in all. */
  public int bytesSent() {
    return instructions.stream().mapToInt(Instruction::bytes).sum();
  }

  /** The longest time of any of its steps, in ticks. */
  public int longestTime() {
    return instructions.stream()
        .mapToInt(instruction -> instruction.times().longest())
        .max()
        .orElse(0);
  }

  /**
   * How many bytes it has read before its step number {@code position}. Where it has read up to the
   * end of file, that is every byte there can be.
   */
  public int bytesReadBefore(int position) {
    int read = 0;
    for (int i = 0; i < position; i++) {
      Instruction instruction = instructions.get(i);
      if (instruction.awaited().endOfFile()) {
        return Integer.MAX_VALUE;
      }
      read = Math.max(read, instruction.awaited().bytes());
    }
    return read;
  }
}
