package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Dot;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Text;
import java.util.ArrayList;
import java.util.List;

/** What must be true of every drawing. */
public final class DrawingAssert {

  private static final double ROUNDING = 0.001;

  private DrawingAssert() {}

  /** No two texts touch, no text touches a box or a dot that it is not wholly inside of. */
  public static void assertNothingOverlaps(Drawing drawing) {
    List<Text> texts = all(drawing, Text.class);
    for (int i = 0; i < texts.size(); i++) {
      for (int j = i + 1; j < texts.size(); j++) {
        assertApart(texts.get(i), texts.get(j));
      }
    }
    List<Shape> solids = new ArrayList<>(all(drawing, Dot.class));
    // A shade is behind what happens in it; all other boxes are round.
    all(drawing, Box.class).stream().filter(Box::rounded).forEach(solids::add);
    for (Text text : texts) {
      for (Shape solid : solids) {
        boolean inside =
            solid instanceof Box && solid.bounds().grown(ROUNDING).contains(text.bounds());
        if (!inside) {
          assertApart(text, solid);
        }
      }
    }
    for (int i = 0; i < solids.size(); i++) {
      for (int j = i + 1; j < solids.size(); j++) {
        assertApart(solids.get(i), solids.get(j));
      }
    }
  }

  public static void assertAllOnCanvas(Drawing drawing) {
    Rect canvas = drawing.canvas();
    assertThat(drawing.shapes()).allMatch(shape -> canvas.contains(shape.bounds()));
  }

  public static void assertTextsFitTheirBoxes(Drawing drawing) {
    assertThat(all(drawing, Text.class))
        .allMatch(text -> text.bounds().width() >= text.font().width(text.text()));
  }

  public static <T extends Shape> List<T> all(Drawing drawing, Class<T> kind) {
    return drawing.shapes().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** There are many pairs, so that nothing is made of one that is as it should be. */
  private static void assertApart(Shape one, Shape other) {
    if (one.bounds().grown(-ROUNDING).overlaps(other.bounds().grown(-ROUNDING))) {
      fail("%s on %s", one, other);
    }
  }
}
