package io.tarry.report;

import java.util.List;

/**
 * A picture, before any program has drawn it: shapes with coordinates in inches, x to the right and
 * y downwards. Later shapes cover earlier ones.
 *
 * @param title what it is called where pictures have names
 * @param canvas holds all shapes
 */
record Drawing(String title, Rect canvas, List<Shape> shapes) {

  Drawing {
    shapes = List.copyOf(shapes);
  }

  /** Where a text begins or ends exactly, whatever font it is drawn in. */
  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** How a line is drawn. */
  enum Stroke {
    SOLID,
    DASHED,
    DOTTED
  }

  /** Which ends of a line have a head. */
  enum Heads {
    NONE,
    END,
    BOTH
  }

  /** Anything drawn. */
  sealed interface Shape permits Box, Text, Line, Dot {
    /** The rectangle around it. */
    Rect bounds();
  }

  /** A filled rectangle. */
  record Box(Rect bounds, boolean rounded, String fill, String border, double borderWidth)
      implements Shape {}

  /** One line of text, in a box that is surely wide enough for it. */
  record Text(Rect bounds, Align align, Font font, String colour, String text, boolean opaque)
      implements Shape {
    Text(Rect bounds, Align align, Font font, String colour, String text) {
      this(bounds, align, font, colour, text, false);
    }
  }

  /** A straight line; its width is in points. */
  record Line(
      double x1,
      double y1,
      double x2,
      double y2,
      Stroke stroke,
      Heads heads,
      double headSize,
      String colour,
      double width)
      implements Shape {
    @Override
    public Rect bounds() {
      return new Rect(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }
  }

  /** A filled circle. */
  record Dot(double x, double y, double diameter, String colour) implements Shape {
    @Override
    public Rect bounds() {
      return Rect.centred(x, y, diameter, diameter);
    }
  }
}
