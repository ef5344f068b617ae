package io.tarry.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes SVGs as GraphViz would, and paints PNGs with what the JDK has for that. */
final class SvgRenderer implements Renderer {

  /** From points to pixels of a PNG. */
  private static final double SCALE = 1.75;

  private final List<String> missing = new ArrayList<>();

  @Override
  public String svg(Drawing drawing) {
    return SvgText.of(drawing);
  }

  @Override
  public Optional<byte[]> png(String svg) {
    try {
      return Optional.of(Png.of(SvgRasterizer.paint(svg, SCALE)));
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
}
