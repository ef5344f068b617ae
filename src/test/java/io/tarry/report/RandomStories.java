package io.tarry.report;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Effect;
import io.tarry.check.Story.Event;
import io.tarry.check.Story.Loop;
import io.tarry.check.Story.Reason;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.check.Story.Told;
import io.tarry.check.Story.Traffic;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Clock;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.check.StorySetup.Nat;
import io.tarry.check.StorySetup.TimeWaitLength;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Stories that no TCP would play, but that hang together: what arrives was sent and is not lost. Of
 * one client or two, with a NAT or without, with several sockets a host, with loops.
 */
public final class RandomStories {

  private static final String[] TOLD = {"", "", "end of file", "connection reset"};

  private static final String[] HEADERS = {"SYN", "SYN,ACK", "ACK", "ACK len=1", "FIN,ACK", "RST"};

  private static final String ENDING =
      "the retransmitted FIN of an end in LAST_ACK was answered by a RST, so its user learns of an"
          + " error although every byte has arrived";

  private final List<Integer> choices;
  private int next;
  private final List<Step> steps = new ArrayList<>();
  private final List<Arrow> flying = new ArrayList<>();
  private final Map<End, TcpState> states = new HashMap<>();
  private final Map<End, Socket> sockets = new HashMap<>();
  private final List<End> ends = new ArrayList<>();
  private final List<FourTuple> tuples = new ArrayList<>();
  private boolean nat;
  private int arrows;
  private int now;

  private RandomStories(List<Integer> choices) {
    this.choices = choices;
  }

  /** Stories of up to that many steps. */
  public static Arbitrary<Story> upTo(int stepsMax) {
    return Arbitraries.integers()
        .between(0, 9999)
        .list()
        .ofMaxSize(stepsMax * 4)
        .map(choices -> new RandomStories(choices).story(stepsMax));
  }

  private int choose(int bound) {
    return next < choices.size() ? choices.get(next++) % bound : 0;
  }

  private Story story(int stepsMax) {
    boolean ticks = choose(2) == 1;
    Story.Kind kind = Story.Kind.values()[choose(2)];
    int clients = 1 + choose(2);
    nat = choose(3) == 1;
    connections(1 + choose(4), clients);
    List<Lifeline> lifelines = new ArrayList<>();
    for (int i = 0; i <= clients; i++) {
      lifelines.add(lifeline(i, clients));
    }
    int beforeLoop = choose(2) == 0 ? stepsMax : choose(stepsMax);
    List<Arrow> carried = List.of();
    while (next < choices.size() && steps.size() < stepsMax) {
      if (steps.size() == beforeLoop) {
        carried = List.copyOf(flying);
      }
      step(ticks);
    }
    Optional<Nat> between = nat ? Optional.of(new Nat("NAT", "192.0.2.1")) : Optional.empty();
    Optional<Clock> clock = ticks ? Optional.of(new Clock(Tick.NAMELESS, 2, 3)) : Optional.empty();
    return new Story(
        kind,
        new StorySetup(clock, lifelines, between, tuples, false),
        StoryBuilder.NO_SOCKETS,
        steps,
        loop(beforeLoop, carried),
        ENDING,
        StoryBuilder.lastTwo(steps));
  }

  private void connections(int count, int clients) {
    for (int i = 0; i < count; i++) {
      int client = clients == 1 ? 0 : choose(clients);
      End end = End.of(i, Side.CLIENT);
      String address = nat ? "192.0.2.1" : "10.0.0." + (client + 1);
      FourTuple tuple = new FourTuple(address, 40000 + i, "10.0.1.1", 80);
      tuples.add(tuple);
      Optional<FourTuple> named = count == 1 ? Optional.empty() : Optional.of(tuple);
      sockets.put(end, new Socket(client, clients, end, named));
      sockets.put(end.peer(), new Socket(clients, client, end.peer(), named));
      ends.add(end);
      ends.add(end.peer());
    }
  }

  private Lifeline lifeline(int index, int server) {
    Socket socket =
        ends.stream()
            .map(sockets::get)
            .filter(one -> one.lifeline() == index)
            .findFirst()
            .orElse(new Socket(index, index == server ? 0 : server, End.CLIENT, Optional.empty()));
    TcpState state = TcpState.values()[choose(TcpState.values().length)];
    if (socket.equals(sockets.get(socket.end()))) {
      states.put(socket.end(), state);
    } else {
      state = TcpState.CLOSED;
    }
    String name = index == server ? "server" : "client" + (index == 0 ? "" : index + 1);
    String address = index == server ? "10.0.1.1" : "10.0.0." + (index + 1);
    return new Lifeline(
        socket, name, "rfc9293", address, state, new TimeWaitLength(4, choose(4) == 3));
  }

  /** What is on its way at both ends of the loop is the same by decree. */
  private Optional<Loop> loop(int beforeLoop, List<Arrow> atStart) {
    if (beforeLoop >= steps.size()) {
      return Optional.empty();
    }
    Map<Integer, Integer> carried = new TreeMap<>();
    for (int i = 0; i < Math.min(flying.size(), atStart.size()); i++) {
      carried.put(flying.get(i).number(), atStart.get(i).number());
    }
    return Optional.of(new Loop(beforeLoop + 1, carried));
  }

  private void step(boolean ticks) {
    int what = choose(ticks ? 8 : 7);
    if (what == 7) {
      now++;
      add(Optional.empty(), Event.of(Action.Kind.TICK), Optional.empty(), Optional.empty());
    } else if (what == 6 && !flying.isEmpty()) {
      Arrow lost = flying.remove(choose(flying.size()));
      add(
          Optional.empty(),
          Event.of(Action.Kind.LOSE),
          Optional.of(lost.number()),
          Optional.empty());
    } else if (what >= 2 && !flying.isEmpty()) {
      Arrow arrow = flying.remove(choose(flying.size()));
      Optional<Arrow> copy =
          choose(5) == 0 ? Optional.of(numbered(arrow)) : Optional.<Arrow>empty();
      copy.ifPresent(flying::add);
      add(
          Optional.of(arrow.from().end().peer()),
          Event.of(copy.isPresent() ? Action.Kind.DELIVER_COPY : Action.Kind.DELIVER),
          Optional.of(arrow.number()),
          copy);
    } else {
      End end = ends.get(choose(ends.size()));
      String action = choose(2) == 0 ? "close()" : "retransmission timer expires";
      add(Optional.of(end), StoryBuilder.event(action), Optional.empty(), Optional.empty());
    }
  }

  private Arrow numbered(Arrow arrow) {
    arrows++;
    return new Arrow(arrows, arrow.from(), arrow.segment(), arrow.retransmission(), false);
  }

  private void add(Optional<End> at, Event event, Optional<Integer> moved, Optional<Arrow> copy) {
    List<Arrow> sent = new ArrayList<>();
    List<StateChange> changes = new ArrayList<>();
    Told told = Told.NOTHING;
    if (at.isPresent()) {
      End end = at.get();
      for (int i = choose(4); i > 1; i--) {
        sent.add(send(end));
      }
      if (choose(2) == 1) {
        TcpState to = TcpState.values()[choose(TcpState.values().length)];
        TcpState before = states.getOrDefault(end, TcpState.CLOSED);
        if (to != before) {
          changes.add(new StateChange(sockets.get(end), before, to));
          states.put(end, to);
        }
      }
      told = StoryBuilder.told(TOLD[choose(TOLD.length)]);
    }
    steps.add(
        new Step(
            steps.size() + 1,
            now,
            new Event(event.kind(), at.map(sockets::get), event.call()),
            new Reason("The FIN is acknowledged: CLOSED", "RFC 9293 section 3.10.7.4, fifth check"),
            new Traffic(
                at.isPresent() ? moved : Optional.empty(),
                at.isPresent() ? Optional.empty() : moved,
                copy,
                sent),
            new Effect(changes, told),
            StoryBuilder.NO_SOCKETS));
  }

  private Arrow send(End from) {
    String header =
        HEADERS[choose(HEADERS.length)]
            + " seq="
            + (100 + choose(500))
            + " ack="
            + (300 + choose(50));
    arrows++;
    Segment segment = StoryBuilder.segment(tuples.get(from.connection()), header);
    Arrow arrow = new Arrow(arrows, sockets.get(from), segment, choose(4) == 0, choose(6) == 5);
    if (!arrow.lostAtOnce()) {
      flying.add(arrow);
    }
    return arrow;
  }
}
