package io.tarry.judge;

import io.tarry.wire.Capture;
import io.tarry.wire.Capture.Direction;
import io.tarry.wire.Capture.Frame;
import io.tarry.wire.ControlBit;
import io.tarry.wire.LinkType;
import io.tarry.wire.Packet;
import io.tarry.wire.PacketException;
import io.tarry.wire.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The segments of one connection in a capture.
 *
 * @param client who opened it, or, where that is not seen, whose port is the larger
 * @param server the other
 * @param segments what was seen, in the order of the file
 */
public record Conversation(SocketAddress client, SocketAddress server, List<SeenSegment> segments) {

  /** Copies the list. */
  public Conversation {
    segments = List.copyOf(segments);
  }

  /** Whose segments a pair of addresses names, whoever sends. */
  private record Pair(SocketAddress one, SocketAddress other) {
    static Pair of(SocketAddress from, SocketAddress to) {
      boolean inOrder =
          from.port() != to.port()
              ? from.port() > to.port()
              : Integer.compareUnsigned(from.host(), to.host()) <= 0;
      return inOrder ? new Pair(from, to) : new Pair(to, from);
    }

    @Override
    public String toString() {
      return one + "-" + other;
    }
  }

  private record Found(Frame frame, Packet packet) {}

  /**
   * Picks a connection out of a capture.
   *
   * @param chosen the connection, as {@code 10.0.0.1:40000-10.0.1.1:80}; needed where there are
   *     several
   * @param host the address of the host where it was captured; needed where the file does not say
   *     which way packets went
   * @throws JudgeException if something else is in the capture than can be judged
   */
  public static Conversation of(Capture capture, Optional<String> chosen, Optional<String> host)
      throws JudgeException {
    List<Found> found = packets(capture);
    Set<Pair> pairs =
        found.stream()
            .map(each -> pair(each.packet))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Pair pair = choose(pairs, chosen);
    List<Found> ofPair = found.stream().filter(each -> pair(each.packet).equals(pair)).toList();
    requireInOrder(ofPair);
    SocketAddress client =
        ofPair.stream()
            .map(each -> each.packet.header())
            .filter(header -> header.has(ControlBit.SYN) && !header.has(ControlBit.ACK))
            .map(header -> header.from())
            .findFirst()
            .orElse(pair.one);
    SocketAddress server = client.equals(pair.one) ? pair.other : pair.one;
    List<SeenSegment> segments = new ArrayList<>();
    for (Found each : ofPair) {
      segments.add(
          new SeenSegment(
              each.frame.number(),
              each.frame.micros(),
              each.frame.at(),
              isOutbound(each, pair, host),
              each.packet.header(),
              each.packet.textLength()));
    }
    return new Conversation(client, server, segments);
  }

  private static Pair pair(Packet packet) {
    return Pair.of(packet.header().from(), packet.header().to());
  }

  private static List<Found> packets(Capture capture) throws JudgeException {
    List<Found> found = new ArrayList<>();
    TreeMap<String, Integer> others = new TreeMap<>();
    for (Frame frame : capture.packets()) {
      LinkType link = capture.interfaces().get(frame.at()).link();
      try {
        found.add(new Found(frame, Packet.read(link.packetIn(frame.data()).toArray())));
      } catch (PacketException e) {
        others.merge("packet " + frame.number() + ": " + e.why(), 1, Integer::sum);
      }
    }
    if (!others.isEmpty()) {
      throw new JudgeException(
          "not all of it is TCP over IPv4 (%s%s); leave the rest out with a filter, as in 'tshark -r"
                  .formatted(
                      others.firstKey(),
                      others.size() > 1 ? ", and " + (others.size() - 1) + " more" : "")
              + " IN -Y \"ip && tcp\" -w OUT'");
    }
    if (found.isEmpty()) {
      throw new JudgeException("there are no packets in it");
    }
    return found;
  }

  private static Pair choose(Set<Pair> pairs, Optional<String> chosen) throws JudgeException {
    String all = pairs.stream().map(Pair::toString).collect(Collectors.joining(", "));
    if (chosen.isPresent()) {
      return pairs.stream()
          .filter(pair -> names(pair, chosen.get()))
          .findFirst()
          .orElseThrow(
              () -> new JudgeException("it has no connection " + chosen.get() + "; it has " + all));
    }
    if (pairs.size() > 1) {
      throw new JudgeException(
          "it has %d connections; choose one with --connection: %s".formatted(pairs.size(), all));
    }
    return pairs.iterator().next();
  }

  private static boolean names(Pair pair, String chosen) {
    return chosen.equals(pair.toString()) || chosen.equals(pair.other + "-" + pair.one);
  }

  private static void requireInOrder(List<Found> found) throws JudgeException {
    for (int i = 1; i < found.size(); i++) {
      if (found.get(i).frame.micros() < found.get(i - 1).frame.micros()) {
        throw new JudgeException(
            "its packets are out of order: packet %d is earlier than packet %d; 'reordercap IN OUT'"
                    .formatted(found.get(i).frame.number(), found.get(i - 1).frame.number())
                + " puts them in order");
      }
    }
  }

  private static boolean isOutbound(Found found, Pair pair, Optional<String> host)
      throws JudgeException {
    SocketAddress from = found.packet.header().from();
    if (host.isPresent()) {
      if (!host.get().equals(pair.one.dotted()) && !host.get().equals(pair.other.dotted())) {
        throw new JudgeException(
            "%s is neither %s nor %s"
                .formatted(host.get(), pair.one.dotted(), pair.other.dotted()));
      }
      return from.dotted().equals(host.get());
    }
    return found
            .frame
            .direction()
            .orElseThrow(() ->
                new JudgeException(
                    "it does not say at which host it was made; say so with --host %s or --host %s"
                        .formatted(pair.one.dotted(), pair.other.dotted())))
        == Direction.OUTBOUND;
  }
}
