package io.tarry.property.second;

/** What one end has done and seen in one connection. */
final class Part {

  enum Ending {
    /** It is there still, or never was. */
    NONE,
    IN_GOOD_ORDER,
    RESET,
    ABORTED,
    GAVE_UP
  }

  /** Whether the end opened it actively. */
  boolean active;

  /** Whether the end is in it now. */
  boolean there;

  Ending ending = Ending.NONE;
  int bytesGiven;
  int bytesDelivered;
  boolean toldError;
  boolean hadCloseWait;
  boolean hadClosing;
  int finsTaken;

  /** The sequence number of its FIN; 0 if it sent none. */
  int fin;

  /** The largest sequence number that it has used. */
  int highest;

  /** The peer's initial sequence number, as it knows it. */
  int irs;

  Part copy() {
    Part copy = new Part();
    copy.active = active;
    copy.there = there;
    copy.ending = ending;
    copy.bytesGiven = bytesGiven;
    copy.bytesDelivered = bytesDelivered;
    copy.toldError = toldError;
    copy.hadCloseWait = hadCloseWait;
    copy.hadClosing = hadClosing;
    copy.finsTaken = finsTaken;
    copy.fin = fin;
    copy.highest = highest;
    copy.irs = irs;
    return copy;
  }

  boolean quit() {
    return ending == Ending.ABORTED || ending == Ending.GAVE_UP;
  }

  /** All of it, so that equal histories are found. */
  @Override
  public String toString() {
    int flags =
        (active ? 1 : 0)
            | (there ? 2 : 0)
            | (toldError ? 4 : 0)
            | (hadCloseWait ? 8 : 0)
            | (hadClosing ? 16 : 0);
    return flags
        + "/"
        + ending
        + "/"
        + bytesGiven
        + "/"
        + bytesDelivered
        + "/"
        + finsTaken
        + "/"
        + fin
        + "/"
        + highest
        + "/"
        + irs;
  }
}
