package io.tarry.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.caoccao.javet.interop.V8Host;
import guru.nidi.graphviz.engine.AbstractGraphvizEngine;
import guru.nidi.graphviz.engine.EngineResult;
import guru.nidi.graphviz.engine.GraphvizEngine;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import io.tarry.OtherJvm;
import io.tarry.report.Stories;
import io.tarry.report.ladder.Heading;
import io.tarry.report.ladder.Ladder;
import io.tarry.report.ladder.LadderProperties;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class GraphvizRendererTest {

  private static final String DOT =
      DotText.of(Ladder.draw(LadderProperties.HEADING, Stories.lastAckLostWithTimeWait()));

  private static GraphvizRenderer renderer;

  @BeforeAll
  static void start() {
    renderer = GraphvizRenderer.start();
  }

  @AfterAll
  static void stop() {
    renderer.close();
  }

  @Test
  void an_svg_has_the_fonts_of_browsers_and_no_names_of_nodes() {
    String svg = renderer.svg(DOT).orElseThrow();

    assertThat(svg)
        .contains("font-family=\"Helvetica,Arial,sans-serif\"")
        .contains(">TIME_WAIT</text>", "<title>Nobody remembers", "&quot;quoted&quot;")
        .doesNotContain("Helvetica,sans-Serif", "<title>n", "<!-- n", "class=\"node\"")
        .doesNotContain("\r");
    assertThat(renderer.missing()).isEmpty();
  }

  @Test
  void a_png_is_as_large_as_the_drawing_and_not_empty() throws IOException {
    byte[] png = renderer.png(renderer.svg(DOT).orElseThrow()).orElseThrow();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));

    Drawing drawing = Ladder.draw(LadderProperties.HEADING, Stories.lastAckLostWithTimeWait());
    double pixelsPerInch = image.getWidth() / drawing.canvas().width();
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

    String svg =
        renderer.svg(Ladder.draw(heading, Stories.lastAckLostWithTimeWait())).orElseThrow();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(renderer.png(svg).orElseThrow()));

    assertThat(svg).contains(text).endsWith("</svg>\n");
    assertThat(image.getWidth()).isGreaterThan(700);
    assertThat(renderer.missing()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<svg width=\"10pt\" height=\"10pt\"><g>", "<html></html>"})
  void what_is_drawn_in_part_does_not_count_as_drawn(String part) {
    try (GraphvizRenderer broken = GraphvizRenderer.start(List.of(drawing(part)))) {
      assertThatThrownBy(() -> broken.svg(DOT))
          .isInstanceOf(DrawingException.class)
          .hasMessageContaining("GraphViz drew");
    }
  }

  /** A renderer that draws that, whatever it is given. */
  public static GraphvizRenderer always(String svg) {
    return GraphvizRenderer.start(List.of(drawing(svg)));
  }

  private static GraphvizEngine drawing(String svg) {
    return new AbstractGraphvizEngine(true) {
      @Override
      protected void doInit() {}

      @Override
      public EngineResult execute(String dot, Options options, Rasterizer rasterizer) {
        return EngineResult.fromString(svg);
      }
    };
  }

  @Test
  void wrong_dot_text_is_a_defect_that_is_told_and_the_engine_goes_on() {
    assertThatThrownBy(() -> renderer.svg("digraph { a -> "))
        .isInstanceOf(DrawingException.class)
        .hasMessageContaining("syntax error");
    assertThat(renderer.svg(DOT)).isPresent();
  }

  @Test
  void what_one_loaded_serves_the_next_once_it_is_closed() {
    GraphvizRenderer.start().close();
    int before = V8Host.getV8Instance().getV8RuntimeCount();

    try (GraphvizRenderer next = GraphvizRenderer.start()) {
      assertThat(V8Host.getV8Instance().getV8RuntimeCount()).isEqualTo(before);
      assertThat(next.svg(DOT)).isEqualTo(renderer.svg(DOT));
    }
    assertThat(V8Host.getV8Instance().getV8RuntimeCount()).isEqualTo(before);
  }

  @Test
  void what_has_failed_serves_nobody_else() {
    GraphvizRenderer.start().close();
    int before = V8Host.getV8Instance().getV8RuntimeCount();

    try (GraphvizRenderer fails = GraphvizRenderer.start()) {
      assertThatThrownBy(() -> fails.svg("digraph { a -> ")).isInstanceOf(DrawingException.class);
    }
    assertThat(V8Host.getV8Instance().getV8RuntimeCount()).isEqualTo(before - 1);
  }

  @Test
  void a_renderer_beside_another_says_nothing_on_stderr() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (GraphvizRenderer another = GraphvizRenderer.start()) {
      another.png(another.svg(DOT).orElseThrow());
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /**
   * In a JVM of its own, since V8 must not have been loaded before: where it is guarded by memory
   * protection keys, a thread older than it used to end the JVM.
   */
  @Test
  void a_thread_that_is_older_than_the_engine_may_draw() throws Exception {
    Process other = OtherJvm.start(OlderThread.class, List.of(), List.of());

    String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).isEqualTo("drawn\n");
    assertThat(other.waitFor()).isZero();
  }

  /** Starts an engine in one thread and draws in another, which was there before. */
  static final class OlderThread {
    private OlderThread() {}

    public static void main(String[] args) throws Exception {
      CompletableFuture<GraphvizRenderer> started = new CompletableFuture<>();
      CompletableFuture<Boolean> drawn = new CompletableFuture<>();
      Thread older = new Thread(() -> drawn.complete(started.join().svg(DOT).isPresent()));
      older.start();
      Thread loads = new Thread(() -> started.complete(GraphvizRenderer.start()));
      loads.start();
      System.out.print(drawn.get() ? "drawn\n" : "not drawn\n");
      started.join().close();
    }
  }

  @Test
  void without_any_engine_it_says_so_and_draws_nothing() {
    List<GraphvizEngine> engines = List.of(new DotCommandEngine("no-such-command-as-this"));
    try (GraphvizRenderer none = GraphvizRenderer.start(engines)) {
      assertThat(none.svg(DOT)).isEmpty();
      assertThat(none.missing()).singleElement().asString().contains("install GraphViz");
    }
  }

  @Test
  void the_dot_command_stands_in(@TempDir Path folder) throws IOException {
    Path command = folder.resolve("dot");
    Files.writeString(command, "#!/bin/sh\ncat > /dev/null\necho '<svg>drawn</svg>'\n");
    assumeTrue(command.toFile().setExecutable(true) && Files.isExecutable(Path.of("/bin/sh")));
    List<GraphvizEngine> engines = List.of(new DotCommandEngine(command.toString()));

    try (GraphvizRenderer other = GraphvizRenderer.start(engines)) {
      assertThat(other.svg(DOT)).contains("<svg>drawn</svg>\n");
    }
  }
}
