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
 * Draws DOT as SVG and PNG. The engine inside this JVM is preferred even where the {@code dot}
 * command is installed, so that the bytes of an SVG are the same everywhere; the command stands in
 * where V8 does not load. What this machine lacks is a value ({@link #missing}), never an
 * exception.
 *
 * <p>Safe for use by several threads; SVGs are drawn one at a time, which takes a few milliseconds,
 * PNGs at once.
 */
public final class GraphvizRenderer implements AutoCloseable {

  /** From points to pixels of a PNG. */
  private static final double SCALE = 1.75;

  private static final Pattern FONT_FAMILY = Pattern.compile("font-family=\"[^\"]*\"");

  /** Names of nodes and edges, which browsers would show as tool tips. */
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

  /** Starts an engine, which takes about a second; look at {@link #missing} for what came of it. */
  public static GraphvizRenderer start() {
    return start(List.of(new VizJsEngine(), new DotCommandEngine("dot")));
  }

  /** The first of these engines that starts. */
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

  /** What could not be drawn on this machine so far and why, as sentences; empty if nothing. */
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

  /**
   * Draws as SVG; nothing where this machine cannot.
   *
   * @throws GraphvizException if the DOT text is wrong, or what was drawn is not whole
   */
  public Optional<String> svg(String dot) {
    if (engine == null) {
      return Optional.empty();
    }
    try {
      String svg = tidy(engine.execute(dot, Options.create(), Rasterizer.NONE).asString());
      Svg.requireWhole(svg);
      return Optional.of(svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Draws an SVG of {@link #svg} as PNG; nothing where this machine cannot, for want of fonts.
   *
   * @throws GraphvizException if there is something in the SVG that is never in one of a ladder
   */
  public Optional<byte[]> png(String svg) {
    try {
      return Optional.of(Png.of(SvgPainter.paint(svg, SCALE)));
    } catch (GraphvizException e) {
      throw e;
    } catch (RuntimeException | LinkageError | InternalError e) {
      // Without fonts the JDK throws one of these, depending on its version.
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
        throw new GraphvizException("the engine does not stop: " + e.getMessage(), e);
      }
    }
  }

  /** The fonts that browsers have, and none of the names and groups that only GraphViz needs. */
  private static String tidy(String svg) {
    String named =
        FONT_FAMILY.matcher(svg).replaceAll("font-family=\"Helvetica,Arial,sans-serif\"");
    String nameless = NAMES.matcher(named.replace("\r\n", "\n")).replaceAll("");
    return GROUP.matcher(nameless).replaceAll("$1");
  }
}
