package io.tarry.report.drawing;

/** A point, or the way from one to another, in points of typography; y grows upwards. */
record Vector(double x, double y) {

  static final Vector ZERO = new Vector(0, 0);

  Vector plus(Vector other) {
    return new Vector(x + other.x, y + other.y);
  }

  Vector minus(Vector other) {
    return new Vector(x - other.x, y - other.y);
  }

  Vector times(double factor) {
    return new Vector(x * factor, y * factor);
  }

  /** The square of its length. */
  double square() {
    return x * x + y * y;
  }

  /** The place so far on the way to another: 0 is here, 1 is there. */
  Vector towards(Vector other, double part) {
    return plus(other.minus(this).times(part));
  }
}
