package io.tarry.report.drawing;

import java.util.List;
import java.util.Optional;

/**
 * Draws pictures. What a machine lacks for that is reported by {@link #missing}, never by an
 * exception. Safe for use by several threads.
 */
public interface Renderer extends AutoCloseable {

  /** Starts one that draws as well as this machine, and the libraries that are there, can. */
  static Renderer start() {
    try {
      return GraphvizRenderer.start();
    } catch (NoClassDefFoundError e) {
      return new NoRenderer(
          "no SVG and PNG: they need guru.nidi:graphviz-java and com.caoccao.javet:javet, and "
              + String.valueOf(e.getMessage()).replace('/', '.')
              + " is not on the class path");
    }
  }

  /**
   * A drawing as SVG; empty if this machine cannot draw it. The same drawing gives the same bytes.
   *
   * @throws DrawingException if the SVG is incomplete
   */
  Optional<String> svg(Drawing drawing);

  /**
   * An SVG made by {@link #svg} as PNG; empty if this machine has no fonts.
   *
   * @throws DrawingException if the SVG has something in it that no drawing has
   */
  Optional<byte[]> png(String svg);

  /**
   * What this machine could not draw so far and why, as sentences; empty if it could draw
   * everything.
   */
  List<String> missing();

  @Override
  void close();
}
