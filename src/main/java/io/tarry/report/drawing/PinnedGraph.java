package io.tarry.report.drawing;

import io.tarry.report.drawing.Drawing.Dot;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The nodes and edges of a {@link DotText} where GraphViz's neato puts them: in points, from the
 * lower left corner of them all. Pinned nodes stay where they are, but neato rounds on its way.
 *
 * @param canvas the node behind all others
 * @param parts for each shape, in order, its node or edge
 * @param size the upper right corner of them all
 */
record PinnedGraph(Node canvas, List<Part> parts, Vector size) {

  private static final double POINTS_PER_INCH = 72;

  /** What GraphViz makes of a shape. */
  sealed interface Part permits Node, Edge {
    /** The same so far to the left and below. */
    Part minus(Vector shift);
  }

  /** A node, and its size in points. */
  record Node(Vector centre, double width, double height) implements Part {

    /** A node whose size GraphViz rounds to whole points. No node is smaller than this. */
    private static Node sized(Rect bounds) {
      double width = Math.max(0.01, DotText.rounded(bounds.width()));
      double height = Math.max(0.02, DotText.rounded(bounds.height()));
      return new Node(pin(bounds), wholePoints(width), wholePoints(height));
    }

    private static Node circle(Dot dot) {
      Node box = sized(dot.bounds());
      double diameter = Math.max(box.width, box.height);
      return new Node(box.centre, diameter, diameter);
    }

    private static Node point(double x, double y) {
      Rect bounds = DotText.pointAt(x, y);
      return new Node(
          pin(bounds),
          DotText.rounded(bounds.width()) * POINTS_PER_INCH,
          DotText.rounded(bounds.height()) * POINTS_PER_INCH);
    }

    /** GraphViz keeps the whole points as inches in between, which may round once more. */
    private static double wholePoints(double inches) {
      return Math.floor(inches * POINTS_PER_INCH + 0.5) / POINTS_PER_INCH * POINTS_PER_INCH;
    }

    /** In inches. */
    private static Vector pin(Rect bounds) {
      return new Vector(DotText.rounded(bounds.x()), DotText.rounded(-bounds.y()));
    }

    /** Upper right, upper left, lower left, lower right. */
    List<Vector> corners() {
      Vector up = new Vector(width / 2, height / 2);
      Vector down = new Vector(up.x(), -up.y());
      return List.of(centre.plus(up), centre.minus(down), centre.minus(up), centre.plus(down));
    }

    @Override
    public Node minus(Vector shift) {
      return at(centre.minus(shift));
    }

    private Node at(Vector place) {
      return new Node(place, width, height);
    }
  }

  static PinnedGraph of(Drawing drawing) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(Node.sized(drawing.canvas()));
    for (Shape shape : drawing.shapes()) {
      if (shape instanceof Line line) {
        nodes.add(Node.point(line.x1(), line.y1()));
        nodes.add(Node.point(line.x2(), line.y2()));
      } else if (shape instanceof Dot dot) {
        nodes.add(Node.circle(dot));
      } else {
        nodes.add(Node.sized(shape.bounds()));
      }
    }
    List<Node> placed = inPoints(settled(nodes));
    Iterator<Node> next = placed.iterator();
    Node canvas = next.next();
    List<Part> parts = new ArrayList<>();
    for (Shape shape : drawing.shapes()) {
      Node node = next.next();
      parts.add(
          shape instanceof Line line
              ? Edge.between(line, node.centre, next.next().centre, node.width / 2)
              : node);
    }
    List<Vector> extent =
        Stream.concat(
                placed.stream().flatMap(node -> node.corners().stream()),
                parts.stream().flatMap(PinnedGraph::curve))
            .toList();
    Vector lower = corner(extent, Math::min);
    return new PinnedGraph(
        canvas.minus(lower),
        parts.stream().map(part -> part.minus(lower)).toList(),
        corner(extent, Math::max).minus(lower));
  }

  /**
   * Before neato finds that there is nothing to move, it puts the middle of all nodes at 0, and
   * keeps places as numbers of single precision. A node alone it leaves as it is.
   */
  private static List<Node> settled(List<Node> nodes) {
    if (nodes.size() == 1) {
      return nodes;
    }
    Vector middle = new Vector(mean(nodes, Vector::x), mean(nodes, Vector::y));
    return nodes.stream()
        .map(node -> {
          Vector place = node.centre.minus(middle);
          return node.at(new Vector((float) place.x(), (float) place.y()));
        })
        .toList();
  }

  private static double mean(List<Node> nodes, ToDoubleFunction<Vector> along) {
    double sum = 0; // a stream's sum would be another, since it makes up for what it rounds
    for (Node node : nodes) {
      sum += along.applyAsDouble(node.centre);
    }
    return sum / nodes.size();
  }

  /** From inches, and from anywhere, to points from the lower left corner of them all. */
  private static List<Node> inPoints(List<Node> nodes) {
    List<Vector> extent =
        nodes.stream()
            .flatMap(node -> node.at(node.centre.times(POINTS_PER_INCH)).corners().stream())
            .toList();
    Vector lower = corner(extent, Math::min);
    Vector origin = new Vector(lower.x() / POINTS_PER_INCH, lower.y() / POINTS_PER_INCH);
    return nodes.stream()
        .map(node -> node.at(node.centre.minus(origin).times(POINTS_PER_INCH)))
        .toList();
  }

  private static Vector corner(List<Vector> extent, DoubleBinaryOperator outermost) {
    return new Vector(
        extent.stream().mapToDouble(Vector::x).reduce(outermost).orElseThrow(),
        extent.stream().mapToDouble(Vector::y).reduce(outermost).orElseThrow());
  }

  private static Stream<Vector> curve(Part part) {
    return part instanceof Edge edge ? edge.curve().points().stream() : Stream.empty();
  }
}
