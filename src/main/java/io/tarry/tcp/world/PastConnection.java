package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings.Ghost;

/**
 * Ghost: how an end's connection went, kept until the end begins another, even if the peer began
 * another long before.
 */
public final class PastConnection extends Section<PastConnection> {

  private static final Fields<PastConnection> FIELDS = new Fields<>();

  /**
   * The incarnation of the 4-tuple that the end has, or had last. It is 0 if there was none, or if
   * a SYN that came too late began a connection of which only this end knows.
   */
  static final Field<PastConnection> CONNECTION =
      FIELDS
          .number("connection", at -> at.topology().incarnationsMax())
          .when(SectionPlace::remembersPast);

  /** Whether the peer has left this connection for another; the other fields say how. */
  static final Field<PastConnection> PEER_WENT_ON =
      FIELDS.flag("peerWentOn").when(SectionPlace::remembersPast);

  /** How the connection ended at a peer that has left it. */
  static final Field<PastConnection> PEER_FATE =
      FIELDS
          .choice("peerFate", Fate.values())
          .when(SectionPlace::remembersPast)
          .when(at -> at.remembers(Ghost.FATE));

  /** How many bytes a peer that has left gave to TCP. */
  static final Field<PastConnection> PEER_ACCEPTED =
      FIELDS.number("peerAccepted", SectionPlace::peersBytes).when(SectionPlace::remembersPast);

  /** How many bytes a peer that has left was given. */
  static final Field<PastConnection> PEER_DELIVERED =
      FIELDS
          .number("peerDelivered", at -> at.deliveredMax(at.side()))
          .when(SectionPlace::remembersPast);

  /** Whether a peer that has left was told an error. */
  static final Field<PastConnection> PEER_TOLD =
      FIELDS.flag("peerTold").when(SectionPlace::remembersPast);

  PastConnection(SectionPlace at) {
    super(FIELDS, at);
    if (!at.remembersPast()) {
      begin(1); // there is only one incarnation, should anybody ask
    }
  }

  /** Begins a connection of that incarnation. */
  void begin(int incarnation) {
    reset();
    set(CONNECTION, incarnation);
  }

  /** Notes how the peer leaves. */
  void peerGoesOn(Tcb tcb, App app) {
    set(PEER_WENT_ON, true);
    set(PEER_FATE, tcb.state() == TcpState.TIME_WAIT ? Fate.CLOSED : tcb.fate());
    set(PEER_ACCEPTED, app.accepted());
    set(PEER_DELIVERED, app.delivered());
    set(PEER_TOLD, app.error() != UserError.NONE);
  }

  int connection() {
    return get(CONNECTION);
  }

  boolean peerWentOn() {
    return is(PEER_WENT_ON);
  }

  Fate peerFate() {
    return Fate.of(get(PEER_FATE));
  }

  int peerAccepted() {
    return get(PEER_ACCEPTED);
  }

  int peerDelivered() {
    return get(PEER_DELIVERED);
  }

  boolean peerTold() {
    return is(PEER_TOLD);
  }
}
