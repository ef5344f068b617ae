package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Call;
import io.tarry.packetdrill.PktScript.Inbound;
import io.tarry.packetdrill.PktScript.Outbound;
import io.tarry.packetdrill.PktScript.Segment;
import io.tarry.packetdrill.PktScript.Statement;
import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.settings.Side;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sequence numbers of a script, and the small ones that the model has for them. */
final class ScriptNumbers {

  private static final long USUAL_PEER_WINDOW = 65_535;

  private final NumberSpace own;
  private final NumberSpace peers;
  private final Side side;
  private final NavigableSet<Long> cuts;
  private final int window;

  private ScriptNumbers(
      NumberSpace own, NumberSpace peers, Side side, NavigableSet<Long> cuts, int window) {
    this.own = own;
    this.peers = peers;
    this.side = side;
    this.cuts = cuts;
    this.window = window;
  }

  /**
   * The numbers of that script; none if its window holds too many.
   *
   * @param side which end is under test
   * @param window its window, in bytes
   */
  static Optional<ScriptNumbers> of(PktScript script, Side side, long window) {
    Set<Long> own = new HashSet<>();
    Set<Long> peers = new HashSet<>();
    NavigableSet<Long> cuts = new TreeSet<>();
    long written = 1;
    long read = 1;
    for (Statement statement : script.statements()) {
      if (statement instanceof Inbound inbound) {
        add(inbound.segment(), peers, own);
      } else if (statement instanceof Outbound outbound) {
        add(outbound.segment(), own, peers);
        if (outbound.segment().length() > 0) {
          cuts.add(outbound.segment().seq());
          cuts.add(outbound.segment().seq() + outbound.segment().length());
        }
      } else if (statement instanceof Call call && call.result().orElse(-1) > 0) {
        if (SystemCalls.WRITES.contains(call.name())) {
          written += call.result().getAsLong();
          own.add(written);
        } else if (SystemCalls.READS.contains(call.name())) {
          read += call.result().getAsLong();
          peers.add(read);
        }
      }
    }
    int modelled = (int) Math.min(window, NumberSpace.WINDOW_MAX);
    long peersWindow =
        script.statements().stream()
            .flatMap(each ->
                each instanceof Inbound inbound
                    ? inbound.segment().window().stream().boxed()
                    : Stream.empty())
            .mapToLong(each -> each)
            .max()
            .orElse(USUAL_PEER_WINDOW);
    Optional<NumberSpace> forOwn = NumberSpace.of(own, Math.max(peersWindow, modelled), modelled);
    Optional<NumberSpace> forPeers = NumberSpace.of(peers, window, modelled);
    return forOwn.isPresent() && forPeers.isPresent()
        ? Optional.of(new ScriptNumbers(forOwn.get(), forPeers.get(), side, cuts, modelled))
        : Optional.empty();
  }

  private static void add(Segment segment, Set<Long> senders, Set<Long> receivers) {
    senders.add(segment.seq());
    senders.add(segment.seq() + segment.length());
    senders.add(segment.end());
    segment.ack().ifPresent(receivers::add);
  }

  /** The window of the model. */
  int window() {
    return window;
  }

  /** The model's number for one of the end under test. */
  int own(long number) {
    return own.small(number) + LoneEnd.iss(side);
  }

  /** The model's number for one of the peer. */
  int peers(long number) {
    return peers.small(number) + LoneEnd.iss(side.other());
  }

  /** The script's number for one of the end under test, if it has one. */
  OptionalLong ownOf(int modelled) {
    return own.number(modelled - LoneEnd.iss(side));
  }

  /** The script's number for one of the peer, if it has one. */
  OptionalLong peersOf(int modelled) {
    return peers.number(modelled - LoneEnd.iss(side.other()));
  }

  /** Where the bytes from one number to another are cut into segments: the end of each. */
  List<Long> cuts(long from, long to) {
    TreeSet<Long> ends = new TreeSet<>(cuts.subSet(from, false, to, false));
    ends.add(to);
    return List.copyOf(ends);
  }
}
