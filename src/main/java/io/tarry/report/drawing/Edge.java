package io.tarry.report.drawing;

import io.tarry.report.drawing.Drawing.Heads;
import io.tarry.report.drawing.Drawing.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * A line as GraphViz draws an edge: cut off at the nodes at its ends, and then at its heads.
 *
 * @param tips where it has heads, if it has any: at its start, at its end
 */
record Edge(Line line, Curve curve, List<Tip> tips) implements PinnedGraph.Part {

  /** The length of a head of size 1. */
  private static final double HEAD_LENGTH = 10;

  /** Half of the width of a head, as a part of its length; heads of thick lines are wider. */
  private static final double HEAD_WIDTH = 0.35;

  private static final double THICK = 4;

  /** What GraphViz adds so that it never divides by 0. */
  private static final double LITTLE = 0.0001;

  /** The point of a head, and whether it is the one at the end. */
  record Tip(Vector at, boolean end) {}

  /** The edge between two nodes that are circles of that radius. */
  static Edge between(Line line, Vector from, Vector to, double radius) {
    Curve curve =
        outside(outside(Curve.straight(from, to), from, radius).reversed(), to, radius).reversed();
    double length = HEAD_LENGTH * DotText.rounded(line.headSize());
    List<Tip> tips = new ArrayList<>();
    if (line.heads() == Heads.BOTH) {
      tips.add(new Tip(curve.a(), false));
      curve = beyond(curve, length);
    }
    if (line.heads() != Heads.NONE) {
      tips.add(new Tip(curve.d(), true));
      curve = beyond(curve.reversed(), length).reversed();
    }
    return new Edge(line, curve, List.copyOf(tips));
  }

  private static Curve outside(Curve curve, Vector centre, double radius) {
    return curve
        .minus(centre)
        .cutOff(point -> Math.hypot(point.x(), point.y()) <= radius)
        .plus(centre);
  }

  private static Curve beyond(Curve curve, double length) {
    return curve.cutOff(point -> point.minus(curve.a()).square() <= length * length);
  }

  @Override
  public Edge minus(Vector shift) {
    return new Edge(
        line,
        curve.minus(shift),
        tips.stream().map(tip -> new Tip(tip.at.minus(shift), tip.end)).toList());
  }

  /** The corners of a head. */
  List<Vector> head(Tip tip) {
    Vector way = (tip.end ? curve.d() : curve.a()).minus(tip.at);
    double scale = HEAD_LENGTH / (Math.hypot(way.x(), way.y()) + LITTLE);
    Vector length =
        new Vector(more(way.x()), more(way.y()))
            .times(scale)
            .times(DotText.rounded(line.headSize()));
    double width = HEAD_WIDTH * Math.max(1, DotText.rounded(line.width()) / THICK);
    Vector side = new Vector(-length.y() * width, length.x() * width);
    Vector base = tip.at.plus(length);
    return List.of(base.minus(side), tip.at, base.plus(side));
  }

  private static double more(double length) {
    return length + (length >= 0 ? LITTLE : -LITTLE);
  }
}
