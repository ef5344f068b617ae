package io.tarry.report.drawing;

import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Dot;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.PinnedGraph.Node;
import io.tarry.report.drawing.PinnedGraph.Part;
import io.tarry.scenario.Printable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A drawing as SVG, with the bytes that GraphViz 2.44 makes of its {@link DotText}, without its own
 * name and without those of nodes and edges. Each node there is pinned, each text has a node of
 * fixed size, and each edge is a straight line, so GraphViz has nothing to lay out: what is left is
 * how it rounds.
 */
final class SvgText {

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
       "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      """;

  private static final String NAMESPACES =
      "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

  /** Fonts that browsers have. */
  private static final String FONTS = "Helvetica,Arial,sans-serif";

  /** The height of a line of text, as a part of the font's size. */
  private static final double LINE_HEIGHT = 1.2;

  /** How far its baseline is above the place that is a font's size below its top, likewise. */
  private static final double RAISED = 0.1;

  /** How much of a side goes into a rounded corner, unless that is more than a third of one. */
  private static final double CORNER = 12;

  /** What GraphViz writes as 0. */
  private static final double NOTHING = 1e-8;

  /** That near to the middle between two hundredths, only the exact number says where it is. */
  private static final double UNSURE = 1e-6;

  private final StringBuilder out = new StringBuilder(HEAD);

  private SvgText() {}

  /** The SVG of a drawing. */
  static String of(Drawing drawing) {
    SvgText svg = new SvgText();
    PinnedGraph graph = PinnedGraph.of(drawing);
    svg.open(Printable.of(drawing.title()), graph.size());
    svg.polygon("white", "white", 1, graph.canvas().corners());
    for (int i = 0; i < graph.parts().size(); i++) {
      Part part = graph.parts().get(i);
      if (part instanceof Edge edge) {
        svg.edge(edge);
      } else {
        svg.node(drawing.shapes().get(i), (Node) part);
      }
    }
    return svg.out.append("</g>\n</svg>\n").toString();
  }

  private void open(String title, Vector size) {
    // It is the name of the graph: GraphViz leaves a backslash escaped there, and takes a name that
    // begins with a percent sign for one that it made itself.
    String name = title.startsWith("%") ? "" : xml(title.replace("\\", "\\\\"));
    out.append("<!--").append(name.isEmpty() ? "" : " Title: " + name).append(" Pages: 1 -->\n");
    out.append("<svg width=\"").append(Math.round(size.x()));
    out.append("pt\" height=\"").append(Math.round(size.y())).append("pt\"\n viewBox=\"0.00 0.00 ");
    out.append(decimals(size.x())).append(' ').append(decimals(size.y())).append("\" ");
    out.append(NAMESPACES).append(">\n<g id=\"graph0\" class=\"graph\" transform=\"");
    out.append("scale(1 1) rotate(0) translate(0 ").append(number(size.y())).append(")\">\n");
    if (!name.isEmpty()) {
      out.append("<title>").append(name).append("</title>\n");
    }
    Vector left = new Vector(0, size.y());
    Vector right = new Vector(size.x(), 0);
    polygon("white", "transparent", 1, List.of(Vector.ZERO, left, size, right));
  }

  private void node(Shape shape, Node node) {
    if (shape instanceof Box box) {
      String fill = colour(box.fill());
      String border = colour(box.border());
      if (box.rounded()) {
        path(fill, border, box.borderWidth(), Stroke.SOLID, roundedOff(node.corners()));
      } else {
        polygon(fill, border, box.borderWidth(), node.corners());
      }
    } else if (shape instanceof Text text) {
      text(text, node);
    } else if (shape instanceof Dot dot) {
      ellipse(colour(dot.colour()), node);
    }
  }

  private void ellipse(String colour, Node node) {
    out.append("<ellipse");
    paint(colour, colour, 1, Stroke.SOLID);
    out.append(" cx=\"").append(number(node.centre().x()));
    out.append("\" cy=\"").append(number(-node.centre().y()));
    out.append("\" rx=\"").append(number(node.width() / 2));
    out.append("\" ry=\"").append(number(node.height() / 2)).append("\"/>\n");
  }

  private void edge(Edge edge) {
    Line line = edge.line();
    String colour = colour(line.colour());
    path("none", colour, line.width(), line.stroke(), edge.curve().points());
    for (Edge.Tip tip : edge.tips()) {
      polygon(colour, colour, line.width(), edge.head(tip));
    }
  }

  private void text(Text text, Node node) {
    if (text.opaque()) {
      polygon("white", "white", 1, node.corners());
    }
    String shown = Printable.of(text.text());
    if (shown.isEmpty()) {
      return;
    }
    double size = DotText.rounded(text.font().points());
    double half = Math.max(node.width(), TextEstimate.width(shown, size)) / 2;
    double y = node.centre().y() + size * LINE_HEIGHT / 2 - size + size * RAISED;
    out.append("<text text-anchor=\"");
    switch (text.align()) {
      case LEFT -> out.append("start\" x=\"").append(number(node.centre().x() - half));
      case CENTRE -> out.append("middle\" x=\"").append(number(node.centre().x()));
      case RIGHT -> out.append("end\" x=\"").append(number(node.centre().x() + half));
    }
    out.append("\" y=\"").append(number(-y)).append("\" font-family=\"").append(FONTS);
    out.append(text.font().bold() ? "\" font-weight=\"bold" : "");
    out.append("\" font-size=\"").append(decimals(size));
    out.append("\" fill=\"").append(colour(text.colour())).append("\">");
    out.append(xml(shown)).append("</text>\n");
  }

  private void polygon(String fill, String border, double width, List<Vector> corners) {
    out.append("<polygon");
    paint(fill, border, width, Stroke.SOLID);
    out.append(" points=\"");
    corners.forEach(corner -> out.append(point(corner)).append(' '));
    out.append(point(corners.get(0))).append("\"/>\n");
  }

  private void path(String fill, String border, double width, Stroke stroke, List<Vector> points) {
    out.append("<path");
    paint(fill, border, width, stroke);
    out.append(" d=\"M").append(point(points.get(0))).append('C');
    out.append(points.stream().skip(1).map(SvgText::point).collect(Collectors.joining(" ")));
    out.append("\"/>\n");
  }

  private void paint(String fill, String border, double any, Stroke stroke) {
    double width = DotText.rounded(any);
    out.append(" fill=\"").append(fill).append("\" stroke=\"").append(border);
    out.append(width == 1 ? "" : "\" stroke-width=\"" + number(width));
    out.append(
        switch (stroke) {
          case SOLID -> "";
          case DASHED -> "\" stroke-dasharray=\"5,2";
          case DOTTED -> "\" stroke-dasharray=\"1,5";
        });
    out.append('"');
  }

  /** The control points of a polygon with rounded corners, which begins in the middle of one. */
  private static List<Vector> roundedOff(List<Vector> corners) {
    int count = corners.size();
    double offset = CORNER;
    for (int i = 0; i < count; i++) {
      Vector side = corners.get((i + 1) % count).minus(corners.get(i));
      offset = Math.min(offset, Math.sqrt(side.square()) / 3);
    }
    List<Vector> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Vector from = corners.get(i);
      Vector to = corners.get((i + 1) % count);
      double part = offset / Math.sqrt(to.minus(from).square());
      Vector begin = from.towards(to, part);
      Vector end = from.towards(to, 1 - part);
      points.add(from.towards(to, part / 2));
      points.addAll(List.of(begin, begin, end, end));
      points.add(from.towards(to, 1 - part / 2));
    }
    Collections.rotate(points, -1);
    points.add(points.get(0));
    return points;
  }

  private static String point(Vector at) {
    return number(at.x()) + "," + number(-at.y());
  }

  /**
   * As GraphViz writes coordinates: without zeros at the end, and with the sign of what was cut.
   */
  private static String number(double any) {
    String text = decimals(Math.abs(any) < NOTHING ? 0 : any);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  /** Two decimals of the number as it is in memory, which {@code String.format} would not give. */
  private static String decimals(double any) {
    double size = Math.abs(any);
    double scaled = size * 100;
    long hundredths = (long) (scaled + 0.5);
    if (Math.abs(scaled - Math.floor(scaled) - 0.5) < UNSURE) {
      BigDecimal exact = new BigDecimal(size).setScale(2, RoundingMode.HALF_EVEN);
      hundredths = exact.unscaledValue().longValueExact();
    }
    long rest = hundredths % 100;
    return (any < 0 ? "-" : "") + hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  private static String colour(String colour) {
    return colour.toLowerCase(Locale.ROOT);
  }

  private static String xml(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '-' -> escaped.append("&#45;");
        case ' ' -> escaped.append(i > 0 && text.charAt(i - 1) == ' ' ? "&#160;" : " ");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
