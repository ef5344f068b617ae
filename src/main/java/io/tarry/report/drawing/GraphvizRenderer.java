package io.tarry.report.drawing;

import guru.nidi.graphviz.engine.GraphvizEngine;
import guru.nidi.graphviz.engine.GraphvizException;
import guru.nidi.graphviz.engine.Options;
import guru.nidi.graphviz.engine.Rasterizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Draws DOT as SVG and PNG. It prefers the engine inside this JVM even where the {@code dot}
 * command is installed, so that an SVG has the same bytes everywhere; the command is used where V8
 * does not load. SVGs are drawn one after the other, in a few milliseconds each; several PNGs can
 * be drawn at once.
 */
public final class GraphvizRenderer implements Renderer {

  /** From points to pixels of a PNG. */
  private static final double SCALE = 1.75;

  private static final Pattern FONT_FAMILY = Pattern.compile("font-family=\"[^\"]*\"");

  /** The names of nodes and edges, which browsers would show as tooltips. */
  private static final Pattern NAMES =
      Pattern.compile("<!-- n[^>]*-->\n|<title>n[0-9]+(?:&#45;&gt;n[0-9]+)?</title>\n");

  private static final Pattern GROUP =
      Pattern.compile(
          "<g id=\"(?:node|edge)[0-9]+\" class=\"(?:node|edge)\">\n(.*?)</g>\n", Pattern.DOTALL);

  private final @Nullable GraphvizEngine engine;
  private final List<String> missing = new ArrayList<>();

  private GraphvizRenderer(@Nullable GraphvizEngine engine) {
    this.engine = engine;
  }

  /**
   * Starts an engine, which takes about a second; {@link #missing} says if none could be started.
   */
  public static GraphvizRenderer start() {
    return start(List.of(new VizJsEngine(), new DotCommandEngine("dot")));
  }

  /** Starts the first of these engines that can be started. */
  static GraphvizRenderer start(List<GraphvizEngine> engines) {
    for (GraphvizEngine engine : engines) {
      if (starts(engine)) {
        return new GraphvizRenderer(engine);
      }
    }
    GraphvizRenderer none = new GraphvizRenderer(null);
    none.lacks(
        "no SVG and PNG: V8 does not load here and there is no 'dot' command; install GraphViz, or"
            + " draw the DOT files elsewhere");
    return none;
  }

  private static boolean starts(GraphvizEngine engine) {
    List<GraphvizEngine> started = new ArrayList<>();
    try {
      engine.init(started::add, failed -> {});
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
    return !started.isEmpty();
  }

  @Override
  public List<String> missing() {
    synchronized (missing) {
      return List.copyOf(missing);
    }
  }

  private void lacks(String what) {
    synchronized (missing) {
      if (!missing.contains(what)) {
        missing.add(what);
      }
    }
  }

  @Override
  public Optional<String> svg(Drawing drawing) {
    return svg(DotText.of(drawing));
  }

  /**
   * Draws DOT text as SVG; empty if this machine cannot.
   *
   * @throws DrawingException if the DOT text is wrong, or the SVG is incomplete
   */
  public Optional<String> svg(String dot) {
    if (engine == null) {
      return Optional.empty();
    }
    try {
      String svg = tidy(engine.execute(dot, Options.create(), Rasterizer.NONE).asString());
      Svg.requireWhole(svg);
      return Optional.of(svg);
    } catch (GraphvizException e) {
      throw new DrawingException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<byte[]> png(String svg) {
    try {
      return Optional.of(Png.of(SvgPainter.paint(svg, SCALE)));
    } catch (DrawingException e) {
      throw e;
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Without fonts the JDK throws one of these; which one depends on its version.
      lacks(
          "no PNG: this machine has no fonts that Java could draw with ("
              + e
              + "); install fontconfig and a font package, or use the SVG files");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (engine != null) {
      try {
        engine.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new DrawingException("the engine does not stop: " + e.getMessage(), e);
      }
    }
  }

  /**
   * The SVG with fonts that browsers have, and without names and groups that only GraphViz needs.
   */
  private static String tidy(String svg) {
    String named =
        FONT_FAMILY.matcher(svg).replaceAll("font-family=\"Helvetica,Arial,sans-serif\"");
    String nameless = NAMES.matcher(named.replace("\r\n", "\n")).replaceAll("");
    return GROUP.matcher(nameless).replaceAll("$1");
  }
}
