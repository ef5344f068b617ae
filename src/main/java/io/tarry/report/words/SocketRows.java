package io.tarry.report.words;

import io.tarry.check.Moment;
import io.tarry.check.Moment.EndState;
import io.tarry.check.Moment.Listener;
import io.tarry.check.Moment.Numbers;
import io.tarry.check.Moment.TimerKind;
import io.tarry.check.Story;
import io.tarry.check.Story.Socket;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sockets of all hosts at one moment, as {@code ss -tanpo} lists them on each. */
public final class SocketRows {

  /** The headings of the columns. */
  public static final List<String> COLUMNS =
      List.of("host", "state", "local address", "peer address", "process", "");

  /**
   * A socket.
   *
   * @param local its own address and port
   * @param peer the peer's
   * @param descriptor the one that {@code ss} shows
   * @param timer the one that {@code ss} shows, if one runs
   */
  public record Row(
      Socket socket,
      TcpState state,
      String local,
      String peer,
      Numbers numbers,
      Optional<Integer> descriptor,
      Optional<ShownTimer> timer) {}

  /**
   * A timer, as {@code ss} shows it.
   *
   * @param left how many ticks are left; empty without a clock, where it may expire at any time
   * @param retransmissions how often it has expired since the last new ACK
   */
  public record ShownTimer(String name, Optional<Integer> left, int retransmissions) {}

  private SocketRows() {}

  /** The cells of each socket at the end of a story; empty if no host can have a second socket. */
  public static List<List<String>> atEndOf(Story story) {
    return story.setup().severalSockets()
        ? of(story.setup(), story.end()).stream().map(row -> cells(story, row)).toList()
        : List.of();
  }

  /** All sockets, host by host. */
  public static List<Row> of(StorySetup setup, Moment moment) {
    List<Row> rows = new ArrayList<>();
    int server = setup.lifelines().size() - 1;
    for (int i = 0; i <= server; i++) {
      Lifeline host = setup.lifelines().get(i);
      if (i == server) {
        moment.listeners().forEach(listener -> rows.add(row(server, listener)));
      }
      for (EndState end : moment.ends()) {
        if (end.socket().lifeline() == i && end.isConnection()) {
          rows.add(row(host, end));
        }
      }
    }
    return rows;
  }

  private static Row row(int server, Listener listener) {
    return new Row(
        new Socket(server, 0, End.SERVER, Optional.empty()),
        TcpState.LISTEN,
        "0.0.0.0:" + listener.port(),
        "0.0.0.0:*",
        new Numbers(0, 0, 0),
        listener.descriptor(),
        Optional.empty());
  }

  private static Row row(Lifeline host, EndState end) {
    Side side = end.socket().end().side();
    FourTuple tuple = end.connection();
    return new Row(
        end.socket(),
        end.state(),
        side == Side.CLIENT ? host.address() + ":" + tuple.clientPort() : tuple.socket(side),
        tuple.socket(side.other()),
        end.numbers(),
        // TIME_WAIT is an entry of the kernel: ss names no process for it, even if a process still
        // has the descriptor, after shutdown().
        end.descriptor().filter(number -> end.state() != TcpState.TIME_WAIT),
        timer(end));
  }

  /** The timer that ss shows; Linux shows that of FIN_WAIT_2 as that of TIME_WAIT. */
  private static Optional<ShownTimer> timer(EndState end) {
    return end.timer(TimerKind.TIME_WAIT)
        .map(timer -> new ShownTimer("timewait", timer.ticksLeft(), 0))
        .or(() ->
            end.timer(TimerKind.RETRANSMISSION)
                .map(timer -> new ShownTimer("on", timer.ticksLeft(), end.retransmissions())))
        .or(() ->
            end.timer(TimerKind.FIN_WAIT_2)
                .map(timer -> new ShownTimer("timewait", timer.ticksLeft(), 0)));
  }

  private static List<String> cells(Story story, Row row) {
    return List.of(
        story.lifelines().get(row.socket.lifeline()).name(),
        row.state.name(),
        row.local,
        row.peer,
        row.descriptor.map(number -> "fd=" + number).orElse("-"),
        row.timer.map(timer -> text(story, timer)).orElse(""));
  }

  private static String text(Story story, ShownTimer timer) {
    String left = timer.left.map(new WorldNames(story.setup())::ticks).orElse("any time");
    return "timer:(%s,%s,%d)".formatted(timer.name, left, timer.retransmissions);
  }
}
