package io.tarry.lab;

import io.tarry.check.Story;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The network between the hosts: takes what kernels send, and gives them what a run says. */
final class Wire {

  /** So often is it looked whether playing is to end. */
  private static final int SLICE_MILLIS = 100;

  private static final int POLLFD_LENGTH = 8;

  private final List<Host> hosts;
  private final List<Endpoint> endpoints;
  private final BooleanSupplier cancelled;

  Wire(List<Host> hosts, List<Endpoint> endpoints, BooleanSupplier cancelled) {
    this.hosts = hosts;
    this.endpoints = endpoints;
    this.cancelled = cancelled;
  }

  /** Playing is to end. */
  static final class Cancelled extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * What a kernel has sent.
   *
   * @param from the end that it is from
   * @param segment it, with the numbers of the run
   * @param packet it, as it came
   */
  record Captured(Endpoint from, Story.Segment segment, Packet packet) {

    /** Whether the end has sent it before, and would send it until it is acknowledged. */
    boolean isAgain() {
      return packet.occupiesNumbers()
          && from.sent.stream()
              .anyMatch(earlier ->
                  earlier.flags().equals(segment.flags())
                      && earlier.seq() == segment.seq()
                      && earlier.length() == segment.length());
    }
  }

  /** Waits until that moment, by the clock of {@link System#nanoTime}, for what a kernel sends. */
  Optional<Captured> next(long until) throws IOException, Cancelled {
    while (true) {
      for (int host = 0; host < hosts.size(); host++) {
        Optional<Packet> packet = hosts.get(host).sent();
        if (packet.isPresent()) {
          return Optional.of(captured(host, packet.get()));
        }
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (cancelled.getAsBoolean()) {
        throw new Cancelled();
      }
      if (left <= 0) {
        return Optional.empty();
      }
      poll((int) Math.min(left, SLICE_MILLIS));
    }
  }

  private void poll(int millis) {
    ByteBuffer asked =
        ByteBuffer.allocate(POLLFD_LENGTH * hosts.size()).order(ByteOrder.nativeOrder());
    hosts.forEach(host -> asked.putInt(host.tun()).putShort(Libc.POLLIN).putShort((short) 0));
    // If it fails, the hosts are asked all the same.
    Libc.c().poll(asked.array(), hosts.size(), millis);
  }

  private Captured captured(int host, Packet packet) throws IOException {
    var ends =
        new SocketTable.Ends(
            packet.source(), packet.sourcePort(), packet.destination(), packet.destinationPort());
    Endpoint from = find(host, ends);
    Endpoint to = peer(from);
    int seq = packet.numbers().seq();
    boolean plainZero = packet.has(Packet.RST) && packet.has(Packet.ACK) && seq == 0;
    int ack = packet.has(Packet.ACK) ? to.seen.ofRun(packet.numbers().ack()) : 0;
    Story.Segment segment =
        new Story.Segment(
            from.connection,
            flags(packet),
            plainZero ? 0 : from.own.ofRun(seq),
            ack,
            packet.length(),
            packet.stamps().map(Packet.Stamps::value),
            0);
    return new Captured(from, segment, packet);
  }

  private static List<Story.Flag> flags(Packet packet) {
    return Stream.of(Story.Flag.values()).filter(flag -> packet.has(bit(flag))).toList();
  }

  private static int bit(Story.Flag flag) {
    return switch (flag) {
      case SYN -> Packet.SYN;
      case FIN -> Packet.FIN;
      case RST -> Packet.RST;
      case ACK -> Packet.ACK;
    };
  }

  private Endpoint find(int host, SocketTable.Ends ends) throws IOException {
    return endpoints.stream()
        .filter(one -> one.host == host && one.ends.equals(ends))
        .findFirst()
        .orElseThrow(
            () -> new IOException("a kernel sends on a connection that is not in the run"));
  }

  /** The other end of its connection. */
  Endpoint peer(Endpoint one) {
    SocketTable.Ends ends = one.ends;
    var others =
        new SocketTable.Ends(ends.peerAddress(), ends.peerPort(), ends.address(), ends.port());
    return endpoints.stream().filter(end -> end.ends.equals(others)).findFirst().orElseThrow();
  }

  /** Notes that the run has that segment, where the kernel sent this packet. */
  static void note(Captured captured, Story.Segment ofRun) {
    Endpoint from = captured.from();
    Packet packet = captured.packet();
    if (packet.has(Packet.SYN) && !captured.isAgain()) {
      from.own.fix(ofRun.seq(), packet.numbers().seq());
      if (!from.seen.isFixed()) {
        from.seen.fix(ofRun.seq(), packet.numbers().seq());
      }
      from.sent.clear();
    }
    if (packet.occupiesNumbers()) {
      from.sent.add(ofRun);
    }
    if (packet.stamps().isPresent() && ofRun.timestamp().isPresent()) {
      from.stamps.sent(ofRun.timestamp().get(), packet.stamps().get().value());
    }
  }

  /** Lets a segment of the run, for which a kernel sent that packet, arrive at the other end. */
  void deliver(Endpoint from, Packet packet, Story.Segment ofRun) throws IOException {
    Endpoint to = peer(from);
    boolean plainZero = packet.has(Packet.RST) && packet.numbers().seq() == 0;
    int seq = plainZero ? 0 : from.seen.ofKernel(ofRun.seq());
    int ack = packet.has(Packet.ACK) ? to.own.ofKernel(ofRun.ack()) : packet.numbers().ack();
    Optional<Packet.Stamps> stamps =
        packet
            .stamps()
            .map(own ->
                new Packet.Stamps(
                    ofRun.timestamp().map(Stamping::forReceiver).orElse(own.value()),
                    to.stamps.echo(own.echo())));
    hosts.get(to.host).deliver(packet.with(new Packet.Numbers(seq, ack), stamps));
  }

  /** The hosts. */
  List<Host> hosts() {
    return new ArrayList<>(hosts);
  }
}
