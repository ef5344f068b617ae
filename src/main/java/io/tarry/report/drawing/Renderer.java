package io.tarry.report.drawing;

import java.util.List;
import java.util.Optional;

/** Draws pictures. Safe for use by several threads. */
public interface Renderer {

  /** One that needs no program but this one, and for PNGs the fonts of the machine. */
  static Renderer create() {
    return new SvgRenderer();
  }

  /** A drawing as SVG. The same drawing gives the same bytes. */
  String svg(Drawing drawing);

  /**
   * An SVG made by {@link #svg} as PNG; empty if this machine has no fonts, which {@link #missing}
   * then says.
   *
   * @throws DrawingException if the SVG has something in it that no drawing has
   */
  Optional<byte[]> png(String svg);

  /**
   * What this machine could not draw so far and why, as sentences; empty if it could draw
   * everything.
   */
  List<String> missing();
}
