package io.tarry.check;

import static io.tarry.check.LessonResults.story;
import static io.tarry.check.LessonsTest.causes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.words.WorldNames;
import io.tarry.tcp.settings.Side;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Why a run of a lesson ends so")
class CausesTest {

  private static void assertOneSays(List<String> causes, String... parts) {
    assertThat(causes).anySatisfy(cause -> assertThat(cause).contains(parts));
  }

  @Test
  void what_is_surely_lost_is_said_to_be() throws IOException {
    Story story = story("01-three-way-handshake.yaml", "the SYN is lost", "both-established");

    assertThat(causes(story).get(0)).contains("connect()", "what is sent is lost");
    assertThat(story.steps().get(story.causes().get(0) - 1).source())
        .contains("network.surelyLose");
  }

  @Test
  void a_state_of_both_ends_follows_from_what_brought_each_there() throws IOException {
    Story story =
        story("03-simultaneous-close.yaml", "both close when they like", "simultaneous-close");

    assertThat(causes(story)).filteredOn(cause -> cause.contains("TIME_WAIT")).hasSize(2);
  }

  @Test
  void a_claim_of_the_file_about_two_sockets_follows_from_both() throws IOException {
    Story story =
        story(
            "07-from-socket-to-descriptor.yaml",
            "the same descriptor, another port",
            "second-socket-beside-time-wait");

    assertOneSays(causes(story), ":40001", "Both FINs are done: TIME_WAIT");
  }

  @Test
  void the_timer_of_one_end_does_not_follow_from_the_state_of_the_other() throws IOException {
    Story story =
        story("02-four-way-close.yaml", "the server closes first", "no-forbidden-state-pair");

    assertThat(causes(story))
        .satisfiesExactly(
            begins -> assertThat(begins).contains("Both FINs are done: TIME_WAIT"),
            ends -> assertThat(ends).contains("TIME_WAIT has lasted its time"));
  }

  @Test
  void a_standstill_follows_from_what_brought_each_end_there() throws IOException {
    Story story =
        story(
            "17-what-shortens-time-wait.yaml",
            "FIN_WAIT_2 ends by its timer, and CLOSE_WAIT never does",
            "no-stuck-state");

    assertOneSays(causes(story), "The peer will send no more: CLOSE_WAIT");
    assertOneSays(causes(story), "FIN_WAIT_2 timer expires");
  }

  @Test
  void that_nobody_is_there_follows_from_what_closed_the_socket() throws IOException {
    Story story =
        story("05-time-wait-assassination.yaml", "a segment is overtaken", "time-wait-lasts");

    assertOneSays(causes(story), "The FIN is acknowledged: CLOSED");
  }

  @Test
  void that_nobody_reads_follows_from_close() throws IOException {
    Story story =
        story(
            "06-half-close.yaml",
            "the client closes for good, and the server sends twice",
            "octets-never-answered-by-rst");

    assertOneSays(causes(story), "close()", "nobody reads what comes");
  }

  @Test
  void that_there_is_no_room_follows_from_the_socket_that_takes_it() throws IOException {
    Story story =
        story(
            "17-what-shortens-time-wait.yaml",
            "tcp_max_tw_buckets has no room for the second",
            "fin-from-last-ack-never-answered-by-rst");

    assertOneSays(causes(story), ":40000 FIN", "Both FINs are done: TIME_WAIT");
    assertOneSays(causes(story), ":40001 FIN", "no room for one more TIME_WAIT");
  }

  @Test
  void a_copy_is_among_them() throws IOException {
    Story story =
        story(
            "18-two-time-waits.yaml",
            "TIME_WAIT answers every ACK, as the text says",
            "time-wait-is-left");

    assertOneSays(causes(story), "a copy stays on its way");
  }

  @Test
  void an_older_timestamp_that_passes_is_said_to_be_tolerated() throws IOException {
    Story story =
        story(
            "16-old-duplicates.yaml",
            "a timestamp that is older by one",
            "octets-of-this-incarnation");

    List<String> causes = causes(story);
    assertThat(causes.get(causes.size() - 1)).contains("by no more than is tolerated");
  }

  @Test
  void nobody_is_told_of_an_end_of_file_after_a_close_that_gives_up_reading() throws IOException {
    Story linux =
        story(
            "05-time-wait-assassination.yaml",
            "both hosts are Linux, with its default settings",
            "time-wait-lasts");
    Story rfc =
        story("05-time-wait-assassination.yaml", "a segment is overtaken", "time-wait-lasts");

    assertThat(toldTheClient(linux)).isEmpty();
    assertThat(toldTheClient(rfc)).containsExactly("end of file"); // CLOSE goes on to read
  }

  private static List<String> toldTheClient(Story story) {
    return story.steps().stream()
        .filter(step -> step.at().stream().anyMatch(at -> at.end().side() == Side.CLIENT))
        .flatMap(step -> WorldNames.userTold(step.told()).stream())
        .toList();
  }

  @Test
  void a_server_that_finds_its_port_in_use_calls_bind() throws IOException {
    Story story =
        story("17-what-shortens-time-wait.yaml", "the server starts again", "bind-succeeds");

    Story.Step last = story.steps().get(story.steps().size() - 1);
    assertThat(last.event().call())
        .contains(new Story.SocketCall(Story.Function.BIND, Optional.empty(), 0, false));
  }
}
