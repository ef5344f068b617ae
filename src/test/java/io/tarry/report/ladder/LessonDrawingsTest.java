package io.tarry.report.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.check.Twins;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.DrawingAssert;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the drawings of all lessons")
class LessonDrawingsTest {

  private static final Map<String, Drawing> LADDERS = new LinkedHashMap<>();
  private static final Map<String, Drawing> TWINS = new LinkedHashMap<>();

  /** Less than anybody sees. */
  private static final double EDGE = 0.005;

  /** That of the thinnest line which is part of an arrow, or of a lifeline. */
  private static final double ARROW_WIDTH = 1.2;

  private static final String OLD_BYTE =
      "models/16-old-duplicates.yaml, without TIME_WAIT, octets-of-this-incarnation";

  /** On Linux a repeated FIN restarts TIME_WAIT; by the reading of the other it does not. */
  private static final String RESTARTED =
      "models/04-why-time-wait.yaml, with TIME_WAIT, and the client's application gets no error,"
          + " fin-sent-again-brings-no-error";

  private static final String PORT_FOR_EACH =
      "models/11-connection-pool.yaml, one connection per request, and a port for each,"
          + " three-answers";

  private static final String NOT_RESTARTED =
      "models/04-why-time-wait.yaml, with TIME_WAIT, fin-from-last-ack-never-answered-by-rst";

  @BeforeAll
  static void draw() throws IOException {
    for (List<CaseResult> results : LessonResults.all()) {
      Twins twins = new Twins(results);
      for (CaseResult result : results) {
        for (PropertyResult property : result.properties()) {
          property.story().ifPresent(story -> draw(result, property, story, twins));
        }
      }
    }
  }

  private static void draw(CaseResult result, PropertyResult property, Story story, Twins twins) {
    String name =
        result.scenario().file() + ", " + result.caseName() + ", " + property.claim().id();
    Heading heading = Heading.of(result, property, story);
    LADDERS.put(name, Ladder.draw(heading, story));
    twins
        .of(result, property)
        .ifPresent(twin -> TWINS.put(name, TwinLadder.draw(result, heading, twin)));
  }

  @Test
  void nothing_overlaps() {
    LADDERS.forEach(LessonDrawingsTest::assertGood);
    TWINS.forEach(LessonDrawingsTest::assertGood);
  }

  private static void assertGood(String name, Drawing drawing) {
    assertThat(drawing)
        .as(name)
        .satisfies(
            DrawingAssert::assertNothingOverlaps,
            DrawingAssert::assertTextsFitTheirBoxes,
            one ->
                assertThat(one.shapes()).allMatch(shape -> one.canvas().contains(shape.bounds())));
  }

  /** A text on a line is drawn with its ground, which cuts the line. */
  @Test
  void no_label_lies_on_a_line_that_is_not_its_own() {
    List<String> crossed = new ArrayList<>();
    LADDERS.forEach((name, drawing) -> crossed.addAll(crossed(name, drawing)));
    assertThat(crossed).isEmpty();
  }

  private static List<String> crossed(String name, Drawing drawing) {
    return DrawingAssert.all(drawing, Text.class).stream()
        .filter(Text::opaque)
        .map(text -> name + ": " + text.text())
        .toList();
  }

  /** Boxes are in front of lines; a text in one of them touches no line. */
  @Test
  void no_text_touches_a_lifeline_or_an_arrow() {
    List<String> touching = new ArrayList<>();
    LADDERS.forEach((name, drawing) -> touching.addAll(touching(name, drawing)));
    TWINS.forEach((name, drawing) -> touching.addAll(touching("twin: " + name, drawing)));
    assertThat(touching).isEmpty();
  }

  private static List<String> touching(String name, Drawing drawing) {
    List<Box> boxes = DrawingAssert.all(drawing, Box.class).stream().filter(Box::rounded).toList();
    List<String> touching = new ArrayList<>();
    for (Text text : DrawingAssert.all(drawing, Text.class)) {
      boolean inBox =
          boxes.stream().anyMatch(box -> box.bounds().grown(EDGE).contains(text.bounds()));
      Rect inside = text.bounds().grown(-EDGE);
      DrawingAssert.all(drawing, Line.class).stream()
          .filter(line -> !inBox && line.width() >= ARROW_WIDTH)
          .filter(line -> inside.crossedBy(line.x1(), line.y1(), line.x2(), line.y2()))
          .forEach(line -> touching.add(name + ": " + text.text() + " on " + line));
    }
    return touching;
  }

  @Test
  void what_the_tint_of_an_old_incarnation_means_stands_where_it_occurs() {
    int tinted = 0;
    for (Map.Entry<String, Drawing> one : LADDERS.entrySet()) {
      boolean occurs =
          DrawingAssert.all(one.getValue(), Line.class).stream()
              .anyMatch(line -> line.colour().equals(Palette.OLD));
      boolean explained =
          DrawingAssert.all(one.getValue(), Text.class).stream()
              .anyMatch(text -> text.text().startsWith("In this colour"));
      assertThat(explained).as(one.getKey()).isEqualTo(occurs);
      tinted += occurs ? 1 : 0;
    }
    assertThat(tinted).isPositive();
    assertThat(LADDERS.get(OLD_BYTE).shapes())
        .anySatisfy(shape ->
            assertThat(shape)
                .isInstanceOfSatisfying(
                    Text.class,
                    text -> {
                      assertThat(text.text()).isEqualTo("ACK seq=101 ack=301 len=1");
                      assertThat(text.colour()).isEqualTo(Palette.OLD);
                    }));
  }

  @Test
  void a_time_wait_that_a_segment_restarted_shows_where() {
    assertThat(texts(LADDERS.get(RESTARTED))).contains("restarted");
    assertThat(texts(LADDERS.get(NOT_RESTARTED))).doesNotContain("restarted");
  }

  @Test
  void an_exchange_that_comes_again_on_another_port_is_said_in_a_line() {
    assertThat(texts(LADDERS.get(PORT_FOR_EACH)))
        .contains("the same 11 segments on :40001", "the same first 7 segments on :40002")
        .contains("TIME_WAIT :40001")
        .doesNotContain("SYN_SENT :40001");
  }

  private static List<String> texts(Drawing drawing) {
    return DrawingAssert.all(drawing, Text.class).stream().map(Text::text).toList();
  }

  @Test
  void twins_are_as_far_down_on_both_sides_until_they_part() {
    assertThat(TWINS).hasSizeGreaterThan(30);
    TWINS.forEach((name, drawing) -> {
      Line parting =
          DrawingAssert.all(drawing, Line.class).stream()
              .filter(line -> line.colour().equals(Palette.PARTING))
              .findFirst()
              .orElseThrow();
      double middle =
          DrawingAssert.all(drawing, Box.class).stream()
              .filter(box -> box.fill().equals(Palette.PARTING))
              .findFirst()
              .orElseThrow()
              .bounds()
              .x();
      // Each box of a state above the line stands on both sides, with its port or without.
      Map<String, Integer> balance = new TreeMap<>();
      for (Text text : DrawingAssert.all(drawing, Text.class)) {
        if (text.font().equals(Ladder.STATE_FONT) && text.bounds().y() < parting.y1()) {
          String state = text.text().replaceFirst(" .*", "");
          String key = "%s at %.3f".formatted(state, text.bounds().y());
          balance.merge(key, text.bounds().x() < middle ? 1 : -1, Integer::sum);
        }
      }
      assertThat(balance).as(name).isNotEmpty().allSatisfy((key, sum) -> assertThat(sum).isZero());
    });
  }
}
