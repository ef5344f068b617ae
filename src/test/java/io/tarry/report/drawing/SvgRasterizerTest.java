package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvgRasterizerTest {

  private static final int WHITE = 0xffffff;
  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;

  /**
   * A picture of 100 by 50 points, painted two pixels a point; y counts from below, as in SVGs of
   * GraphViz.
   */
  private static BufferedImage painted(String shapes) {
    return SvgRasterizer.paint(
        "<svg width=\"100pt\" height=\"50pt\" viewBox=\"0.00 0.00 100.00 50.00\">"
            + "<g transform=\"scale(1 1) rotate(0) translate(0 50)\"><title>x</title>"
            + shapes
            + "</g></svg>",
        2);
  }

  /** The colour at that point. */
  private static int at(BufferedImage image, double x, double y) {
    return image.getRGB((int) (2 * x), (int) (2 * (y + 50))) & WHITE;
  }

  @Test
  void a_picture_is_as_large_as_it_says_and_white_where_nothing_is() {
    BufferedImage image = painted("");

    assertThat(image.getWidth()).isEqualTo(200);
    assertThat(image.getHeight()).isEqualTo(100);
    assertThat(at(image, 50, -25)).isEqualTo(WHITE);
  }

  @Test
  void a_polygon_has_its_fill_and_its_border() {
    BufferedImage image =
        painted(
            "<polygon fill=\"#ff0000\" stroke=\"#0000ff\" stroke-width=\"4\""
                + " points=\"10,-40 10,-10 50,-10 50,-40 10,-40\"/>");

    assertThat(at(image, 30, -25)).isEqualTo(RED);
    assertThat(at(image, 10, -25)).isEqualTo(BLUE);
    assertThat(at(image, 50, -25)).isEqualTo(BLUE);
    assertThat(at(image, 30, -9)).isEqualTo(BLUE);
    assertThat(at(image, 30, -5)).isEqualTo(WHITE);
  }

  @Test
  void later_shapes_cover_earlier_ones() {
    BufferedImage image =
        painted(
            "<ellipse fill=\"#ff0000\" stroke=\"#ff0000\" cx=\"30\" cy=\"-25\" rx=\"20\" ry=\"9\"/>"
                + "<ellipse fill=\"#0000ff\" stroke=\"none\" cx=\"30\" cy=\"-25\" rx=\"5\" ry=\"5\"/>");

    assertThat(at(image, 30, -25)).isEqualTo(BLUE);
    assertThat(at(image, 45, -25)).isEqualTo(RED);
    assertThat(at(image, 30, -35)).isEqualTo(WHITE);
  }

  @Test
  void a_line_is_not_filled_and_a_dashed_one_has_gaps() {
    String line = "<path fill=\"none\" stroke=\"#ff0000\" stroke-width=\"4\"";
    BufferedImage bent = painted(line + " d=\"M10,-10C10,-60 90,-60 90,-10\"/>");
    BufferedImage dashed =
        painted(line + " stroke-dasharray=\"20,20\" d=\"M10,-25C30,-25 50,-25 90,-25\"/>");

    assertThat(at(bent, 50, -47.5)).isEqualTo(RED);
    assertThat(at(bent, 50, -25)).isEqualTo(WHITE);
    assertThat(at(dashed, 20, -25)).isEqualTo(RED);
    assertThat(at(dashed, 40, -25)).isEqualTo(WHITE);
    assertThat(at(dashed, 60, -25)).isEqualTo(RED);
  }

  @ParameterizedTest
  @CsvSource({"start, 0", "middle, 0.5", "end, 1"})
  void a_text_stands_where_its_anchor_says(String anchor, double before) {
    BufferedImage image =
        painted(
            "<text text-anchor=\""
                + anchor
                + "\" x=\"50\" y=\"-20\" font-size=\"16.00\" fill=\"#0000ff\">H&#45;H</text>");
    double left = 0;
    while (inked(image, left, left + 0.5) == 0) {
      left += 0.5;
    }
    double right = 100;
    while (inked(image, right - 0.5, right) == 0) {
      right -= 0.5;
    }

    assertThat(right - left).isBetween(15.0, 49.0);
    assertThat(left).isCloseTo(50 - before * (right - left), within(2.5));
  }

  /** How many pixels are not white, between two places on the x axis. */
  private static int inked(BufferedImage image, double from, double to) {
    int count = 0;
    for (int x = (int) (2 * from); x < (int) (2 * to); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += (image.getRGB(x, y) & WHITE) == WHITE ? 0 : 1;
      }
    }
    return count;
  }

  @Test
  void bold_text_has_more_ink() {
    String text = " x=\"5\" y=\"-20\" font-size=\"20.00\">WWW</text>";

    assertThat(inked(painted("<text font-weight=\"bold\"" + text), 0, 100))
        .isGreaterThan(inked(painted("<text" + text), 0, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rect x=\"1\" y=\"1\" width=\"1\" height=\"1\"/>",
        "<path d=\"M1,1L2,2\"/>",
        "<path d=\"M1,1c1,1 2,2 3,3\"/>",
        "<polygon fill=\"lavender\" points=\"1,1 2,2 3,1\"/>",
        "<polygon fill=\"white\"/>",
        "<polygon points=\"1,1 2,x\"/>",
        "<text x=\"1\" y=\"1\" font-size=\"9\" text-anchor=\"inherit\">x</text>",
        "<g transform=\"rotate(90)\"/>",
        "<g transform=\"scale(2 2) rotate(0) translate(0 1)\"/>"
      })
  void what_is_not_known_is_a_failure_and_never_left_out(String shape) {
    assertThatThrownBy(() -> painted(shape))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("cannot be painted");
  }

  @Test
  void a_png_has_each_pixel_of_the_image() throws IOException {
    Random random = new Random(1);
    BufferedImage image = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      boolean asAbove = y % 3 == 1;
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, asAbove ? image.getRGB(x, y - 1) : random.nextInt());
      }
    }

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.of(image)));

    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        assertThat(read.getRGB(x, y)).as("%d,%d", x, y).isEqualTo(image.getRGB(x, y));
      }
    }
  }
}
