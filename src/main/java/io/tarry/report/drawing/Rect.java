package io.tarry.report.drawing;

/** A rectangle, in inches; x grows to the right, y downwards. */
public record Rect(double left, double top, double right, double bottom) {

  public static Rect centred(double x, double y, double width, double height) {
    return new Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }

  public double width() {
    return right - left;
  }

  public double height() {
    return bottom - top;
  }

  public double x() {
    return (left + right) / 2;
  }

  public double y() {
    return (top + bottom) / 2;
  }

  public Rect grown(double by) {
    return new Rect(left - by, top - by, right + by, bottom + by);
  }

  /** The same so far to the right. */
  public Rect shifted(double by) {
    return new Rect(left + by, top, right + by, bottom);
  }

  /** The smallest rectangle around both. */
  public Rect with(Rect other) {
    return new Rect(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  public boolean contains(Rect other) {
    return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
  }

  /** Whether the two have more than an edge in common. */
  public boolean overlaps(Rect other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  /** Whether the straight line between two points passes through the inside (Liang and Barsky). */
  public boolean crossedBy(double x1, double y1, double x2, double y2) {
    double from = 0;
    double to = 1;
    double[] direction = {x1 - x2, x2 - x1, y1 - y2, y2 - y1};
    double[] distance = {x1 - left, right - x1, y1 - top, bottom - y1};
    for (int i = 0; i < direction.length; i++) {
      if (direction[i] == 0) {
        if (distance[i] <= 0) {
          return false;
        }
      } else if (direction[i] < 0) {
        from = Math.max(from, distance[i] / direction[i]);
      } else {
        to = Math.min(to, distance[i] / direction[i]);
      }
    }
    return from < to;
  }
}
