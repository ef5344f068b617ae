package io.tarry.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.report.Drawing.Box;
import io.tarry.report.Drawing.Line;
import io.tarry.report.Drawing.Stroke;
import io.tarry.report.Drawing.Text;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LadderTest {

  static Stream<Story> stories() {
    return Stories.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void nothing_overlaps(Story story) {
    Drawing drawing = Ladder.draw(LadderProperties.HEADING, story);

    DrawingAssert.assertNothingOverlaps(drawing);
    DrawingAssert.assertAllOnCanvas(drawing);
    DrawingAssert.assertTextsFitTheirBoxes(drawing);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void no_label_of_a_handmade_story_lies_on_a_line(Story story) {
    assertThat(DrawingAssert.all(draw(story), Text.class)).noneMatch(Text::opaque);
  }

  @Test
  void says_what_it_shows_and_how_it_ends() {
    List<String> texts = texts(Stories.lastAckLostWithoutTimeWait());

    assertThat(texts).contains("COUNTEREXAMPLE", "client", "server", "rfc9293", "FIN_WAIT_2");
    assertThat(String.join(" ", texts))
        .contains(LadderProperties.HEADING.title())
        .contains("the FIN of a peer in LAST_ACK is answered by a RST, not by an ACK")
        .contains("nobody is here: a RST whose SEQ is the ACK that came [RFC 9293 section");
  }

  @Test
  void a_lost_segment_is_dashed_and_ends_in_a_cross_whenever_it_was_lost() {
    for (Story story : List.of(Stories.lastAckLostWithTimeWait(), Stories.lostSyn())) {
      List<Line> red =
          DrawingAssert.all(draw(story), Line.class).stream()
              .filter(line -> line.colour().equals(Palette.BAD))
              .toList();

      assertThat(red).hasSize(3);
      assertThat(red).filteredOn(line -> line.stroke() == Stroke.DASHED).hasSize(1);
      assertThat(texts(story)).contains("lost");
    }
  }

  @Test
  void a_retransmission_a_duplicate_and_what_is_overtaken_say_so() {
    assertThat(texts(Stories.lostSyn())).contains("SYN seq=100 (retransmission)");
    assertThat(texts(Stories.assassination())).contains("(duplicate)", "(overtaken)");
    assertThat(texts(Stories.threeOnTheWay())).anyMatch(text -> text.contains("still on its way"));
  }

  @Test
  void ticks_that_follow_each_other_are_one_line() {
    assertThat(texts(Stories.giveUp()))
        .contains("t = 3", "t = 9", "t = 21")
        .doesNotContain("t = 1");
  }

  @Test
  void time_wait_is_a_shaded_span_with_its_length() {
    Drawing drawing = draw(Stories.lastAckLostWithTimeWait());

    assertThat(DrawingAssert.all(drawing, Box.class))
        .filteredOn(box -> box.fill().equals(Palette.TIME_WAIT_SHADE))
        .hasSize(1);
    assertThat(texts(Stories.lastAckLostWithTimeWait())).contains("2 MSL = 4 ticks");
    assertThat(String.join(" ", texts(Stories.assassination()))).contains("cut short; meant to");
    assertThat(texts(Stories.simultaneousClose())).contains("60 s, not over yet");
  }

  @Test
  void the_words_of_a_last_step_that_is_nobodys_stand_across() {
    assertThat(String.join(" ", texts(Stories.stuck()))).contains("no step is possible any more");
    assertThat(texts(Stories.nothingHappens())).contains("the run begins in a state that shows it");
  }

  @Test
  void what_the_user_is_told_is_said() {
    assertThat(texts(Stories.giveUp())).contains("user is told: connection timed out");
  }

  private static Drawing draw(Story story) {
    return Ladder.draw(LadderProperties.HEADING, story);
  }

  private static List<String> texts(Story story) {
    return DrawingAssert.all(draw(story), Text.class).stream().map(Text::text).toList();
  }
}
