package io.tarry.report.ladder;

import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.StoryBuilder;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.DrawingAssert;
import io.tarry.tcp.world.TcpState;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Beside a TIME_WAIT stands")
class TimeWaitShapesTest {

  /** A SYN opens the server's connection, and this is in TIME_WAIT; an older SYN is on its way. */
  private static StoryBuilder serverInTimeWait() {
    return hosts()
        .at(CLIENT, "connect()", "", TcpState.SYN_SENT, StoryBuilder.segment("SYN seq=600"))
        .at(CLIENT, "close()", "", TcpState.CLOSED)
        .at(CLIENT, "connect()", "", TcpState.SYN_SENT, StoryBuilder.segment("SYN seq=100"))
        .arrives(2, "", TcpState.SYN_RECEIVED)
        .at(SERVER, "close()", "", TcpState.TIME_WAIT);
  }

  private static StoryBuilder hosts() {
    return StoryBuilder.witness()
        .host(CLIENT, "linux", TcpState.CLOSED, 9)
        .host(SERVER, "linux", TcpState.LISTEN, 9)
        .ticking();
  }

  private static String drawn(StoryBuilder story) {
    Drawing drawing = Ladder.draw(LadderProperties.HEADING, story.ending("the end"));
    return DrawingAssert.all(drawing, Text.class).stream()
        .map(Text::text)
        .collect(Collectors.joining(" "));
  }

  @Test
  void what_a_new_syn_made_of_it_and_when() {
    String drawn =
        drawn(
            serverInTimeWait()
                .at(CLIENT, "connect()", "", TcpState.SYN_SENT, StoryBuilder.segment("SYN seq=900"))
                .ticks(3)
                .arrives(3, "", TcpState.SYN_RECEIVED));

    assertThat(drawn).contains("taken over by a new SYN after 3 ticks").doesNotContain("9 ticks");
  }

  @Test
  void that_the_syn_was_older_than_the_connection() {
    String drawn = drawn(serverInTimeWait().arrives(1, "", TcpState.SYN_RECEIVED));

    assertThat(drawn).contains("taken over by an old SYN at once").doesNotContain("9 ticks");
  }

  @Test
  void that_the_syn_was_a_copy_of_the_connections_own() {
    String drawn =
        drawn(
            hosts()
                .at(CLIENT, "connect()", "", TcpState.SYN_SENT, StoryBuilder.segment("SYN seq=100"))
                .arrivesCopied(1, "", TcpState.SYN_RECEIVED)
                .at(SERVER, "close()", "", TcpState.TIME_WAIT)
                .ticks(1)
                .arrives(2, "", TcpState.SYN_RECEIVED));

    assertThat(drawn).contains("taken over by an old SYN after 1 tick");
  }

  @Test
  void what_connect_made_of_it_and_when() {
    String drawn =
        drawn(
            hosts()
                .at(CLIENT, "close()", "", TcpState.TIME_WAIT)
                .ticks(4)
                .at(CLIENT, "connect()", "", TcpState.SYN_SENT));

    assertThat(drawn).contains("taken over by connect() after 4 ticks").doesNotContain("9 ticks");
  }

  @Test
  void its_length_where_its_timer_ends_it() {
    String drawn =
        drawn(
            hosts()
                .at(CLIENT, "close()", "", TcpState.TIME_WAIT)
                .ticks(9)
                .at(CLIENT, "2MSL timer expires", "", TcpState.CLOSED));

    assertThat(drawn).contains("9 ticks").doesNotContain("restarted");
  }

  @Test
  void that_it_was_restarted_where_it_lasted_longer() {
    String drawn =
        drawn(
            hosts()
                .at(CLIENT, "close()", "", TcpState.TIME_WAIT)
                .ticks(19)
                .at(CLIENT, "2MSL timer expires", "", TcpState.CLOSED));

    assertThat(drawn).contains("19 ticks: restarted, meant to last 9 ticks");
  }
}
