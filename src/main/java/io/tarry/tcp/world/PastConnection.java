package io.tarry.tcp.world;

/**
 * A ghost: what an end's connection came to, kept until the end begins another, even where the peer
 * has begun another long before.
 */
public final class PastConnection {

  /**
   * The incarnation of the 4-tuple that the end has, or had last. It is 0 if there was none, or if
   * a SYN that came too late began a connection of which only this end knows.
   */
  int connection;

  /** Whether the peer has left this connection for another; the rest says how it left this one. */
  boolean peerWentOn;

  /** Of a peer that went on: how its end ended. */
  Fate peerFate = Fate.OPEN;

  /** Of a peer that went on: how many bytes it gave to TCP. */
  int peerAccepted;

  /** Of a peer that went on: how many bytes it was given. */
  int peerDelivered;

  /** Of a peer that went on: whether it was told an error. */
  boolean peerTold;

  PastConnection() {}

  /** A connection of that incarnation begins. */
  void begin(int incarnation) {
    connection = incarnation;
    peerWentOn = false;
    peerFate = Fate.OPEN;
    peerAccepted = 0;
    peerDelivered = 0;
    peerTold = false;
  }

  /** The peer leaves. */
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

  /** All fields, for people who look into a state. */
  @Override
  public String toString() {
    return connection
        + (peerWentOn
            ? "/%s %d %d %s".formatted(peerFate, peerAccepted, peerDelivered, peerTold)
            : "");
  }
}
