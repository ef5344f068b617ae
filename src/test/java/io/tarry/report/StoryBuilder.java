package io.tarry.report;

import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Lifeline;
import io.tarry.check.Story.Loop;
import io.tarry.check.Story.Nat;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes stories by hand, one call a step. */
public final class StoryBuilder {

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

  public StoryBuilder host(End end, String stack, TcpState state, String timeWait) {
    lifelines.add(new Lifeline(Socket.only(end), end.label(), stack, state, timeWait));
    states.put(end, state);
    return this;
  }

  /** Two clients and a server that listens; the name of the NAT's address, if there is one. */
  public StoryBuilder twoClients(String address) {
    nat = address.isEmpty() ? Optional.empty() : Optional.of(new Nat("NAT", address));
    lifelines.add(lifeline(0, 2, CLIENT, "client", "linux, 10.0.0.1", TcpState.CLOSED));
    lifelines.add(lifeline(1, 2, CLIENT, "client2", "linux, 10.0.0.2", TcpState.CLOSED));
    lifelines.add(lifeline(2, 0, SERVER, "server", "linux, 10.0.1.1", TcpState.LISTEN));
    return this;
  }

  private static Lifeline lifeline(
      int lifeline, int peer, End end, String name, String detail, TcpState state) {
    return new Lifeline(
        new Socket(lifeline, peer, end, ""), name, detail, state, "2 MSL = 4 ticks");
  }

  /** Says whose the ends of a connection are, and what they are called. */
  public StoryBuilder connection(int number, int client, String nameAtClient, String nameAtServer) {
    int server = lifelines.size() - 1;
    End end = End.of(number, Side.CLIENT);
    sockets.put(end, new Socket(client, server, end, nameAtClient));
    sockets.put(end.peer(), new Socket(server, client, end.peer(), nameAtServer));
    return this;
  }

  private Socket socket(End end) {
    return sockets.getOrDefault(end, Socket.only(end));
  }

  public StoryBuilder established(String stack, String timeWait) {
    return host(End.CLIENT, stack, TcpState.ESTABLISHED, timeWait)
        .host(End.SERVER, stack, TcpState.ESTABLISHED, timeWait);
  }

  /** A segment to send; "again" at its end makes it a retransmission, "gone" one lost at once. */
  public record Out(String label, SegmentKind kind, boolean again, boolean gone) {}

  public static Out fin(String label) {
    return new Out(label, SegmentKind.FIN, false, false);
  }

  public static Out ack(String label) {
    return new Out(label, SegmentKind.ACK, false, false);
  }

  public static Out rst(String label) {
    return new Out(label, SegmentKind.RST, false, false);
  }

  public static Out syn(String label) {
    return new Out(label, SegmentKind.SYN, false, false);
  }

  public static Out data(String label) {
    return new Out(label, SegmentKind.DATA, false, false);
  }

  public static Out again(Out out) {
    return new Out(out.label, out.kind, true, out.gone);
  }

  public static Out gone(Out out) {
    return new Out(out.label, out.kind, out.again, true);
  }

  /** A call or a timer at a host. */
  public StoryBuilder at(End end, String action, String why, TcpState to, Out... sent) {
    return add(end, action, why, Optional.empty(), Optional.empty(), to, "", sent);
  }

  public StoryBuilder atTelling(
      End end, String action, String why, TcpState to, String told, Out... sent) {
    return add(end, action, why, Optional.empty(), Optional.empty(), to, told, sent);
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
        arrow.kind().label() + " arrives",
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
        new Arrow(
            arrowNumber,
            arrow.from(),
            arrow.label(),
            arrow.inside(),
            arrow.kind(),
            arrow.retransmission(),
            false);
    arrows.put(arrowNumber, copy);
    return add(
        arrow.from().end().peer(),
        arrow.kind().label() + " arrives",
        why,
        Optional.of(number),
        Optional.of(copy),
        to,
        "",
        sent);
  }

  public StoryBuilder lost(int number) {
    steps.add(
        new Step(
            steps.size() + 1,
            now,
            Optional.empty(),
            arrows.get(number).kind().label() + " is lost",
            "",
            "",
            Optional.empty(),
            Optional.of(number),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty()));
    return this;
  }

  public StoryBuilder ticks(int count) {
    for (int i = 0; i < count; i++) {
      now++;
      steps.add(
          new Step(
              steps.size() + 1,
              now,
              Optional.empty(),
              "tick",
              "",
              "",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.empty()));
    }
    return this;
  }

  public Story ending(String words) {
    return new Story(
        kind, ticks, Tick.NAMELESS, lifelines, nat, steps, loop, words, lastTwo(steps), List.of());
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

  private String inside(End end) {
    if (nat.isEmpty()) {
      return "";
    }
    Socket client = socket(end.side() == Side.CLIENT ? end : end.peer());
    return "10.0.0." + (client.lifeline() + 1) + client.name();
  }

  private StoryBuilder add(
      End end,
      String action,
      String why,
      Optional<Integer> arrives,
      Optional<Arrow> copy,
      TcpState to,
      String told,
      Out... sent) {
    List<Arrow> out = new ArrayList<>();
    for (Out one : Arrays.asList(sent)) {
      arrowNumber++;
      Arrow arrow =
          new Arrow(
              arrowNumber, socket(end), one.label, inside(end), one.kind, one.again, one.gone);
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
            Optional.of(socket(end)),
            action,
            why,
            why.isEmpty() ? "" : "RFC 9293 section 3.10.7.4",
            arrives,
            Optional.empty(),
            copy,
            out,
            changes,
            told.isEmpty() ? Optional.empty() : Optional.of(told)));
    return this;
  }
}
