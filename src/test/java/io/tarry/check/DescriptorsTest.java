package io.tarry.check;

import static io.tarry.check.LessonResults.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.words.SocketRows;
import io.tarry.report.words.WorldNames;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Descriptors in stories")
class DescriptorsTest {

  private static final String SECOND = "second-socket-beside-time-wait";

  private static List<String> calls(Story story, int lifeline) {
    return story.steps().stream()
        .filter(step -> step.at().stream().anyMatch(at -> at.lifeline() == lifeline))
        .map(Story.Step::event)
        .filter(event -> event.call().isPresent())
        .map(new WorldNames(story.setup())::event)
        .toList();
  }

  private static List<String> sockets(Story story) {
    return SocketRows.atEndOf(story).stream()
        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(4))
        .toList();
  }

  @Test
  void close_gives_the_descriptor_back_and_the_next_socket_gets_it() throws IOException {
    Story story = story("07-from-socket", "the same descriptor, another port", SECOND);

    assertThat(calls(story, 0))
        .containsExactly("connect(3)", "shutdown(3)", "close(3)", "connect(3)");
    assertThat(sockets(story))
        .contains("client TIME_WAIT -", "client ESTABLISHED fd=3", "server LISTEN fd=3");
  }

  @Test
  void shutdown_keeps_it_and_the_next_socket_gets_another() throws IOException {
    Story story = story("07-from-socket", "shutdown keeps the descriptor", SECOND);

    assertThat(calls(story, 0)).startsWith("connect(3)", "shutdown(3)").endsWith("connect(4)");
    assertThat(sockets(story)).contains("client TIME_WAIT -", "client ESTABLISHED fd=4");
  }

  @Test
  void a_listener_at_two_ports_has_two_and_what_it_accepts_the_next() throws IOException {
    Story story = story("07-from-socket", "one port is enough for two servers", SECOND);

    assertThat(sockets(story)).contains("server LISTEN fd=3", "server LISTEN fd=4");
    assertThat(calls(story, 1)).containsExactly("close(5)");
  }

  @Test
  void a_call_that_is_refused_has_one_for_a_moment() throws IOException {
    Story none =
        story(
            "07-from-socket",
            "the descriptor is free again, the only port is not",
            "connect-finds-a-port");
    assertThat(calls(none, 0)).endsWith("close(3)", "connect(3)");

    Story bound = story("07-from-socket", "bind to the port that is not free yet", "bind-succeeds");
    assertThat(calls(bound, 0)).endsWith("close(3)", "bind(3)");
  }

  @Test
  void bytes_stand_behind_it_and_each_process_counts_for_itself() throws IOException {
    Story ports = story("08-local-ports", "three connections, two ports", "connect-finds-a-port");
    assertThat(calls(ports, 0)).contains("send(3, 1)").doesNotContain("send(1)");

    Story nat = story("14-tcp-tw-recycle", "with recycling", "syn-always-answered");
    assertThat(calls(nat, 0)).startsWith("connect(3)");
    assertThat(calls(nat, 1)).startsWith("connect(3)");
  }

  @Test
  void a_world_that_uses_one_socket_once_shows_none() throws IOException {
    Story story = story("04-why", "without TIME_WAIT", "fin-from-last-ack-never-answered-by-rst");
    assertThat(calls(story, 1)).contains("close()");
  }

  @Test
  void a_listener_that_starts_again_gives_its_own_back() throws IOException {
    Story story = story("17-what-shortens", "the server starts again", "bind-succeeds");
    assertThat(calls(story, 1)).contains("close(3) of the listener");
  }
}
