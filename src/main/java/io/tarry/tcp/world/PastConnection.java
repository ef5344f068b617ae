package io.tarry.tcp.world;

/**
 * Ghost: how an end's connection went, kept until the end begins another, even if the peer began
 * another long before.
 */
public final class PastConnection {

  /**
   * The incarnation of the 4-tuple that the end has, or had last. It is 0 if there was none, or if
   * a SYN that came too late began a connection of which only this end knows.
   */
  int connection;

  /** Whether the peer has left this connection for another; the other fields say how. */
  boolean peerWentOn;

  /** How the connection ended at a peer that has left it. */
  Fate peerFate = Fate.OPEN;

  /** How many bytes a peer that has left gave to TCP. */
  int peerAccepted;

  /** How many bytes a peer that has left was given. */
  int peerDelivered;

  /** Whether a peer that has left was told an error. */
  boolean peerTold;

  PastConnection() {}

  /** Begins a connection of that incarnation. */
  void begin(int incarnation) {
    connection = incarnation;
    peerWentOn = false;
    peerFate = Fate.OPEN;
    peerAccepted = 0;
    peerDelivered = 0;
    peerTold = false;
  }

  /** Notes how the peer leaves. */
  void peerGoesOn(Tcb tcb, App app) {
    peerWentOn = true;
    peerFate = tcb.state == TcpState.TIME_WAIT ? Fate.CLOSED : tcb.fate;
    peerAccepted = app.accepted;
    peerDelivered = app.delivered;
    peerTold = app.error != UserError.NONE;
  }

  void copyFrom(PastConnection other) {
    connection = other.connection;
    peerWentOn = other.peerWentOn;
    peerFate = other.peerFate;
    peerAccepted = other.peerAccepted;
    peerDelivered = other.peerDelivered;
    peerTold = other.peerTold;
  }

  /** All fields, for debugging. */
  @Override
  public String toString() {
    return connection
        + (peerWentOn
            ? "/%s %d %d %s".formatted(peerFate, peerAccepted, peerDelivered, peerTold)
            : "");
  }
}
