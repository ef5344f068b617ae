package io.tarry.tcp;

/** The application at one end. */
public final class App {

  /** How many steps of its script it has made. */
  int position;

  /** How many octets TCP has taken from it, in all. */
  int accepted;

  /** How many octets TCP has given it, in all. */
  int delivered;

  /** Whether TCP has told it that the peer will send no more. */
  boolean endOfFile;

  /** Why its connection failed; it does nothing more then. */
  UserError error = UserError.NONE;

  /** Whether the next SEND will be told that the connection was reset, and nothing else is. */
  boolean brokenPipe;

  /**
   * At a client's end, which session this is; all processes' sessions are numbered, from 1. 0 at a
   * server's end, and where nobody has opened yet.
   */
  int session;

  /** The time that its next step watches: {@link Timer#OFF}, or 1 + the ticks that are left. */
  int timer;

  App() {}

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
  void reset() {
    position = 0;
    accepted = 0;
    delivered = 0;
    endOfFile = false;
    error = UserError.NONE;
    brokenPipe = false;
    session = 0;
    timer = Timer.OFF;
  }

  void copyFrom(App other) {
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
