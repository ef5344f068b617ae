package io.tarry.lab;

import io.tarry.wire.Bytes;
import io.tarry.wire.Capture;
import io.tarry.wire.Capture.Direction;
import io.tarry.wire.LinkType;
import io.tarry.wire.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one host sends and what arrives there while a run is played, as a capture made there. */
final class Recording {

  private static final long NANOS_PER_MICRO = 1_000;

  private final String host;
  private final String kernel;
  private final long start = System.nanoTime();
  private final List<Capture.Frame> frames = new ArrayList<>();

  Recording(String host, String kernel) {
    this.host = host;
    this.kernel = kernel;
  }

  String host() {
    return host;
  }

  void add(Direction way, Packet packet) {
    long micros = (System.nanoTime() - start) / NANOS_PER_MICRO;
    frames.add(
        new Capture.Frame(
            frames.size() + 1, 0, micros, Optional.of(way), Bytes.of(packet.bytes()), ""));
  }

  Capture capture() {
    String what =
        "what Linux %s sends as the run's %s, and what arrives there".formatted(kernel, host);
    var place = new Capture.Interface(host, what, LinkType.RAW);
    return new Capture("", List.of(place), frames);
  }
}
