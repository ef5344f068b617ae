package io.tarry.tcp.world;

import io.tarry.tcp.settings.Script;

/** The application at one end. */
public final class App {

  private static final App NOTHING = new App();

  /** How many steps of its script it has made. */
  public int position;

  /** How many octets TCP has taken from it, in all. */
  public int accepted;

  /** How many octets TCP has given it, in all. */
  public int delivered;

  /** Whether TCP has told it that the peer will send no more. */
  public boolean endOfFile;

  /** Why its connection failed; it does nothing more then. */
  public UserError error = UserError.NONE;

  /** Whether the next SEND will be told that the connection was reset, and nothing else is. */
  public boolean brokenPipe;

  /**
   * At a client's end, which session this is; all processes' sessions are numbered, from 1. 0 at a
   * server's end, and where nobody has opened yet.
   */
  public int session;

  /** The time that its next step watches: {@link Timer#OFF}, or 1 + the ticks that are left. */
  public int timer;

  App() {}

  /** Whether what that step waits for of the peer has not come yet. */
  public boolean waitsFor(Script.Instruction step) {
    return waitsForOctetsOf(step) || (step.awaited().endOfFile() && !endOfFile);
  }

  /** Whether octets are still missing that that step waits for. */
  public boolean waitsForOctetsOf(Script.Instruction step) {
    return delivered < step.awaited().octets() && !endOfFile;
  }

  /** Which session this is, from 1; 0 if there was none yet, and at a server. */
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

  /** How many octets TCP has taken from it, in all. */
  public int accepted() {
    return accepted;
  }

  /** How many octets TCP has given it, in all. */
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

  /** All fields, for people who look into a state. */
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
