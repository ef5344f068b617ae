package io.tarry.lab;

import io.tarry.check.Story;
import io.tarry.tcp.settings.Side;
import io.tarry.wire.Capture.Direction;
import io.tarry.wire.ControlBit;
import io.tarry.wire.Packet;
import io.tarry.wire.TcpHeader;
import io.tarry.wire.TcpOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The network between the hosts: takes what kernels send, and gives them what a run says. */
final class LabNetwork {

  /** How often to look whether playing is to end. */
  private static final int SLICE_MILLIS = 100;

  private final List<Host> hosts;
  private final Optional<Nat> nat;
  private final Endpoints endpoints;
  private final List<Recording> recordings;
  private final BooleanSupplier cancelled;

  /** When each host was last found to have sent nothing more. */
  private final long[] silentAt;

  LabNetwork(
      List<Host> hosts,
      Optional<Nat> nat,
      Endpoints endpoints,
      List<Recording> recordings,
      BooleanSupplier cancelled) {
    this.hosts = hosts;
    this.nat = nat;
    this.recordings = recordings;
    this.endpoints = endpoints;
    this.cancelled = cancelled;
    silentAt = new long[hosts.size()];
    Arrays.fill(silentAt, System.nanoTime());
  }

  /** Playing cannot go on. */
  static class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Playing is to end. */
  static final class Cancelled extends Stopped {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What a kernel has sent.
   *
   * @param from the end that it is from
   * @param segment it, with the numbers of the run
   * @param packet it, as it came; behind a NAT, as it came out of that
   * @param when when it was sent
   */
  record Captured(
      Endpoint from, Story.Segment segment, Packet packet, TimestampTranslation.Between when) {

    /** Whether the end has sent it before, and would send it until it is acknowledged. */
    boolean isAgain() {
      return occupiesNumbers()
          && from.sent.stream()
              .anyMatch(earlier ->
                  earlier.flags().equals(segment.flags())
                      && earlier.seq() == segment.seq()
                      && earlier.length() == segment.length());
    }

    private boolean occupiesNumbers() {
      return segment.length() > 0 || segment.has(Story.Flag.SYN) || segment.has(Story.Flag.FIN);
    }
  }

  /** Waits until that moment, by the clock of {@link System#nanoTime}, for what a kernel sends. */
  Optional<Captured> next(long until) throws IOException, Stopped {
    while (true) {
      for (int host = 0; host < hosts.size(); host++) {
        long before = System.nanoTime();
        Optional<Packet> packet = hosts.get(host).sent();
        if (packet.isPresent()) {
          recordings.get(host).add(Direction.OUTBOUND, packet.get());
          var when = new TimestampTranslation.Between(silentAt[host], System.nanoTime());
          return Optional.of(captured(host, packet.get(), when));
        }
        silentAt[host] = before;
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (cancelled.getAsBoolean()) {
        throw new Cancelled();
      }
      if (left <= 0) {
        return Optional.empty();
      }
      // If that fails, the hosts are asked all the same.
      Tun.poll(hosts.stream().map(Host::tun).toList(), (int) Math.min(left, SLICE_MILLIS));
    }
  }

  private Captured captured(int host, Packet sent, TimestampTranslation.Between when)
      throws IOException, Stopped {
    Endpoint from = find(host, new SocketTable.Ends(sent.header().from(), sent.header().to()));
    Packet packet =
        nat.isPresent() && from.end.side() == Side.CLIENT
            ? nat.get().outward(sent, Endpoints.clientOf(from.connection))
            : sent;
    TcpHeader header = packet.header();
    Story.Segment segment =
        new Story.Segment(
            from.connection,
            flags(header),
            isUnnumbered(header) ? 0 : from.own.ofRun((int) header.seq()),
            header.has(ControlBit.ACK) ? endpoints.peer(from).seen.ofRun((int) header.ack()) : 0,
            packet.textLength(),
            header.options().timestamps().map(stamps -> (int) stamps.value()),
            0);
    return new Captured(from, segment, packet, when);
  }

  /** A RST for a segment without an ACK has the number 0, whatever the connection's numbers are. */
  private static boolean isUnnumbered(TcpHeader header) {
    return header.has(ControlBit.RST) && header.seq() == 0;
  }

  private static List<Story.Flag> flags(TcpHeader header) {
    return Stream.of(Story.Flag.values())
        .filter(flag -> header.has(ControlBit.valueOf(flag.name())))
        .toList();
  }

  private Endpoint find(int host, SocketTable.Ends ends) throws IOException {
    return endpoints
        .at(host, ends)
        .orElseThrow(
            () -> new IOException("a kernel sends on a connection that is not in the run"));
  }

  /**
   * Notes that the run has that segment, where the kernel sent this packet.
   *
   * @return what is wrong with its timestamps; empty if nothing is
   */
  static Optional<String> note(Captured captured, Story.Segment ofRun) {
    Endpoint from = captured.from();
    TcpHeader header = captured.packet().header();
    if (header.has(ControlBit.SYN) && !captured.isAgain()) {
      from.own.fix(ofRun.seq(), (int) header.seq());
      if (!from.seen.isFixed()) {
        from.seen.fix(ofRun.seq(), (int) header.seq());
      }
      from.sent.clear();
      from.stamps.begins();
    }
    if (captured.occupiesNumbers()) {
      from.sent.add(ofRun);
    }
    return header
        .options()
        .timestamps()
        .filter(stamps -> ofRun.timestamp().isPresent())
        .flatMap(
            stamps -> from.stamps.sends(ofRun.timestamp().orElseThrow(), stamps, captured.when()));
  }

  /** Lets a segment of the run, for which a kernel sent that packet, arrive at the other end. */
  void deliver(Endpoint from, Packet packet, Story.Segment ofRun) throws IOException, Stopped {
    Endpoint to = endpoints.peer(from);
    TcpHeader header = packet.header();
    int seq = isUnnumbered(header) ? 0 : from.seen.ofKernel(ofRun.seq());
    int ack = header.has(ControlBit.ACK) ? to.own.ofKernel(ofRun.ack()) : 0;
    TcpOptions options =
        header
            .options()
            .timestamps()
            .map(stamps ->
                header
                    .options()
                    .withTimestamps(
                        ofRun
                            .timestamp()
                            .map(stamp -> (long) TimestampTranslation.forReceiver(stamp))
                            .orElse(stamps.value()),
                        to.stamps.echo((int) stamps.echo())))
            .orElse(header.options());
    ofRun.timestamp().ifPresent(to.stamps::arrives);
    TcpHeader translated = header.numbered(seq, ack).with(options);
    Packet there = Packet.of(translated, packet.text());
    Packet arriving =
        nat.isPresent() && to.end.side() == Side.CLIENT
            ? nat.get().inward(there, to.ends.here())
            : there;
    recordings.get(to.host).add(Direction.INBOUND, arriving);
    hosts.get(to.host).deliver(arriving.bytes());
  }

  /** Lets a connection pass to that client, which is about to open it. */
  void pass(Endpoint to) throws IOException {
    Endpoint before = endpoints.holder(to.connection);
    if (nat.isPresent() && before != to) {
      nat.get().forget(before.ends);
    }
    endpoints.pass(to);
  }
}
