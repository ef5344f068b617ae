package io.tarry.lab;

import io.tarry.wire.Capture.Direction;
import io.tarry.wire.ControlBit;
import io.tarry.wire.Packet;
import io.tarry.wire.SocketAddress;
import io.tarry.wire.TcpHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The NAT of a run: a namespace between the clients and the server, with a TUN device to each side,
 * whose kernel forwards packets and replaces addresses by rules of nftables.
 *
 * <p>The NAT of a run looks at addresses alone, and keeps a connection until its client has closed
 * it. So this one is told not to look at windows, to keep what it knows for a day, and when to
 * forget a connection. It preserves ports, as the kernel does where nobody else has that port.
 */
final class Nat implements AutoCloseable {

  private static final String NFT = "nft";
  private static final String INSIDE = "inside";
  private static final String OUTSIDE = "outside";

  /** Of the side where the clients are, whose addresses begin alike. */
  private static final int CLIENTS_NETMASK = 0xffffff00;

  private static final int LAST_OF_CLIENTS = 254;
  private static final int ONE_HOST = 0xffffffff;

  private static final int PASSAGE_MILLIS = 1500;
  private static final int RULES_SECONDS_MAX = 5;
  private static final String DAY = "86400";

  private static final String CONNTRACK = "netfilter/nf_conntrack_tcp_";

  private static final List<String> TIMEOUTS =
      List.of(
          "syn_sent",
          "syn_recv",
          "fin_wait",
          "close_wait",
          "last_ack",
          "time_wait",
          "close",
          "max_retrans",
          "unacknowledged");

  private final Namespace namespace;
  private final Tun inside;
  private final Tun outside;
  private final Recording recording;

  private Nat(Namespace namespace, Tun inside, Tun outside, Recording recording) {
    this.namespace = namespace;
    this.inside = inside;
    this.outside = outside;
    this.recording = recording;
  }

  /** Why there can be no NAT on this machine, in words for the user. */
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    Unavailable(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** The NAT does something else with a segment than to pass it on. */
  static final class Otherwise extends LabNetwork.Stopped {
    private static final long serialVersionUID = 1L;
    private final String expected;
    private final String seen;

    Otherwise(String expected, String seen) {
      this.expected = expected;
      this.seen = seen;
    }

    String expected() {
      return expected;
    }

    String seen() {
      return seen;
    }
  }

  /**
   * Makes a NAT.
   *
   * @param address its address, as the server sees it
   * @param client the address of one of the clients
   * @throws Unavailable if nftables are missing
   * @throws LabException if this machine does not allow it, and why
   */
  static Nat open(SocketAddress address, int client, int server, Recording recording)
      throws Unavailable, LabException, IOException {
    Namespace namespace = Namespace.open("nat");
    try {
      Optional<String> complaint = namespace.on(() -> load(NFT, rules(address)));
      if (complaint.isPresent()) {
        throw new Unavailable(complaint.get());
      }
      namespace.sysctls(sysctls());
      int here = (client & CLIENTS_NETMASK) | LAST_OF_CLIENTS;
      Tun inside = Tun.open(namespace, INSIDE, here, here, CLIENTS_NETMASK);
      try {
        Tun outside = Tun.open(namespace, OUTSIDE, address.host(), server, ONE_HOST);
        return new Nat(namespace, inside, outside, recording);
      } catch (LabException | IOException | RuntimeException e) {
        inside.close();
        throw e;
      }
    } catch (Unavailable | LabException | IOException | RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  private static String rules(SocketAddress address) {
    return """
    table ip tarry {
      chain translate {
        type nat hook postrouting priority 100; policy accept;
        oifname "%s" snat to %s
      }
    }
    """
        .formatted(OUTSIDE, address.dotted());
  }

  private static Map<String, String> sysctls() {
    Map<String, String> all = new HashMap<>();
    all.put("ipv4/ip_forward", "1");
    all.put(CONNTRACK + "be_liberal", "1");
    all.put(CONNTRACK + "ignore_invalid_rst", "1");
    TIMEOUTS.forEach(timeout -> all.put(CONNTRACK + "timeout_" + timeout, DAY));
    return all;
  }

  /** Has nft load these rules in the namespace of this thread; what is wrong if it cannot. */
  static Optional<String> load(String nft, String rules) throws IOException {
    Process loading;
    try {
      loading = new ProcessBuilder(nft, rules).redirectErrorStream(true).start();
    } catch (IOException e) {
      return Optional.of(
          "there is a NAT in it, and the program nft, which sets one up, is not installed (on"
              + " Debian: apt-get install nftables)");
    }
    try {
      String said = new String(loading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!loading.waitFor(RULES_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IOException("nft does not end");
      }
      return loading.exitValue() == 0
          ? Optional.empty()
          : Optional.of(
              "there is a NAT in it, and this kernel takes no rules for one; nft says: "
                  + said.lines().findFirst().orElse("nothing"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      loading.destroyForcibly();
    }
  }

  /**
   * Passes on what a client has sent.
   *
   * @param client the client's end as the server is to see it
   * @return what comes out on the server's side
   */
  Packet outward(Packet packet, SocketAddress client) throws IOException, Otherwise {
    return pass(packet, inside, outside, client, packet.header().to());
  }

  /**
   * Passes on what the server has sent.
   *
   * @param client the client's end as the client is to see it
   * @return what comes out on the clients' side
   */
  Packet inward(Packet packet, SocketAddress client) throws IOException, Otherwise {
    return pass(packet, outside, inside, packet.header().from(), client);
  }

  private Packet pass(Packet packet, Tun in, Tun out, SocketAddress from, SocketAddress to)
      throws IOException, Otherwise {
    note(in, Direction.INBOUND, packet);
    in.deliver(packet.bytes());
    Tun.poll(List.of(in, out), PASSAGE_MILLIS);
    Optional<Packet> answer = in.sent();
    Optional<Packet> passed = out.sent();
    answer.ifPresent(one -> note(in, Direction.OUTBOUND, one));
    passed.ifPresent(one -> note(out, Direction.OUTBOUND, one));
    TcpHeader before = packet.header();
    TcpHeader after =
        new TcpHeader(
            from, to, before.seq(), before.ack(), before.bits(), before.window(), before.options());
    String expected = say(after) + " passes";
    if (answer.isPresent()) {
      throw new Otherwise(expected, "the NAT itself answers by " + say(answer.get().header()));
    }
    if (passed.isEmpty()) {
      throw new Otherwise(expected, "the NAT drops it");
    }
    if (!passed.get().header().equals(after) || passed.get().textLength() != packet.textLength()) {
      throw new Otherwise(expected, say(passed.get().header()) + " passes");
    }
    return passed.get();
  }

  private void note(Tun at, Direction way, Packet packet) {
    recording.add(at == inside ? 0 : 1, way, packet);
  }

  private static String say(TcpHeader header) {
    String bits =
        Stream.of(ControlBit.values())
            .filter(header::has)
            .map(Enum::name)
            .collect(Collectors.joining(","));
    return bits + " from " + header.from() + " to " + header.to();
  }

  /** What has passed it. */
  Recording recording() {
    return recording;
  }

  /** Forgets the connection between these two, as the client names them. */
  void forget(SocketTable.Ends ends) throws IOException {
    namespace.on(() -> {
      Conntrack.forget(ends.here(), ends.there());
      return true;
    });
  }

  @Override
  public void close() {
    namespace.close();
    inside.close();
    outside.close();
  }
}
