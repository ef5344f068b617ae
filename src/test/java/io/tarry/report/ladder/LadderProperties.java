package io.tarry.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.report.RandomStories;
import io.tarry.report.drawing.DotText;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.DrawingAssert;
import io.tarry.report.drawing.Graphviz;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.drawing.SvgComparison;
import io.tarry.report.table.StoryText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

public class LadderProperties {

  public static final Heading HEADING =
      new Heading(
          "Nobody remembers the connection: the FIN gets a RST instead of its ACK",
          "Why TIME_WAIT exists \u2014 without TIME_WAIT & \"quoted\" \\ <odd>",
          "A FIN retransmitted by an end still in LAST_ACK or CLOSING is never answered by a RST",
          "VIOLATED",
          "a shortest run that breaks this, of all those in which it comes to what somebody wrote at"
              + " length: client.state == LAST_ACK and client.retransmissions > 0");

  @Property(tries = 150)
  void nothing_overlaps_and_all_is_on_the_canvas(@ForAll("stories") Story story) {
    Drawing drawing = Ladder.draw(HEADING, story);

    DrawingAssert.assertNothingOverlaps(drawing);
    DrawingAssert.assertAllOnCanvas(drawing);
    DrawingAssert.assertTextsFitTheirBoxes(drawing);
  }

  @Property(tries = 40)
  void the_svg_is_what_graphviz_draws_of_the_dot_text_and_both_are_the_same_each_time(
      @ForAll("stories") Story story) {
    Drawing drawing = Ladder.draw(HEADING, story);
    String dot = DotText.of(drawing);
    String svg = Renderer.create().svg(drawing);

    SvgComparison.assertSame(svg, Graphviz.svg(dot));
    assertThat(DotText.of(Ladder.draw(HEADING, story))).isEqualTo(dot);
    assertThat(Renderer.create().svg(Ladder.draw(HEADING, story))).isEqualTo(svg);
  }

  @Property(tries = 100)
  void a_story_as_text_is_at_most_100_columns_wide(@ForAll("stories") Story story) {
    assertThat(StoryText.of(HEADING, story, true).lines()).allMatch(line -> line.length() <= 100);
  }

  @Provide
  Arbitrary<Story> stories() {
    return RandomStories.upTo(40);
  }
}
