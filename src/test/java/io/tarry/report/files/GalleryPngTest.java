package io.tarry.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.engine.Verdict;
import io.tarry.report.Results;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Renderer;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GalleryPngTest extends GalleryFolder {

  private final CaseResult result =
      Results.of(Results.scenario("04.yaml", "a"), "a", Results.holds());

  @Test
  void without_rendering_a_picture_that_is_still_right_stays() throws IOException {
    Scenario scenario = Results.scenario("models/04-why.yaml", "a");
    CaseResult violated =
        Results.of(scenario, "a", Results.violated(Verdict.VIOLATED), Results.reached());
    write(true, violated);

    write(false, violated);

    assertThat(names()).contains("04-why/a." + ID + ".svg", "04-why/a." + ID + ".png");
  }

  @Test
  void a_png_is_drawn_where_there_is_none_of_the_svg_beside_it() throws IOException {
    String png = "04/a." + ID + ".png";
    write(true, result);
    byte[] drawn = contents().get(png);

    Files.writeString(out.resolve(png), "of other fonts");
    WrittenFiles written = write(true, result);
    assertThat(out.resolve(png)).hasContent("of other fonts");
    assertThat(written.files(result, Results.holds()))
        .hasSize(3)
        .element(1)
        .asString()
        .endsWith(png);

    Files.writeString(out.resolve("04/a." + ID + ".svg"), "another picture");
    write(true, result);
    assertThat(contents().get(png)).isEqualTo(drawn);

    Files.delete(out.resolve(png));
    write(true, result);
    assertThat(contents().get(png)).isEqualTo(drawn);

    // A checkout that brings the new SVG leaves the PNG of the one before it.
    Files.writeString(out.resolve(png), "of the SVG before");
    Files.setLastModifiedTime(out.resolve(png), FileTime.from(Instant.EPOCH));
    write(true, result);
    assertThat(contents().get(png)).isEqualTo(drawn);
  }

  @Test
  void every_png_is_drawn_anew_where_that_is_asked_for() throws IOException {
    String png = "04/a." + ID + ".png";
    write(true, result);
    byte[] drawn = contents().get(png);
    Files.writeString(out.resolve(png), "of other fonts");

    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG_AND_PNG)) {
      gallery.write(List.of(result));
    }

    assertThat(contents().get(png)).isEqualTo(drawn);
  }

  @Test
  void a_png_that_cannot_be_drawn_is_a_failure_and_no_older_one_stays() throws IOException {
    write(true, result);
    String other = "<svg width=\"9pt\" height=\"9pt\" viewBox=\"0 0 9 9\"><line/></svg>\n";
    Renderer odd =
        new Renderer() {
          @Override
          public String svg(Drawing drawing) {
            return other;
          }

          @Override
          public Optional<byte[]> png(String svg) {
            return Renderer.create().png(svg);
          }

          @Override
          public List<String> missing() {
            return List.of();
          }
        };

    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG_AND_MISSING_PNG, odd)) {
      assertThat(gallery.write(List.of(result)).failures())
          .singleElement()
          .asString()
          .contains("cannot draw a.", "<line>");
    }
    assertThat(out.resolve("04/a." + ID + ".svg")).hasContent(other);
    assertThat(names()).noneMatch(name -> name.endsWith(".png"));
  }

  @Test
  void where_there_are_no_fonts_it_says_so_and_draws_the_rest() throws IOException {
    List<String> said = new CopyOnWriteArrayList<>();
    Renderer fontless =
        new Renderer() {
          @Override
          public String svg(Drawing drawing) {
            return Renderer.create().svg(drawing);
          }

          @Override
          public Optional<byte[]> png(String svg) {
            said.add("no PNG: no fonts");
            return Optional.empty();
          }

          @Override
          public List<String> missing() {
            return List.copyOf(said);
          }
        };

    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG_AND_MISSING_PNG, fontless)) {
      assertThat(gallery.write(List.of(result)).missing()).containsExactly("no PNG: no fonts");
    }
    assertThat(names()).contains("04/a." + ID + ".svg").noneMatch(name -> name.endsWith(".png"));
  }
}
