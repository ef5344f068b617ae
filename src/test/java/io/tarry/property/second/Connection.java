package io.tarry.property.second;

/**
 * A connection: the parts of its client's end and of its server's.
 *
 * @param opening the connection whose active OPEN sent the SYN that began it: itself, unless the
 *     SYN came late
 */
record Connection(int tuple, int opening, Part client, Part server) {

  Part part(int end) {
    return Moment.isClient(end) ? client : server;
  }

  Connection copy() {
    return new Connection(tuple, opening, client.copy(), server.copy());
  }

  /** Whether bytes that one end's user gave did not come to the other's. */
  boolean lostBytes() {
    return client.bytesGiven > server.bytesDelivered || server.bytesGiven > client.bytesDelivered;
  }
}
