package io.tarry.report.ladder;

import io.tarry.report.drawing.Rect;
import java.util.ArrayList;
import java.util.List;

/** The parts of a picture that are taken, so that texts find a free place. */
final class TakenSpace {

  /** The least distance of texts from each other and from boxes, in inches. */
  private static final double MARGIN = 0.04;

  private final List<Rect> taken = new ArrayList<>();
  private final List<Wire> wires = new ArrayList<>();

  /** A line on which no text should lie; the label of its owner may touch it. */
  private record Wire(double x1, double y1, double x2, double y2, int owner) {}

  void take(Rect rect) {
    taken.add(rect);
  }

  void string(double x1, double y1, double x2, double y2, int owner) {
    wires.add(new Wire(x1, y1, x2, y2, owner));
  }

  /** Whether there is nothing there except lines. */
  boolean isFree(Rect rect) {
    Rect wide = rect.grown(MARGIN);
    return taken.stream().noneMatch(wide::overlaps);
  }

  /** How many lines pass there, not counting the owner's. */
  int crossings(Rect rect, int owner) {
    return (int)
        wires.stream()
            .filter(wire -> wire.owner != owner)
            .filter(wire -> rect.crossedBy(wire.x1, wire.y1, wire.x2, wire.y2))
            .count();
  }
}
