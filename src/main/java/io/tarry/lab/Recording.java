package io.tarry.lab;

import io.tarry.wire.Bytes;
import io.tarry.wire.Capture;
import io.tarry.wire.Capture.Direction;
import io.tarry.wire.LinkType;
import io.tarry.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What passes one host while a run is played, as a capture made there. */
final class Recording {

  private static final long NANOS_PER_MICRO = 1_000;

  private final String host;
  private final List<Capture.Interface> places;
  private final long start = System.nanoTime();
  private final List<Capture.Frame> frames = new ArrayList<>();

  private Recording(String host, List<Capture.Interface> places) {
    this.host = host;
    this.places = places;
  }

  /** What a host sends and what arrives there. */
  static Recording ofHost(String host, String kernel) {
    String what =
        "what Linux %s sends as the run's %s, and what arrives there".formatted(kernel, host);
    return new Recording(host, List.of(new Capture.Interface(host, what, LinkType.RAW)));
  }

  /** What passes a NAT, on the clients' side of it (0) and on the server's (1). */
  static Recording ofNat(String nat, String kernel) {
    String what =
        "what passes Linux %s as the run's %s, on the side of the ".formatted(kernel, nat);
    return new Recording(
        nat,
        List.of(
            new Capture.Interface(nat + " inside", what + "clients", LinkType.RAW),
            new Capture.Interface(nat + " outside", what + "server", LinkType.RAW)));
  }

  String host() {
    return host;
  }

  void add(Direction way, Packet packet) {
    add(0, way, packet);
  }

  void add(int place, Direction way, Packet packet) {
    long micros = (System.nanoTime() - start) / NANOS_PER_MICRO;
    frames.add(
        new Capture.Frame(
            frames.size() + 1, place, micros, Optional.of(way), Bytes.of(packet.bytes()), ""));
  }

  Capture capture() {
    return new Capture("", places, frames);
  }
}
