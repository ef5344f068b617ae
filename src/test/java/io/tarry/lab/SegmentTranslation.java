package io.tarry.lab;

import io.tarry.lab.difference.Answer;
import io.tarry.lab.difference.Sent;
import io.tarry.lab.difference.Setting;
import io.tarry.lab.difference.Step;
import io.tarry.lab.difference.View;
import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.world.Segment;
import io.tarry.wire.ControlBit;
import io.tarry.wire.Packet;
import io.tarry.wire.TcpHeader;
import io.tarry.wire.TcpOptions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The segments of one connection, as the model names them and as the kernel does: each has its own
 * sequence numbers, ports and clocks.
 */
final class SegmentTranslation {

  private static final int WINDOW_OF_PEER = 65_535;
  private static final int CLOCK_OF_PEER = 1_000_000;
  private static final int PEERS_NUMBERS = 100_000_000;
  private static final int FAR = 1_000_000;

  private static final Map<ControlBit, Integer> BITS =
      Map.of(
          ControlBit.SYN, Segment.SYN,
          ControlBit.ACK, Segment.ACK,
          ControlBit.FIN, Segment.FIN,
          ControlBit.RST, Segment.RST);

  private final Setting setting;
  private final SocketTable.Ends ends;
  private final NumbersOfKernel own;
  private final NumbersOfKernel peers;
  private final List<Sent> sentBefore = new ArrayList<>();
  private int clock;
  private int windowEnd;
  private boolean windowKnown;
  private long toEcho;

  SegmentTranslation(Setting setting, SocketTable.Ends ends) {
    this.setting = setting;
    this.ends = ends;
    own = new NumbersOfKernel(LoneEnd.iss(setting.side()), PEERS_NUMBERS / 2);
    peers = new NumbersOfKernel(LoneEnd.iss(setting.side().other()), PEERS_NUMBERS);
  }

  /** The peer's clock of timestamps goes on. */
  void tick() {
    clock++;
  }

  /** The segment that arrives, as the peer sends it. */
  Packet toKernel(Step.Arrival arrival, View before) {
    place(arrival, before);
    int ack = arrival.has(Segment.ACK) ? own.toKernel(before.ack(arrival)) : 0;
    return packet(arrival, peers.toKernel(before.seq(arrival)), ack);
  }

  /** A new connection counts from the number of this SYN, which was the last to be translated. */
  void begin(Step.Arrival syn, View before) {
    peers.fix(before.seq(syn), peers.toKernel(before.seq(syn)));
    windowKnown = false;
  }

  /** Says where numbers lie that are not near to those of the connection. */
  private void place(Step.Arrival arrival, View before) {
    own.forget();
    peers.forget();
    int rcvNxt = peers.toKernel(before.rcvNxt());
    int base = before.seqBase(arrival.seq());
    switch (arrival.seq()) {
      case RCV_NXT -> {}
      case WINDOW_END -> peers.also(base, windowKnown ? windowEnd : rcvNxt + WINDOW_OF_PEER);
      case FAR_BEFORE -> peers.also(base, rcvNxt - FAR);
      case FAR_BEYOND -> peers.also(base, rcvNxt + FAR);
    }
    int ackBase = before.ackBase(arrival.ack());
    switch (arrival.ack()) {
      case SND_NXT, SND_UNA, ISS -> {}
      case FAR_BEFORE -> own.also(ackBase, own.toKernel(before.iss()) - FAR);
      case FAR_BEYOND -> own.also(ackBase, own.toKernel(before.sndNxt()) + FAR);
    }
  }

  private Packet packet(Step.Arrival arrival, int seq, int ack) {
    Set<ControlBit> bits = EnumSet.noneOf(ControlBit.class);
    for (Map.Entry<ControlBit, Integer> each : BITS.entrySet()) {
      if (arrival.has(each.getValue())) {
        bits.add(each.getKey());
      }
    }
    boolean stamped = setting.timestamps() && arrival.stamp() != Step.Arrival.UNSTAMPED;
    TcpOptions options =
        stamped
            ? TcpOptions.stamped(CLOCK_OF_PEER + clock - arrival.stamp(), toEcho)
            : TcpOptions.NONE;
    TcpHeader header =
        new TcpHeader(ends.there(), ends.here(), seq, ack, bits, WINDOW_OF_PEER, options);
    return Packet.of(header, new byte[arrival.text()]);
  }

  /**
   * What the kernel has sent; nothing if it belongs to an earlier connection, or is sent again
   * since a timer of the kernel has expired.
   */
  Optional<Sent> toModel(TcpHeader header, int text, Answer expected) {
    if (!header.from().equals(ends.here()) || !header.to().equals(ends.there())) {
      return Optional.empty(); // of an earlier connection
    }
    int flags =
        BITS.entrySet().stream()
            .filter(each -> header.has(each.getKey()))
            .mapToInt(Map.Entry::getValue)
            .sum();
    boolean rst = header.has(ControlBit.RST);
    if (header.has(ControlBit.SYN)) {
      expected.sent().stream()
          .filter(each -> each.has(Segment.SYN))
          .forEach(each -> own.fix(each.seq(), (int) header.seq()));
    }
    if (header.has(ControlBit.ACK) && !rst) {
      int end = (int) header.ack() + header.window();
      windowEnd = windowKnown && end - windowEnd < 0 ? windowEnd : end;
      windowKnown = true;
    }
    int seq = rst && header.seq() == 0 ? 0 : own.toModel((int) header.seq());
    int ack = header.has(ControlBit.ACK) ? peers.toModel((int) header.ack()) : 0;
    Sent sent = new Sent(flags, seq, ack, text, stamp(header, rst));
    if (sent.end() > sent.seq() && !rst) {
      header.options().timestamps().ifPresent(stamps -> toEcho = stamps.value());
      if (sentBefore.stream().anyMatch(sent::repeats)
          && expected.sent().stream().noneMatch(sent::repeats)) {
        return Optional.empty(); // its retransmission timer has expired
      }
    }
    return Optional.of(sent);
  }

  /** Notes what was sent up to now, so that a retransmission of it is known as one. */
  void note(List<Sent> sent) {
    sentBefore.addAll(sent);
  }

  /** Of a RST they are not looked at: the model leaves them out. */
  private int stamp(TcpHeader header, boolean rst) {
    Optional<TcpOptions.Timestamps> stamps = header.options().timestamps();
    if (rst || stamps.isEmpty()) {
      return Sent.UNSTAMPED;
    }
    int echo = (int) stamps.get().echo();
    return echo == 0 ? Sent.NOTHING : CLOCK_OF_PEER + clock - echo;
  }
}
