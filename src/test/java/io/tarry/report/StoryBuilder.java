package io.tarry.report;

import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Effect;
import io.tarry.check.Story.Event;
import io.tarry.check.Story.Flag;
import io.tarry.check.Story.Function;
import io.tarry.check.Story.Loop;
import io.tarry.check.Story.Reason;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.SocketCall;
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
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes stories by hand, one call a step. */
public final class StoryBuilder {

  /** The connection of a story that has but one. */
  static final FourTuple ONLY = new FourTuple("10.0.0.1", 40000, "10.0.1.1", 80);

  static final Moment NO_SOCKETS = new Moment(List.of(), List.of());

  private final Story.Kind kind;
  private final boolean ticks;
  private final List<Lifeline> lifelines = new ArrayList<>();
  private final Map<End, TcpState> states = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, Arrow> arrows = new HashMap<>();
  private final Map<End, Socket> sockets = new HashMap<>();
  private Optional<Nat> nat = Optional.empty();
  private Optional<Loop> loop = Optional.empty();
  private int arrowNumber;
  private int now;

  private StoryBuilder(Story.Kind kind, boolean ticks) {
    this.kind = kind;
    this.ticks = ticks;
  }

  public static StoryBuilder counterexample() {
    return new StoryBuilder(Story.Kind.COUNTEREXAMPLE, false);
  }

  public static StoryBuilder witness() {
    return new StoryBuilder(Story.Kind.WITNESS, false);
  }

  public StoryBuilder ticking() {
    StoryBuilder other = new StoryBuilder(kind, true);
    other.lifelines.addAll(lifelines);
    other.states.putAll(states);
    other.sockets.putAll(sockets);
    other.nat = nat;
    return other;
  }

  public StoryBuilder host(End end, String stack, TcpState state, int timeWait) {
    String address = end.side() == Side.CLIENT ? "10.0.0.1" : "10.0.1.1";
    TimeWaitLength length = new TimeWaitLength(timeWait, false);
    lifelines.add(new Lifeline(Socket.only(end), end.label(), stack, address, state, length));
    states.put(end, state);
    return this;
  }

  /** Two clients and a server that listens; the name of the NAT's address, if there is one. */
  public StoryBuilder twoClients(String address) {
    nat = address.isEmpty() ? Optional.empty() : Optional.of(new Nat("NAT", address));
    lifelines.add(lifeline(0, 2, CLIENT, "client", "10.0.0.1", TcpState.CLOSED));
    lifelines.add(lifeline(1, 2, CLIENT, "client2", "10.0.0.2", TcpState.CLOSED));
    lifelines.add(lifeline(2, 0, SERVER, "server", "10.0.1.1", TcpState.LISTEN));
    return this;
  }

  private static Lifeline lifeline(
      int lifeline, int peer, End end, String name, String address, TcpState state) {
    Socket socket = new Socket(lifeline, peer, end, Optional.empty());
    return new Lifeline(socket, name, "linux", address, state, new TimeWaitLength(4, false));
  }

  /** Says whose the ends of a connection are, which is of one of several. */
  public StoryBuilder connection(int number, int client, int clientPort) {
    int server = lifelines.size() - 1;
    End end = End.of(number, Side.CLIENT);
    String address = nat.map(Nat::address).orElse(lifelines.get(client).address());
    FourTuple tuple = new FourTuple(address, clientPort, ONLY.serverAddress(), ONLY.serverPort());
    sockets.put(end, new Socket(client, server, end, Optional.of(tuple)));
    sockets.put(end.peer(), new Socket(server, client, end.peer(), Optional.of(tuple)));
    return this;
  }

  private Socket socket(End end) {
    return sockets.getOrDefault(end, Socket.only(end));
  }

  public StoryBuilder established(String stack, int timeWait) {
    return host(End.CLIENT, stack, TcpState.ESTABLISHED, timeWait)
        .host(End.SERVER, stack, TcpState.ESTABLISHED, timeWait);
  }

  /** A segment to send; "again" at its end makes it a retransmission, "gone" one lost at once. */
  public record Out(String header, boolean again, boolean gone) {}

  /** {@code SYN,ACK seq=300 ack=101}. */
  public static Out segment(String header) {
    return new Out(header, false, false);
  }

  public static Out again(Out out) {
    return new Out(out.header, true, out.gone);
  }

  public static Out gone(Out out) {
    return new Out(out.header, out.again, true);
  }

  /** A call or a timer at a host. */
  public StoryBuilder at(End end, String action, String why, TcpState to, Out... sent) {
    return add(end, event(action), why, Optional.empty(), Optional.empty(), to, "", sent);
  }

  public StoryBuilder atTelling(
      End end, String action, String why, TcpState to, String told, Out... sent) {
    return add(end, event(action), why, Optional.empty(), Optional.empty(), to, told, sent);
  }

  /** An arrow arrives. */
  public StoryBuilder arrives(int number, String why, TcpState to, Out... sent) {
    return arrivesTelling(number, why, to, "", sent);
  }

  public StoryBuilder arrivesTelling(
      int number, String why, TcpState to, String told, Out... sent) {
    Arrow arrow = arrows.get(number);
    return add(
        arrow.from().end().peer(),
        Event.of(Action.Kind.DELIVER),
        why,
        Optional.of(number),
        Optional.empty(),
        to,
        told,
        sent);
  }

  /** An arrow arrives, and a copy with the next number stays on its way. */
  public StoryBuilder arrivesCopied(int number, String why, TcpState to, Out... sent) {
    Arrow arrow = arrows.get(number);
    arrowNumber++;
    Arrow copy =
        new Arrow(arrowNumber, arrow.from(), arrow.segment(), arrow.retransmission(), false);
    arrows.put(arrowNumber, copy);
    return add(
        arrow.from().end().peer(),
        Event.of(Action.Kind.DELIVER_COPY),
        why,
        Optional.of(number),
        Optional.of(copy),
        to,
        "",
        sent);
  }

  public StoryBuilder lost(int number) {
    return ofNetwork(Action.Kind.LOSE, Optional.of(number));
  }

  public StoryBuilder ticks(int count) {
    for (int i = 0; i < count; i++) {
      now++;
      ofNetwork(Action.Kind.TICK, Optional.empty());
    }
    return this;
  }

  private StoryBuilder ofNetwork(Action.Kind kind, Optional<Integer> lost) {
    steps.add(
        new Step(
            steps.size() + 1,
            now,
            Event.of(kind),
            new Reason("", ""),
            new Traffic(Optional.empty(), lost, Optional.empty(), List.of()),
            Effect.NONE,
            NO_SOCKETS));
    return this;
  }

  public Story ending(String words) {
    Optional<Clock> clock = ticks ? Optional.of(new Clock(Tick.NAMELESS, 2, 3)) : Optional.empty();
    List<FourTuple> connections =
        sockets.values().stream()
            .flatMap(socket -> socket.connection().stream())
            .distinct()
            .toList();
    StorySetup setup = new StorySetup(clock, lifelines, nat, connections, false);
    return new Story(kind, setup, NO_SOCKETS, steps, loop, words, lastTwo(steps));
  }

  /** The numbers of the last two steps that have a reason. */
  static List<Integer> lastTwo(List<Step> steps) {
    List<Integer> numbers =
        steps.stream().filter(step -> !step.why().isBlank()).map(Step::number).toList();
    return numbers.subList(Math.max(0, numbers.size() - 2), numbers.size());
  }

  /** After the last step the run goes on with that one; {@code carried} as in {@link Loop}. */
  public StoryBuilder backTo(int firstStep, Map<Integer, Integer> carried) {
    loop = Optional.of(new Loop(firstStep, carried));
    return this;
  }

  /** {@code SYN,ACK seq=300 ack=101 len=1}, any part of it left out. */
  public static Segment segment(FourTuple connection, String header) {
    List<Flag> flags =
        Arrays.stream(Flag.values()).filter(flag -> has(header, flag.name())).toList();
    return new Segment(
        connection,
        flags,
        number(header, "seq"),
        number(header, "ack"),
        number(header, "len"),
        Optional.empty(),
        0);
  }

  private static boolean has(String header, String word) {
    return Pattern.compile("\\b" + word + "\\b").matcher(header).find();
  }

  private static int number(String header, String name) {
    Matcher matcher = Pattern.compile(name + "=(\\d+)").matcher(header);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** {@code close()}, or the name of a timer that expires. */
  public static Event event(String action) {
    return switch (action) {
      case "retransmission timer expires" -> Event.of(Action.Kind.RETRANSMISSION_TIMEOUT);
      case "2MSL timer expires" -> Event.of(Action.Kind.TIME_WAIT_TIMEOUT);
      default -> {
        String name = action.replace("()", "").toUpperCase(Locale.ROOT);
        SocketCall call = new SocketCall(Function.valueOf(name), Optional.empty(), 0, false);
        yield new Event(Action.Kind.CALL, Optional.empty(), Optional.of(call));
      }
    };
  }

  /** The end of file, or an error by its words. */
  public static Told told(String words) {
    if (words.equals("end of file")) {
      return new Told(List.of(), true, Optional.empty());
    }
    Optional<UserError> error =
        Arrays.stream(UserError.values()).filter(one -> one.label().equals(words)).findFirst();
    return new Told(List.of(), false, error);
  }

  private StoryBuilder add(
      End end,
      Event event,
      String why,
      Optional<Integer> arrives,
      Optional<Arrow> copy,
      TcpState to,
      String told,
      Out... sent) {
    List<Arrow> out = new ArrayList<>();
    for (Out one : Arrays.asList(sent)) {
      arrowNumber++;
      Segment segment = segment(socket(end).connection().orElse(ONLY), one.header);
      Arrow arrow = new Arrow(arrowNumber, socket(end), segment, one.again, one.gone);
      arrows.put(arrowNumber, arrow);
      out.add(arrow);
    }
    TcpState before = states.getOrDefault(end, TcpState.CLOSED);
    List<StateChange> changes =
        before == to ? List.of() : List.of(new StateChange(socket(end), before, to));
    states.put(end, to);
    steps.add(
        new Step(
            steps.size() + 1,
            now,
            new Event(event.kind(), Optional.of(socket(end)), event.call()),
            new Reason(why, why.isEmpty() ? "" : "RFC 9293 section 3.10.7.4"),
            new Traffic(arrives, Optional.empty(), copy, out),
            new Effect(changes, told(told)),
            NO_SOCKETS));
    return this;
  }
}
