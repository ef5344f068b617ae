package io.tarry.report.drawing;

import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Dot;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.scenario.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A drawing as DOT text. GraphViz's layout engine is neato, and every node is pinned to its place;
 * arrows run between invisible points; each text is a node of fixed size. So nothing depends on the
 * fonts or the version of GraphViz.
 */
public final class DotText {

  private static final String HEAD =
      """
        layout=neato; splines=false; outputorder=breadthfirst; bgcolor=white; pad=0;
        node [fontname="Helvetica", margin=0, fixedsize=true, label=""];
        edge [arrowhead=none];
      """;

  private final StringBuilder out = new StringBuilder();
  private final Rect canvas;
  private int nodes;

  private DotText(Rect canvas) {
    this.canvas = canvas;
  }

  /** The DOT text of a drawing. */
  public static String of(Drawing drawing) {
    DotText dot = new DotText(drawing.canvas());
    dot.out.append("digraph \"").append(escaped(drawing.title())).append("\" {\n").append(HEAD);
    dot.canvas();
    for (Shape shape : drawing.shapes()) {
      if (shape instanceof Box box) {
        dot.box(box);
      } else if (shape instanceof Text text) {
        dot.text(text);
      } else if (shape instanceof Line line) {
        dot.line(line);
      } else if (shape instanceof Dot circle) {
        dot.dot(circle);
      }
    }
    return dot.out.append("}\n").toString();
  }

  /** The whole canvas, so that the size of the picture does not depend on what is drawn. */
  private void canvas() {
    node(canvas, "shape=box, style=filled, color=white, fillcolor=white");
  }

  private void box(Box box) {
    node(
        box.bounds(),
        "shape=box, style=\""
            + (box.rounded() ? "filled,rounded" : "filled")
            + "\", fillcolor=\""
            + box.fill()
            + "\", color=\""
            + box.border()
            + "\", penwidth="
            + number(box.borderWidth()));
  }

  private void dot(Dot dot) {
    node(
        dot.bounds(),
        "shape=circle, style=filled, fillcolor=\""
            + dot.colour()
            + "\", color=\""
            + dot.colour()
            + "\"");
  }

  private void text(Text text) {
    String end =
        switch (text.align()) {
          case LEFT -> "\\l";
          case CENTRE -> "";
          case RIGHT -> "\\r";
        };
    node(
        text.bounds(),
        "shape="
            + (text.opaque() ? "box, style=filled, color=white, fillcolor=white" : "plaintext")
            + ", fontsize="
            + number(text.font().points())
            + ", fontcolor=\""
            + text.colour()
            + "\""
            + (text.font().bold() ? ", fontname=\"Helvetica-Bold\"" : "")
            + ", label=\""
            + escaped(text.text())
            + end
            + "\"");
  }

  private void line(Line line) {
    String from = point(line.x1(), line.y1());
    String to = point(line.x2(), line.y2());
    out.append("  ").append(from).append(" -> ").append(to);
    out.append(" [color=\"").append(line.colour());
    out.append("\", penwidth=").append(number(line.width()));
    switch (line.stroke()) {
      case SOLID -> {}
      case DASHED -> out.append(", style=dashed");
      case DOTTED -> out.append(", style=dotted");
    }
    switch (line.heads()) {
      case NONE -> {}
      case END -> out.append(", arrowhead=normal, arrowsize=").append(number(line.headSize()));
      case BOTH ->
          out.append(", dir=both, arrowhead=normal, arrowtail=normal, arrowsize=")
              .append(number(line.headSize()));
    }
    out.append("];\n");
  }

  private String point(double x, double y) {
    return node(Rect.centred(x, y, 0.01, 0.01), "shape=point, style=invis");
  }

  private String node(Rect bounds, String attributes) {
    nodes++;
    String name = "n" + nodes;
    out.append("  ").append(name).append(" [").append(attributes);
    out.append(", width=").append(number(bounds.width()));
    out.append(", height=").append(number(bounds.height()));
    // In GraphViz y grows upwards, and an exclamation mark pins a node.
    out.append(", pos=\"").append(number(bounds.x())).append(',');
    out.append(number(-bounds.y())).append("!\"];\n");
    return name;
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** Escapes backslashes and HTML entities too, which GraphViz interprets in labels. */
  private static String escaped(String any) {
    String text = Printable.of(any);
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '&' -> escaped.append("&amp;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
