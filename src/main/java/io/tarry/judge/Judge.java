package io.tarry.judge;

import io.tarry.packetdrill.NumberSpace;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.property.expression.Needs;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.steps.Capacity;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.wire.ControlBit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Judges a connection: by a world that somebody names, or by one that is made to fit. */
public final class Judge {

  private static final long SECOND = 1_000_000;
  private static final long WINDOW = 65_535;

  /** The beginning of the ids of claims that are mere wishes: most connections break them. */
  private static final String WISH = "time-wait-only-at-";

  private static final int LOSSES = 3;
  private static final int RETRANSMISSIONS = 3;
  private static final int ROOM = 6;

  private final Conversation conversation;

  private Judge(Conversation conversation) {
    this.conversation = conversation;
  }

  /**
   * Judges by a world of one connection. The capture must have the numbers, times and hosts of that
   * world, as a capture has that Tarry made from one of its runs.
   *
   * @param claims what to judge, besides the catalogue
   * @throws JudgeException if captures cannot be compared with that world
   */
  public static Judgement like(Settings world, List<Claim> claims, Conversation conversation)
      throws JudgeException {
    if (Topology.connections(world) > 1 || world.nat()) {
      throw new JudgeException("that case has several connections; a capture of one is judged");
    }
    if (world.time().real()) {
      throw new JudgeException("the times of that case are real; judged are ticks, or no times");
    }
    long micros = world.time().tick().isNamed() ? world.time().tick().micros() : SECOND;
    CaptureTimes.Pace pace = new CaptureTimes.Pace(world.time().ticks() ? micros : 0, 0);
    List<ExpectedSegment> seen = new Judge(conversation).asItIs();
    List<Claim> all = claims(world, claims);
    return new CaptureSearch(remembering(world, all), pace, seen, all)
        .judge(conversation.segments());
  }

  /**
   * Judges by worlds of two hosts that make one connection, send what was sent, and close in any
   * way.
   *
   * @param timeWait how long TIME-WAIT lasts, in microseconds
   * @throws JudgeException if more is in the capture than the model has room for
   */
  public static Judgement of(Conversation whole, Stack client, Stack server, long timeWait)
      throws JudgeException {
    Conversation conversation = ConversationClose.of(whole);
    Judge judge = new Judge(conversation);
    Judge.Small small = judge.small();
    CaptureTimes.Pace pace = new CaptureTimes.Pace(0, timeWait);
    int furthest = 0;
    boolean stopped = false;
    for (Settings world : judge.worlds(client, server, small, timeWait > 0)) {
      CaptureSearch search = new CaptureSearch(world, pace, small.seen(), List.of());
      if (search.hasRun()) {
        List<Claim> all = claims(world, List.of());
        return new CaptureSearch(remembering(world, all), pace, small.seen(), all)
            .judge(conversation.segments());
      }
      furthest = Math.max(furthest, search.furthest());
      stopped |= search.isStopped();
    }
    Optional<SeenSegment> unexplained =
        stopped ? Optional.empty() : Optional.of(conversation.segments().get(furthest));
    return new Judgement(List.of(), unexplained, List.of(), stopped);
  }

  // ---- Claims

  private static List<Claim> claims(Settings world, List<Claim> own) {
    List<Claim> claims = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Claim claim : own) {
      if (CaptureSearch.isOfSteps(claim) && ids.add(claim.id())) {
        claims.add(claim);
      }
    }
    for (Claim claim : Catalogue.all()) {
      List<Claim> more = new ArrayList<>(claims);
      more.add(claim);
      boolean fits = Capacity.exceededBy(remembering(world, more)).isEmpty();
      boolean wish = claim.id().startsWith(WISH);
      if (CaptureSearch.isOfSteps(claim)
          && !wish
          && fits
          && claims.size() < Long.SIZE
          && ids.add(claim.id())) {
        claims.add(claim);
      }
    }
    return claims;
  }

  private static Settings remembering(Settings world, List<Claim> claims) {
    return world.remembering(Needs.of(claims.stream().map(Claim::needs)).ghosts());
  }

  // ---- Numbers

  private List<ExpectedSegment> asItIs() throws JudgeException {
    List<ExpectedSegment> seen = new ArrayList<>();
    for (SeenSegment each : conversation.segments()) {
      if (each.header().seq() > Segment.NUMBER_MAX
          || each.header().ack() > Segment.NUMBER_MAX
          || each.length() > Segment.LENGTH_MAX) {
        throw new JudgeException(
            "its numbers are not those of a run; without --like its own world is made for it");
      }
      seen.add(expected(each, (int) each.header().seq(), (int) each.header().ack(), each.length()));
    }
    return seen;
  }

  private ExpectedSegment expected(SeenSegment each, int seq, int ack, int length) {
    return new ExpectedSegment(each, host(each), flags(each), seq, ack, length);
  }

  private Side sender(SeenSegment segment) {
    return segment.header().from().equals(conversation.client()) ? Side.CLIENT : Side.SERVER;
  }

  private Side host(SeenSegment segment) {
    return segment.outbound() ? sender(segment) : sender(segment).other();
  }

  private static int flags(SeenSegment segment) {
    return (segment.header().has(ControlBit.SYN) ? Segment.SYN : 0)
        | (segment.header().has(ControlBit.ACK) ? Segment.ACK : 0)
        | (segment.header().has(ControlBit.FIN) ? Segment.FIN : 0)
        | (segment.header().has(ControlBit.RST) ? Segment.RST : 0);
  }

  /**
   * What was seen in small numbers.
   *
   * @param sends of each side, how many bytes each of its segments has, in the model
   */
  private record Small(List<ExpectedSegment> seen, Map<Side, List<Integer>> sends, int window) {}

  private Small small() throws JudgeException {
    Numbering client = numbering(Side.CLIENT);
    Numbering server = numbering(Side.SERVER);
    List<ExpectedSegment> seen = new ArrayList<>();
    for (SeenSegment each : conversation.segments()) {
      Numbering senders = sender(each) == Side.CLIENT ? client : server;
      Numbering others = sender(each) == Side.CLIENT ? server : client;
      boolean ofNothing = each.header().has(ControlBit.RST) && each.header().seq() == 0;
      int seq = ofNothing ? 0 : senders.small(each.header().seq());
      int length =
          each.length() == 0
              ? 0
              : senders.small(each.header().seq() + each.length())
                  - senders.small(each.header().seq());
      int ack = each.header().has(ControlBit.ACK) ? others.small(each.header().ack()) : 0;
      seen.add(expected(each, seq, ack, length));
    }
    return new Small(
        seen,
        Map.of(Side.CLIENT, client.sends(), Side.SERVER, server.sends()),
        Math.max(client.window, server.window));
  }

  /** The numbers of one side. */
  private record Numbering(Side side, long first, NumberSpace space, List<Long> cuts, int window) {
    int small(long number) {
      return InitialSequenceNumbers.first(side) + space.small(relative(number, first));
    }

    List<Integer> sends() {
      List<Integer> sends = new ArrayList<>();
      for (int i = 1; i < cuts.size(); i++) {
        sends.add(space.small(cuts.get(i)) - space.small(cuts.get(i - 1)));
      }
      return sends;
    }
  }

  private static long relative(long number, long first) {
    return (int) (number - first);
  }

  private Numbering numbering(Side side) throws JudgeException {
    long first = first(side);
    Set<Long> numbers = new HashSet<>();
    TreeSet<Long> cuts = new TreeSet<>(Set.of(1L));
    for (SeenSegment each : conversation.segments()) {
      if (sender(each) != side) {
        if (each.header().has(ControlBit.ACK)) {
          numbers.add(relative(each.header().ack(), first));
        }
      } else if (!each.header().has(ControlBit.RST) || each.header().seq() != 0) {
        long seq = relative(each.header().seq(), first);
        numbers.add(seq);
        numbers.add(seq + each.length());
        numbers.add(relative(each.end(), first));
        if (each.length() > 0) {
          cuts.add(seq);
          cuts.add(seq + each.length());
        }
      }
    }
    for (int window = 4; window <= NumberSpace.WINDOW_MAX; window += 2) {
      Optional<NumberSpace> space = NumberSpace.of(numbers, WINDOW, window);
      if (space.isPresent()) {
        return new Numbering(side, first, space.get(), List.copyOf(cuts), window);
      }
    }
    throw new JudgeException(
        "more is sent than the model has room for; leave out what comes before the close");
  }

  /** The number before the first that the side sent: its ISS, or what stands for it. */
  private long first(Side side) {
    Optional<SeenSegment> syn =
        conversation.segments().stream()
            .filter(each -> sender(each) == side && each.header().has(ControlBit.SYN))
            .findFirst();
    if (syn.isPresent()) {
      return syn.get().header().seq();
    }
    long some =
        conversation.segments().stream()
            .filter(each -> sender(each) == side && each.header().seq() != 0)
            .map(each -> each.header().seq())
            .findFirst()
            .orElseGet(() ->
                conversation.segments().stream()
                    .map(each -> each.header().ack())
                    .findFirst()
                    .orElse(1L));
    long least = 0;
    for (SeenSegment each : conversation.segments()) {
      boolean rst = each.header().has(ControlBit.RST) && each.header().seq() == 0;
      if (sender(each) == side && !rst) {
        least = Math.min(least, relative(each.header().seq(), some));
      } else if (sender(each) != side && each.header().has(ControlBit.ACK)) {
        least = Math.min(least, relative(each.header().ack(), some));
      }
    }
    return some + least - 1;
  }

  // ---- Worlds

  /** How a side can have closed, as far as was seen; the plainest way first. */
  private List<List<Call>> ways(Side side) {
    List<List<Call>> ways = new ArrayList<>(List.of(List.of(Call.CLOSE)));
    boolean watched = conversation.segments().stream().anyMatch(each -> host(each) == side);
    if (sends(side, ControlBit.FIN) || !watched) {
      ways.add(List.of(Call.SHUTDOWN));
      ways.add(List.of(Call.SHUTDOWN, Call.CLOSE));
    }
    if (sends(side, ControlBit.RST) || !watched) {
      ways.add(List.of(Call.ABORT));
    }
    if (!sends(side, ControlBit.FIN)) {
      ways.add(List.of());
    }
    return ways;
  }

  private boolean sends(Side side, ControlBit bit) {
    return conversation.segments().stream()
        .anyMatch(each -> sender(each) == side && each.header().has(bit));
  }

  /** Worlds in which hosts send what was sent and close in each way, the plainest first. */
  private List<Settings> worlds(Stack client, Stack server, Small small, boolean waits) {
    List<Settings> worlds = new ArrayList<>();
    for (int losses : new int[] {0, LOSSES}) { // with as few faults as it takes
      worlds.addAll(worlds(client, server, small, waits, losses));
    }
    return worlds;
  }

  private List<Settings> worlds(
      Stack client, Stack server, Small small, boolean waits, int losses) {
    boolean opens =
        conversation.segments().stream().anyMatch(each -> each.header().has(ControlBit.SYN));
    Time time = Time.untimed(RETRANSMISSIONS, waits);
    List<Settings> worlds = new ArrayList<>();
    for (boolean reads : new boolean[] {true, false}) {
      List<List<Call>> clients = ways(Side.CLIENT);
      List<List<Call>> servers = ways(Side.SERVER);
      for (int sum = 0; sum <= clients.size() + servers.size() - 2; sum++) {
        for (int one = 0; one < clients.size(); one++) {
          int other = sum - one;
          if (other >= 0 && other < servers.size()) {
            worlds.add(
                new Settings(
                    Settings.Hosts.of(
                        Settings.Host.plain(
                            Side.CLIENT,
                            client,
                            script(Side.CLIENT, clients.get(one), small, opens, reads),
                            time.finWait2()),
                        Settings.Host.plain(
                            Side.SERVER,
                            server,
                            script(Side.SERVER, servers.get(other), small, opens, reads),
                            time.finWait2())),
                    opens ? Settings.Start.CLOSED : Settings.Start.ESTABLISHED,
                    Settings.SequenceNumbers.farApart(small.window()),
                    new Settings.Network(losses, losses > 0 ? 1 : 0, true, ROOM, Map.of()),
                    time,
                    Set.of()));
          }
        }
      }
      if (small.sends().values().stream().allMatch(List::isEmpty)) {
        break; // there is nothing to read
      }
    }
    return worlds;
  }

  private static Script script(
      Side side, List<Call> closing, Small small, boolean opens, boolean reads) {
    List<Instruction> script = new ArrayList<>();
    if (opens) {
      script.add(Instruction.of(side == Side.CLIENT ? Call.OPEN : Call.LISTEN));
    }
    for (int bytes : small.sends().getOrDefault(side, List.of())) {
      script.add(Instruction.send(bytes).onceConnected());
    }
    int comes =
        small.sends().getOrDefault(side.other(), List.of()).stream().mapToInt(each -> each).sum();
    for (Call call : closing) {
      Instruction last = Instruction.of(call).onceConnected();
      script.add(reads && comes > 0 ? last.onceReceived(comes) : last);
    }
    return new Script(script);
  }
}
