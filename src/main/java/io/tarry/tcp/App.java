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

  void copyFrom(App other) {
    position = other.position;
    accepted = other.accepted;
    delivered = other.delivered;
    endOfFile = other.endOfFile;
    error = other.error;
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
        + error;
  }
}
