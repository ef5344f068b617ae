package io.tarry.report.drawing;

import java.util.List;
import java.util.Optional;

/**
 * Draws. What a machine lacks is a value ({@link #missing}), never an exception. Safe for use by
 * several threads.
 */
public interface Renderer extends AutoCloseable {

  /**
   * A drawing as SVG; nothing where this machine cannot. The same drawing gives the same bytes.
   *
   * @throws DrawingException if what was drawn is not whole
   */
  Optional<String> svg(Drawing drawing);

  /**
   * An SVG of {@link #svg} as PNG; nothing where this machine cannot, for want of fonts.
   *
   * @throws DrawingException if there is something in the SVG that is never in one of a drawing
   */
  Optional<byte[]> png(String svg);

  /** What could not be drawn on this machine so far and why, as sentences; empty if nothing. */
  List<String> missing();

  @Override
  void close();
}
