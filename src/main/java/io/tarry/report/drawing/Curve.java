package io.tarry.report.drawing;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A cubic Bézier curve, which can be cut off where GraphViz cuts it off. */
record Curve(Vector a, Vector b, Vector c, Vector d) {

  /** A cut is searched until two tries are as near as this, along each axis. */
  private static final double NEAR = 0.5;

  /** The control points of GraphViz's straight lines. */
  static Curve straight(Vector from, Vector to) {
    return new Curve(from, from, to, to);
  }

  List<Vector> points() {
    return List.of(a, b, c, d);
  }

  Curve reversed() {
    return new Curve(d, c, b, a);
  }

  Curve plus(Vector shift) {
    return new Curve(a.plus(shift), b.plus(shift), c.plus(shift), d.plus(shift));
  }

  Curve minus(Vector shift) {
    return new Curve(a.minus(shift), b.minus(shift), c.minus(shift), d.minus(shift));
  }

  /**
   * What is left when the beginning, which is inside of something, is cut off. The place is found
   * by halving, so a little too much or too little may go.
   */
  Curve cutOff(Predicate<Vector> inside) {
    double in = 0;
    double out = 1;
    Vector at = a;
    Vector before;
    Curve rest;
    @Nullable Curve outside = null;
    do {
      before = at;
      double middle = (in + out) / 2;
      rest = from(middle);
      at = rest.a;
      if (inside.test(at)) {
        in = middle;
      } else {
        out = middle;
        outside = rest;
      }
    } while (Math.abs(before.x() - at.x()) > NEAR || Math.abs(before.y() - at.y()) > NEAR);
    return outside == null ? rest : outside;
  }

  /** The part of it from there to its end (de Casteljau). */
  private Curve from(double t) {
    Vector ab = mixed(a, b, t);
    Vector bc = mixed(b, c, t);
    Vector cd = mixed(c, d, t);
    Vector abc = mixed(ab, bc, t);
    Vector bcd = mixed(bc, cd, t);
    return new Curve(mixed(abc, bcd, t), bcd, cd, d);
  }

  /** As {@link Vector#towards}, but rounded in another way. */
  private static Vector mixed(Vector from, Vector to, double t) {
    return from.times(1 - t).plus(to.times(t));
  }
}
