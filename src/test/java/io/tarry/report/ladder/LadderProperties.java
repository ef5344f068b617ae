package io.tarry.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Story;
import io.tarry.report.RandomStories;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.DrawingAssert;
import io.tarry.report.drawing.GraphvizRenderer;
import io.tarry.report.table.StoryText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

public class LadderProperties {

  public static final Heading HEADING =
      new Heading(
          "Nobody remembers the connection: the FIN gets a RST instead of its ACK",
          "Why TIME_WAIT exists \u2014 without TIME_WAIT & \"quoted\" \\ <odd>",
          "A FIN retransmitted by an end still in LAST_ACK or CLOSING is never answered by a RST",
          "VIOLATED",
          "a shortest run that breaks this");

  private static GraphvizRenderer renderer;

  @BeforeContainer
  static void start() {
    renderer = GraphvizRenderer.start();
  }

  @AfterContainer
  static void stop() {
    renderer.close();
  }

  @Property(tries = 150)
  void nothing_overlaps_and_all_is_on_the_canvas(@ForAll("stories") Story story) {
    Drawing drawing = Ladder.draw(HEADING, story);

    DrawingAssert.assertNothingOverlaps(drawing);
    DrawingAssert.assertAllOnCanvas(drawing);
    DrawingAssert.assertTextsFitTheirBoxes(drawing);
  }

  @Property(tries = 40)
  void graphviz_accepts_the_dot_text_and_both_have_the_same_bytes_each_time(
      @ForAll("stories") Story story) {
    String dot = LadderDot.of(HEADING, story);
    String svg = renderer.svg(dot).orElseThrow();

    assertThat(LadderDot.of(HEADING, story)).isEqualTo(dot);
    assertThat(renderer.svg(dot)).contains(svg);
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
