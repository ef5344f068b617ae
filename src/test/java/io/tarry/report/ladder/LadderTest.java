package io.tarry.report.ladder;

import static io.tarry.tcp.settings.End.CLIENT;
import static io.tarry.tcp.settings.End.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.report.EndlessStories;
import io.tarry.report.SeveralSocketsStories;
import io.tarry.report.Stories;
import io.tarry.report.StoryBuilder;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.DrawingAssert;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.tcp.world.TcpState;
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
    assertThat(drawing.canvas().width()).isLessThan(26); // inches
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

    assertThat(texts).contains("VIOLATED", "client", "server", "rfc9293", "FIN_WAIT_2");
    assertThat(String.join(" ", texts))
        .contains(LadderProperties.HEADING.outcome())
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
  void a_jump_of_the_clock_breaks_the_lifelines_and_says_how_far_it_is() {
    assertThat(texts(Stories.giveUp()))
        .contains("3 ticks pass", "6 ticks pass", "12 ticks pass")
        .doesNotContain("1 tick pass", "1 ticks pass");
    assertThat(breaks(Stories.giveUp()))
        .hasSize(2 * count(Stories.giveUp(), " ticks pass")); // two hosts
    assertThat(breaks(Stories.assassination())).isEmpty();
  }

  private static List<Line> breaks(Story story) {
    return DrawingAssert.all(draw(story), Line.class).stream()
        .filter(line -> line.colour().equals(Palette.PAPER))
        .toList();
  }

  private static int count(Story story, String ending) {
    return (int) texts(story).stream().filter(text -> text.endsWith(ending)).count();
  }

  /** Nothing comes of the last call; what stops the run is the step before. */
  @Test
  void the_mark_stands_at_the_last_step_of_which_something_comes() {
    Story story =
        StoryBuilder.counterexample()
            .established("rfc9293", 4)
            .at(SERVER, "close()", "", TcpState.FIN_WAIT_1)
            .at(CLIENT, "recv()", "", TcpState.ESTABLISHED)
            .ending("nothing can happen any more");
    Drawing drawing = draw(story);

    Drawing.Dot mark =
        DrawingAssert.all(drawing, Drawing.Dot.class).stream()
            .filter(dot -> dot.colour().equals(Palette.BAD))
            .findFirst()
            .orElseThrow();
    assertThat(mark.x()).isEqualTo(textAt(drawing, "server").x());
    DrawingAssert.assertNothingOverlaps(drawing);
  }

  @Test
  void what_no_step_follows_from_is_grey() {
    assertThat(colours(Stories.stuckWithAnAckOut(), "still on its way")).containsOnly(Palette.GREY);
    // That it is out may be the point: it carries bytes.
    assertThat(colours(Stories.stuckWithBytesOut(), "still on its way")).containsOnly(Palette.INK);
    // It is sent in the last step, and so is what the end is about.
    assertThat(colours(Stories.lastAckLostWithoutTimeWait(), "RST seq=")).containsOnly(Palette.BAD);
    assertThat(colours(EndlessStories.acksForEver(), "arrives in the next turn"))
        .isNotEmpty()
        .doesNotContain(Palette.GREY);
  }

  private static List<String> colours(Story story, String part) {
    return DrawingAssert.all(draw(story), Text.class).stream()
        .filter(text -> text.text().contains(part))
        .map(Text::colour)
        .toList();
  }

  @Test
  void time_wait_is_a_shaded_span_with_its_length() {
    Drawing drawing = draw(Stories.lastAckLostWithTimeWait());

    assertThat(DrawingAssert.all(drawing, Box.class))
        .filteredOn(box -> box.fill().equals(Palette.TIME_WAIT_SHADE))
        .hasSize(1);
    assertThat(texts(Stories.lastAckLostWithTimeWait())).contains("7 ticks: restarted,");
    assertThat(String.join(" ", texts(Stories.assassination())))
        .contains("cut short by a RST; meant to");
    assertThat(texts(Stories.simultaneousClose())).contains("2 MSL, not over yet");
  }

  @Test
  void every_picture_counts_the_segments_that_were_sent() {
    for (Story story : Stories.all().values()) {
      int sent = story.steps().stream().mapToInt(step -> step.sent().size()).sum();
      assertThat(texts(story))
          .anyMatch(
              text -> text.startsWith(sent + (sent == 1 ? " segment was" : " segments were")));
    }
  }

  /** After it, time passes for nobody. */
  @Test
  void the_mark_stands_before_ticks_that_change_nothing() {
    Drawing drawing = draw(Stories.stuck());

    assertThat(DrawingAssert.all(drawing, Drawing.Dot.class))
        .filteredOn(dot -> dot.colour().equals(Palette.BAD))
        .hasSize(1)
        .allMatch(dot -> dot.x() == textAt(drawing, "client").x())
        .allMatch(dot -> dot.y() < textAt(drawing, "t = 60").y());
    assertThat(String.join(" ", texts(Stories.stuck()))).contains("no step is possible any more");
  }

  @Test
  void from_the_loss_that_ends_a_run_a_line_leads_to_the_words() {
    Story story =
        StoryBuilder.counterexample()
            .established("rfc9293", 4)
            .ticking()
            .at(SERVER, "close()", "FIN", TcpState.FIN_WAIT_1, StoryBuilder.segment("FIN seq=301"))
            .lost(1)
            .ticks(2)
            .ending("nothing can happen any more");
    Drawing drawing = draw(story);
    Rect words = textAt(drawing, "nothing can happen any more");

    assertThat(DrawingAssert.all(drawing, Line.class))
        .filteredOn(line -> line.colour().equals(Palette.BAD) && line.x1() == line.x2())
        .hasSize(1)
        .allMatch(line -> line.y1() < textAt(drawing, "t = 2").y())
        .allMatch(line -> line.y2() > words.top() - 0.3 && line.y2() < words.top());
    assertThat(DrawingAssert.all(drawing, Text.class)).noneMatch(Text::opaque);
  }

  @Test
  void the_words_of_a_run_that_has_no_step_stand_across() {
    assertThat(texts(Stories.nothingHappens())).contains("the run begins in a state that shows it");
  }

  @Test
  void behind_a_nat_the_clients_stand_on_its_left_and_their_arrows_bend_there() {
    Drawing drawing = draw(SeveralSocketsStories.behindNat());
    double nat = textAt(drawing, "NAT").x();

    assertThat(textAt(drawing, "client").x()).isLessThan(textAt(drawing, "client2").x());
    assertThat(textAt(drawing, "client2").x()).isLessThan(nat);
    assertThat(textAt(drawing, "server").x()).isGreaterThan(nat);
    assertThat(texts(SeveralSocketsStories.behindNat()))
        .contains("to the server, all are 192.0.2.1", "10.0.0.1:40000", "10.0.0.2:40001");
    // Nothing slopes on the clients' side.
    assertThat(DrawingAssert.all(drawing, Line.class))
        .filteredOn(line -> line.colour().equals(Palette.INK))
        .filteredOn(line -> Math.min(line.x1(), line.x2()) < nat - 0.01)
        .isNotEmpty()
        .allMatch(line -> line.y1() == line.y2());
  }

  @Test
  void without_a_nat_the_server_stands_between_two_clients() {
    Drawing drawing = draw(SeveralSocketsStories.twoAddresses());

    assertThat(textAt(drawing, "server").x())
        .isGreaterThan(textAt(drawing, "client").x())
        .isLessThan(textAt(drawing, "client2").x());
  }

  @Test
  void time_waits_at_once_stand_side_by_side_each_with_its_port() {
    Drawing drawing = draw(SeveralSocketsStories.severalTimeWaits());
    List<Box> shades =
        DrawingAssert.all(drawing, Box.class).stream()
            .filter(box -> box.fill().equals(Palette.TIME_WAIT_SHADE))
            .toList();

    assertThat(shades).hasSize(3);
    for (String port : List.of(":40000", ":40001", ":40002")) {
      Rect name = textAt(drawing, port);
      assertThat(shades).filteredOn(shade -> shade.bounds().contains(name)).hasSize(1);
    }
    for (Box shade : shades) {
      assertThat(shades)
          .filteredOn(other -> other != shade)
          .noneMatch(other -> other.bounds().overlaps(shade.bounds()));
    }
  }

  @Test
  void what_other_sockets_do_meanwhile_is_not_in_the_shade() {
    Drawing drawing = draw(SeveralSocketsStories.anotherSocketMeanwhile());
    Box shade =
        DrawingAssert.all(drawing, Box.class).stream()
            .filter(box -> box.fill().equals(Palette.TIME_WAIT_SHADE))
            .findFirst()
            .orElseThrow();

    assertThat(shade.bounds().overlaps(textAt(drawing, "SYN_RECEIVED :40001"))).isFalse();
    assertThat(shade.bounds().contains(textAt(drawing, ":40000"))).isTrue();
  }

  @Test
  void a_loop_is_a_field_with_an_arrow_back_and_says_what_becomes_of_what_is_on_its_way() {
    Drawing drawing = draw(EndlessStories.acksForEver());

    assertThat(DrawingAssert.all(drawing, Box.class))
        .filteredOn(box -> box.fill().equals(Palette.BAD_TINT))
        .hasSize(1);
    List<String> texts = texts(EndlessStories.acksForEver());
    assertThat(texts).contains("and so on,", "for ever", "Why it goes on so");
    assertThat(String.join(" ", texts))
        .contains("(arrives in the next turn)")
        .doesNotContain("still on its way");
    // No step of it is the one that breaks the claim.
    assertThat(DrawingAssert.all(drawing, Drawing.Dot.class))
        .noneMatch(dot -> dot.colour().equals(Palette.BAD));
  }

  @Test
  void ticks_before_a_loop_and_in_it_are_not_one_line() {
    assertThat(texts(EndlessStories.keepsRetransmitting())).contains("t = 3");
    assertThat(texts(EndlessStories.waitsThenKeepsWaiting())).contains("t = 2", "t = 5");
  }

  @Test
  void what_the_user_is_told_is_said() {
    assertThat(texts(Stories.giveUp())).contains("error: connection timed out");
  }

  /** Where a text stands, which must be there once. */
  private static Rect textAt(Drawing drawing, String text) {
    List<Text> found =
        DrawingAssert.all(drawing, Text.class).stream()
            .filter(one -> one.text().equals(text))
            .toList();
    assertThat(found).as(text).hasSize(1);
    return found.get(0).bounds();
  }

  private static Drawing draw(Story story) {
    return Ladder.draw(LadderProperties.HEADING, story);
  }

  private static List<String> texts(Story story) {
    return DrawingAssert.all(draw(story), Text.class).stream().map(Text::text).toList();
  }
}
