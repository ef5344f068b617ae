package io.tarry.report.words;

import io.tarry.check.Moment;
import io.tarry.check.Moment.EndState;
import io.tarry.check.Moment.Listener;
import io.tarry.check.Moment.RunningTimer;
import io.tarry.check.Moment.TimerKind;
import io.tarry.check.Story;
import io.tarry.check.Story.Lifeline;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sockets of all hosts at one moment, as {@code ss -tanpo} lists them on each. */
public final class SocketRows {

  /** What stands above each column. */
  public static final List<String> COLUMNS =
      List.of("host", "state", "local address", "peer address", "process", "");

  private final Story story;

  private SocketRows(Story story) {
    this.story = story;
  }

  /** The cells of each row, host by host; none where no host can have a second socket. */
  public static List<List<String>> of(Story story, Moment moment) {
    return story.setup().severalSockets() ? new SocketRows(story).rows(moment) : List.of();
  }

  private List<List<String>> rows(Moment moment) {
    List<List<String>> rows = new ArrayList<>();
    int server = story.lifelines().size() - 1;
    for (int i = 0; i <= server; i++) {
      Lifeline host = story.lifelines().get(i);
      if (i == server) {
        moment.listeners().forEach(listener -> rows.add(row(host, listener)));
      }
      for (EndState end : moment.ends()) {
        if (end.socket().lifeline() == i && end.isConnection()) {
          rows.add(row(host, end));
        }
      }
    }
    return rows;
  }

  private static List<String> row(Lifeline host, Listener listener) {
    return List.of(
        host.name(),
        "LISTEN",
        "0.0.0.0:" + listener.port(),
        "0.0.0.0:*",
        process(listener.descriptor()),
        "");
  }

  private static List<String> row(Lifeline host, EndState end) {
    Side side = end.socket().end().side();
    FourTuple tuple = end.connection();
    return List.of(
        host.name(),
        end.state().name(),
        side == Side.CLIENT ? host.address() + ":" + tuple.clientPort() : tuple.socket(side),
        tuple.socket(side.other()),
        // TIME_WAIT is a small entry of the kernel's own: ss names no process beside it, even while
        // a process has the descriptor still, after shutdown().
        process(end.descriptor().filter(number -> end.state() != TcpState.TIME_WAIT)),
        timer(end));
  }

  /** A socket that no process has any more has none. */
  private static String process(Optional<Integer> descriptor) {
    return descriptor.map(number -> "fd=" + number).orElse("-");
  }

  /** Linux shows what is left of FIN_WAIT_2 as that of TIME_WAIT. */
  private static String timer(EndState end) {
    return end.timer(TimerKind.TIME_WAIT)
        .map(timer -> timer("timewait", timer, 0))
        .or(() ->
            end.timer(TimerKind.RETRANSMISSION)
                .map(timer -> timer("on", timer, end.retransmissions())))
        .or(() -> end.timer(TimerKind.FIN_WAIT_2).map(timer -> timer("timewait", timer, 0)))
        .orElse("");
  }

  private static String timer(String name, RunningTimer timer, int retransmissions) {
    String left = timer.ticksLeft().map(StoryWords::ticks).orElse("any time");
    return "timer:(%s,%s,%d)".formatted(name, left, retransmissions);
  }
}
