package io.tarry.report.words;

import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Event;
import io.tarry.check.Story.Flag;
import io.tarry.check.Story.Segment;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.SocketCall;
import io.tarry.check.Story.Step;
import io.tarry.check.Story.Told;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Clock;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.world.UserError;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of everything in one world, and of what happens there. */
public final class WorldNames {

  private final StorySetup setup;
  private final boolean severalClients;
  private final boolean severalServerPorts;

  /** Makes the names for that world. */
  public WorldNames(StorySetup setup) {
    this.setup = setup;
    severalClients = setup.lifelines().size() > 2;
    severalServerPorts =
        setup.connections().stream().map(FourTuple::serverPort).distinct().count() > 1;
  }

  /**
   * The line below the name of a host: its stack and, if there are several clients, its address.
   */
  public String detail(Lifeline lifeline) {
    return severalClients || setup.nat().isPresent()
        ? lifeline.stack() + ", " + lifeline.address()
        : lifeline.stack();
  }

  /** The length of TIME_WAIT at a host: {@code 2 MSL = 4 ticks}. */
  public String timeWait(Lifeline lifeline) {
    if (setup.clock().isEmpty()) {
      return "2 MSL";
    }
    Clock clock = setup.clock().get();
    int length = lifeline.timeWait().ticks();
    if (lifeline.timeWait().recycled()) {
      return (clock.rto() % 2 == 0 ? "3.5 RTO = " : "3.5 RTO, rounded up: ") + ticks(length);
    }
    return length == 2 * clock.msl() ? "2 MSL = " + ticks(length) : ticks(length);
  }

  /** A number of ticks, or how long they last. */
  public String ticks(int count) {
    return setup.clock().map(Clock::tick).orElse(Tick.NAMELESS).say(count);
  }

  /** Whether times are said with their units. */
  public boolean countsTime() {
    return setup.clock().filter(clock -> clock.tick().isNamed()).isPresent();
  }

  /** When something happens: the number of ticks by then, or a moment. */
  public String moment(int ticks) {
    return countsTime() ? ticks(ticks) : String.valueOf(ticks);
  }

  /** A short name that tells the sockets of a host apart; empty if there is only one. */
  public String name(Socket socket) {
    boolean addressNeeded =
        socket.end().side() == Side.SERVER && severalClients && setup.nat().isEmpty();
    return socket
        .connection()
        .map(tuple -> (addressNeeded ? tuple.clientAddress() : "") + ports(tuple))
        .orElse("");
  }

  private String ports(FourTuple tuple) {
    String port = ":" + tuple.clientPort();
    return severalServerPorts ? port + ">:" + tuple.serverPort() : port;
  }

  /**
   * A segment as the server's side of the network sees it, with its connection if there are
   * several, and its timestamp if it has one.
   */
  public String segment(Arrow arrow) {
    return segment(arrow.from(), arrow.segment());
  }

  /** As {@link #segment(Arrow)}, for a segment from that socket. */
  public String segment(Socket from, Segment segment) {
    FourTuple tuple = segment.connection();
    boolean addressNeeded = severalClients || setup.nat().isPresent();
    boolean several = setup.connections().size() > 1;
    String to = from.end().side() == Side.SERVER ? "to " : "";
    String connection =
        addressNeeded ? to + tuple.clientAddress() + ports(tuple) : several ? ports(tuple) : "";
    String text = connection.isEmpty() ? header(segment) : connection + " " + header(segment);
    return text + segment.timestamp().map(value -> " TSval=" + value).orElse("");
  }

  /** {@code FIN,ACK}. */
  public static String flags(Segment segment) {
    return segment.flags().stream().map(Flag::name).collect(Collectors.joining(","));
  }

  private static String header(Segment segment) {
    return (segment.flags().isEmpty() ? "no flags" : flags(segment))
        + " seq="
        + segment.seq()
        + (segment.has(Flag.ACK) ? " ack=" + segment.ack() : "")
        + (segment.length() > 0 ? " len=" + segment.length() : "");
  }

  /** The client's socket by its own address, if a NAT hides that; otherwise empty. */
  public String inside(Socket from, Segment segment) {
    int client = from.end().side() == Side.CLIENT ? from.lifeline() : from.peer();
    return setup.nat().isPresent()
        ? setup.lifelines().get(client).address() + ":" + segment.connection().clientPort()
        : "";
  }

  /** What happens, in short: {@code close()}. */
  public String action(Step step, StoryArrows arrows) {
    String event = event(step.event());
    return step.arrives()
        .or(step::lost)
        .map(number -> segment(arrows.get(number)) + " " + event)
        .orElse(event);
  }

  /** As {@link #action}, without the segment that arrives or is lost. */
  public String event(Event event) {
    return switch (event.kind()) {
      case BEGIN -> "the run begins";
      case DELIVER -> "arrives";
      case DELIVER_COPY -> "arrives, and a copy stays on its way";
      case LOSE -> "is lost";
      case RETRANSMISSION_TIMEOUT -> "retransmission timer expires";
      case FIN_WAIT_2_TIMEOUT -> "FIN_WAIT_2 timer expires";
      case TIME_WAIT_TIMEOUT -> "2MSL timer expires";
      case TICK -> countsTime() ? "time passes" : "a tick passes";
      case CALL, PATIENCE_TIMEOUT, REFUSED_CALL, LISTENER_CALL -> call(event.call().orElseThrow());
    };
  }

  /** A call with its arguments: {@code send(3, 1)}, or {@code send(1)} without a descriptor. */
  private String call(SocketCall call) {
    String arguments =
        Stream.of(
                call.descriptor().filter(number -> setup.severalSockets()),
                Optional.of(call.bytes()).filter(number -> number > 0))
            .flatMap(Optional::stream)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    String function = call.function().name().toLowerCase(Locale.ROOT);
    return function + "(" + arguments + ")" + (call.ofListener() ? " of the listener" : "");
  }

  /**
   * What the user is told, apart from bytes: an error by its name, or the end of file; empty if
   * nothing.
   */
  public static Optional<String> userTold(Told told) {
    Optional<String> error = told.error().map(UserError::label);
    return error.isPresent() || !told.endOfFile() ? error : Optional.of("end of file");
  }

  /** As {@link #userTold}, in the words of application programmers. */
  public static Optional<String> told(Step step) {
    Optional<String> error = step.told().error().map(UserError::label).map("error: "::concat);
    return error.isPresent() || !step.told().endOfFile() ? error : Optional.of("read() returns 0");
  }
}
