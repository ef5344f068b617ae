package io.tarry.check;

import static io.tarry.check.LessonResults.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.words.SocketRows;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stories of several hosts and sockets")
class SeveralHostsTest {

  private static List<String> names(Story story) {
    return story.lifelines().stream().map(StorySetup.Lifeline::name).toList();
  }

  private static List<Story.Arrow> sent(Story story) {
    return story.steps().stream().flatMap(step -> step.sent().stream()).toList();
  }

  @Test
  void behind_a_nat_each_client_has_its_lifeline_and_the_server_sees_one_address()
      throws IOException {
    Story story = story("14-tcp-tw-recycle", "with recycling", "connect-succeeds");
    WorldNames words = new WorldNames(story.setup());

    assertThat(names(story)).containsExactly("client", "client2", "server");
    assertThat(story.lifelines())
        .extracting(words::detail)
        .containsExactly(
            "linux, synAgainAfterBadAck: false, 10.0.0.1",
            "linux, synAgainAfterBadAck: false, 10.0.0.2",
            "linux, 10.0.1.1");
    assertThat(story.nat()).contains(new StorySetup.Nat("NAT", "192.0.2.1"));

    Story.Step last = story.steps().get(story.steps().size() - 1);
    assertThat(last.at().orElseThrow().lifeline()).isEqualTo(1);
    assertThat(last.told().error()).contains(UserError.TIMED_OUT);

    List<Story.Arrow> syns =
        sent(story).stream()
            .filter(arrow -> words.segment(arrow).matches("192\\.0\\.2\\.1:4000[01] SYN seq=.*"))
            .toList();
    assertThat(syns)
        .extracting(
            arrow -> arrow.from().lifeline() + " " + words.inside(arrow.from(), arrow.segment()))
        .containsExactly("0 10.0.0.1:40001", "1 10.0.0.2:40000", "1 10.0.0.2:40000");
    // The second client's clock is behind the first one's, and has ticked when it comes again.
    assertThat(syns)
        .extracting(arrow -> arrow.segment().timestamp().orElseThrow())
        .containsExactly(30, 0, 3);
    assertThat(sent(story))
        .filteredOn(arrow -> arrow.from().lifeline() == 2)
        .isNotEmpty()
        .allMatch(arrow -> words.segment(arrow).startsWith("to 192.0.2.1:40001 "));
  }

  @Test
  void the_sockets_behind_a_nat_are_listed_as_each_host_knows_them() throws IOException {
    Story story = story("14-tcp-tw-recycle", "with recycling", "syn-always-answered");

    assertThat(SocketRows.atEndOf(story))
        .containsExactly(
            row("client", "LAST_ACK", "10.0.0.1:40001", "10.0.1.1:80", "-", "timer:(on,3 ticks,0)"),
            row(
                "client2",
                "SYN_SENT",
                "10.0.0.2:40000",
                "10.0.1.1:80",
                "fd=3",
                "timer:(on,3 ticks,0)"),
            row("server", "LISTEN", "0.0.0.0:80", "0.0.0.0:*", "fd=3", ""),
            row(
                "server",
                "TIME_WAIT",
                "10.0.1.1:80",
                "192.0.2.1:40001",
                "-",
                "timer:(timewait,11 ticks,0)"));
  }

  @Test
  void without_a_nat_the_server_tells_the_clients_apart_by_their_addresses() throws IOException {
    Story story =
        story(
            "14-tcp-tw-recycle",
            "with recycling, each client with its own address",
            "connect-succeeds");

    WorldNames words = new WorldNames(story.setup());
    assertThat(story.nat()).isEmpty();
    assertThat(sent(story))
        .allMatch(arrow -> words.inside(arrow.from(), arrow.segment()).isEmpty());
    assertThat(story.steps())
        .flatExtracting(Story.Step::changes)
        .extracting(Story.StateChange::socket)
        .filteredOn(socket -> socket.lifeline() == 2)
        .isNotEmpty()
        .allMatch(
            socket -> words.name(socket).startsWith("10.0.0." + (socket.peer() + 1) + ":4000"));
  }

  @Test
  void each_socket_of_a_host_has_the_name_of_its_port_and_ends_closed() throws IOException {
    Story story =
        story("08-local-ports-run-out", "three connections, two ports", "connect-finds-a-port");

    List<Story.StateChange> changes =
        story.steps().stream().flatMap(step -> step.changes().stream()).toList();
    assertThat(changes)
        .filteredOn(change -> change.to() == TcpState.TIME_WAIT)
        .extracting(change -> change.socket().connection().orElseThrow().clientPort())
        .containsExactlyInAnyOrder(40000, 40001);
    // A server's socket is gone; it is the listener that listens, and always has.
    assertThat(changes).noneMatch(change -> change.to() == TcpState.LISTEN);
    assertThat(story.end().ends())
        .filteredOn(end -> end.state() == TcpState.TIME_WAIT)
        .extracting(Moment.EndState::timers)
        .containsExactly(List.of(timeWait(8)), List.of(timeWait(10)));
  }

  @Test
  void a_world_that_uses_one_socket_once_lists_none() throws IOException {
    Story story = story("04-why", "without TIME_WAIT", "fin-from-last-ack-never-answered-by-rst");

    assertThat(names(story)).containsExactly("client", "server");
    WorldNames words = new WorldNames(story.setup());
    assertThat(SocketRows.atEndOf(story)).isEmpty();
    assertThat(sent(story)).noneMatch(arrow -> words.segment(arrow).contains(":"));
  }

  private static Moment.RunningTimer timeWait(int ticksLeft) {
    return new Moment.RunningTimer(Moment.TimerKind.TIME_WAIT, Optional.of(ticksLeft));
  }

  private static List<String> row(String... cells) {
    return List.of(cells);
  }
}
