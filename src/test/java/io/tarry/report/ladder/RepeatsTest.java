package io.tarry.report.ladder;

import static io.tarry.report.StoryBuilder.segment;
import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.report.StoryBuilder;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.DrawingAssert;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An exchange that comes again")
class RepeatsTest {

  @Test
  void on_another_port_is_said_in_a_line_with_the_states_that_it_leads_to() {
    StoryBuilder story = exchange(exchange(twoPorts(), 0, 1, "100"), 1, 7, "100");
    Drawing drawing = draw(end(story));

    assertThat(texts(drawing))
        .contains("the same 6 segments on :40001", "TIME_WAIT :40000", "TIME_WAIT :40001")
        .doesNotContain("SYN_SENT :40001", ":40001 SYN seq=100");
    DrawingAssert.assertNothingOverlaps(drawing);
  }

  @Test
  void and_goes_on_otherwise_is_said_as_far_as_it_is_the_same() {
    StoryBuilder story =
        beginning(exchange(twoPorts(), 0, 1, "100"), 1, 7, "100")
            .at(
                End.of(1, Side.CLIENT),
                "close()",
                "FIN",
                TcpState.FIN_WAIT_1,
                segment("FIN seq=101"))
            .arrives(11, "more", TcpState.CLOSE_WAIT);

    assertThat(texts(draw(end(story)))).contains("the same first 4 segments on :40001");
  }

  @Test
  void with_another_number_is_drawn() {
    StoryBuilder story = exchange(exchange(twoPorts(), 0, 1, "100"), 1, 7, "200");

    assertThat(texts(draw(end(story)))).noneMatch(text -> text.startsWith("the same"));
  }

  @Test
  void on_the_same_port_is_drawn() {
    StoryBuilder story = exchange(exchange(twoPorts(), 0, 1, "100"), 0, 7, "100");

    assertThat(texts(draw(end(story)))).noneMatch(text -> text.startsWith("the same"));
  }

  @Test
  void while_another_segment_is_on_its_way_is_drawn() {
    StoryBuilder late = exchange(twoPorts(), 0, 1, "100");
    late.at(SERVER, "send()", "late", TcpState.CLOSED, segment("RST seq=302"));

    assertThat(texts(draw(end(exchange(late, 1, 8, "100")))))
        .noneMatch(text -> text.startsWith("the same"));
  }

  private static final StoryBuilder.Out FIN = segment("FIN,ACK seq=301 ack=101");

  private static StoryBuilder twoPorts() {
    return StoryBuilder.counterexample()
        .host(CLIENT, "linux", TcpState.CLOSED, 12)
        .host(SERVER, "linux", TcpState.CLOSED, 12)
        .connection(0, 0, 40000)
        .connection(1, 0, 40001);
  }

  /** Six segments, the first of which has that number. */
  private static StoryBuilder exchange(StoryBuilder story, int connection, int first, String syn) {
    return beginning(story, connection, first, syn)
        .at(End.of(connection, Side.SERVER), "close()", "FIN", TcpState.LAST_ACK, FIN)
        .arrives(first + 4, "done", TcpState.TIME_WAIT, segment("ACK seq=101 ack=302"))
        .arrives(first + 5, "over", TcpState.CLOSED);
  }

  /** Its first four. */
  private static StoryBuilder beginning(StoryBuilder story, int connection, int first, String syn) {
    return story
        .at(
            End.of(connection, Side.CLIENT),
            "connect()",
            "OPEN",
            TcpState.SYN_SENT,
            segment("SYN seq=" + syn))
        .arrives(first, "SYN and ACK", TcpState.SYN_RECEIVED, segment("SYN,ACK seq=300 ack=101"))
        .arrives(first + 1, "established", TcpState.ESTABLISHED, segment("ACK seq=101 ack=301"))
        .arrives(first + 2, "established", TcpState.ESTABLISHED, segment("ACK seq=301 ack=101"))
        .arrives(first + 3, "nothing new", TcpState.ESTABLISHED);
  }

  private static Story end(StoryBuilder story) {
    return story
        .atTelling(CLIENT, "connect()", "none is free", TcpState.CLOSED, UserError.NO_PORT.label())
        .ending("both ports are in use");
  }

  private static Drawing draw(Story story) {
    return Ladder.draw(LadderProperties.HEADING, story);
  }

  private static List<String> texts(Drawing drawing) {
    return DrawingAssert.all(drawing, Text.class).stream().map(Text::text).toList();
  }
}
