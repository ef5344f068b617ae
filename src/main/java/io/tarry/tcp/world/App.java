package io.tarry.tcp.world;

import io.tarry.tcp.settings.Script;

/** The application at one end. */
public final class App {

  private static final App NOTHING = new App();

  /** How many steps of its script it has made. */
  public int position;

  /** How many bytes TCP has taken from it, in all. */
  public int accepted;

  /** How many bytes TCP has given it, in all. */
  public int delivered;

  /** Whether TCP has told it that the peer will send no more. */
  public boolean endOfFile;

  /** Why its connection failed; after that it does nothing more. */
  public UserError error = UserError.NONE;

  /** Whether it will learn of a reset by its next SEND, and by nothing else. */
  public boolean brokenPipe;

  /**
   * The number of its session, at a client's end; the sessions of all processes are numbered
   * together, from 1. 0 at a server's end, and where nobody has opened yet.
   */
  public int session;

  /** The time that its next step watches: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int timer;

  App() {}

  /** Whether what the step waits for has not yet come from the peer. */
  public boolean waitsFor(Script.Instruction step) {
    return waitsForBytesOf(step) || (step.awaited().endOfFile() && !endOfFile);
  }

  /** Whether bytes that the step waits for are still missing. */
  public boolean waitsForBytesOf(Script.Instruction step) {
    return delivered < step.awaited().bytes() && !endOfFile;
  }

  /** The number of its session, from 1; 0 if there was none yet, and at a server. */
  public int session() {
    return session;
  }

  /** The time that its next step watches: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int timer() {
    return timer;
  }

  /** How many steps of its script it has made. */
  public int position() {
    return position;
  }

  /** How many bytes TCP has taken from it, in all. */
  public int accepted() {
    return accepted;
  }

  /** How many bytes TCP has given it, in all. */
  public int delivered() {
    return delivered;
  }

  /** Whether TCP has told it that the peer will send no more. */
  public boolean endOfFile() {
    return endOfFile;
  }

  /** Why its connection failed. */
  public UserError error() {
    return error;
  }

  /** A new socket, with nothing done yet. */
  public void reset() {
    copyFrom(NOTHING);
  }

  public void copyFrom(App other) {
    session = other.session;
    timer = other.timer;
    position = other.position;
    accepted = other.accepted;
    delivered = other.delivered;
    endOfFile = other.endOfFile;
    error = other.error;
    brokenPipe = other.brokenPipe;
  }

  /** All fields, for debugging. */
  @Override
  public String toString() {
    return "position="
        + position
        + " accepted="
        + accepted
        + " delivered="
        + delivered
        + (endOfFile ? " endOfFile" : "")
        + " "
        + error
        + (brokenPipe ? " brokenPipe" : "")
        + " session="
        + session
        + " timer="
        + timer;
  }
}
