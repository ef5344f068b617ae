package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.report.Stories;
import io.tarry.report.ladder.Heading;
import io.tarry.report.ladder.Ladder;
import io.tarry.report.ladder.LadderProperties;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgRendererTest {

  private static final Drawing DRAWING =
      Ladder.draw(LadderProperties.HEADING, Stories.lastAckLostWithTimeWait());

  private final Renderer renderer = Renderer.create();

  @Test
  void an_svg_has_the_fonts_of_browsers_and_no_names_of_nodes() {
    String svg = renderer.svg(DRAWING);

    assertThat(svg)
        .contains("font-family=\"Helvetica,Arial,sans-serif\"")
        .contains(">TIME_WAIT</text>", "<title>Nobody remembers", "&quot;quoted&quot;")
        .doesNotContain("Helvetica,sans-Serif", "<title>n", "<!-- n", "class=\"node\"")
        .doesNotContain("\r");
    assertThat(renderer.missing()).isEmpty();
  }

  @Test
  void a_png_is_as_large_as_the_drawing_and_not_empty() throws IOException {
    byte[] png = renderer.png(renderer.svg(DRAWING)).orElseThrow();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    double pixelsPerInch = image.getWidth() / DRAWING.canvas().width();
    assertThat(pixelsPerInch).isBetween(72 * 1.5, 72 * 2.0);
    assertThat(image.getRGB(2, 2)).isEqualTo(Color.WHITE.getRGB());
    assertThat(image.getRGB(image.getWidth() / 2, image.getHeight() - 2))
        .isEqualTo(Color.WHITE.getRGB());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud83d\ude00\ud83d\ude80",
        "\u6570\u9023\u7dda \ud55c\uad6d",
        "\u05e9\u05dc\u05d5\u05dd \u0648\u0635\u0644",
        "e\u0301\u0300",
        "\ud835\udd4b \u2764\ufe0f"
      })
  void any_unicode_text_is_drawn_whole(String text) throws IOException {
    Heading heading = new Heading(text.repeat(7), text, text, text, text);

    String svg = renderer.svg(Ladder.draw(heading, Stories.lastAckLostWithTimeWait()));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(renderer.png(svg).orElseThrow()));

    assertThat(svg).contains(text).endsWith("</svg>\n");
    assertThat(image.getWidth()).isGreaterThan(700);
    assertThat(renderer.missing()).isEmpty();
  }
}
