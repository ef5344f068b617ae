package io.tarry.report.drawing;

import java.util.List;

/**
 * A picture that is still to be drawn: shapes with coordinates in inches, where x grows to the
 * right and y downwards. Later shapes cover earlier ones. Colours are written as {@code #RRGGBB}.
 *
 * @param title its title, for formats that have one
 * @param canvas the area that contains all shapes
 */
public record Drawing(String title, Rect canvas, List<Shape> shapes) {

  /** Keeps a copy. */
  public Drawing {
    shapes = List.copyOf(shapes);
  }

  /** The same so far to the right. */
  public Drawing shifted(double by) {
    return new Drawing(
        title, canvas.shifted(by), shapes.stream().map(shape -> shape.shifted(by)).toList());
  }

  /** Which point of a text has an exact place, whatever its font. */
  public enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** How a line is drawn. */
  public enum Stroke {
    SOLID,
    DASHED,
    DOTTED
  }

  /** Which ends of a line have a head. */
  public enum Heads {
    NONE,
    END,
    BOTH
  }

  /** A shape. */
  public sealed interface Shape permits Box, Text, Line, Dot {
    /** The rectangle around it. */
    Rect bounds();

    /** The same so far to the right. */
    Shape shifted(double by);
  }

  /** A filled rectangle. */
  public record Box(Rect bounds, boolean rounded, String fill, String border, double borderWidth)
      implements Shape {
    @Override
    public Box shifted(double by) {
      return new Box(bounds.shifted(by), rounded, fill, border, borderWidth);
    }
  }

  /** One line of text, in a box that is wide enough for it in any font. */
  public record Text(
      Rect bounds, Align align, Font font, String colour, String text, boolean opaque)
      implements Shape {
    public Text(Rect bounds, Align align, Font font, String colour, String text) {
      this(bounds, align, font, colour, text, false);
    }

    @Override
    public Text shifted(double by) {
      return new Text(bounds.shifted(by), align, font, colour, text, opaque);
    }
  }

  /**
   * What a line looks like.
   *
   * @param width in points
   */
  public record Pen(Stroke stroke, String colour, double width) {}

  /**
   * A straight line.
   *
   * @param headSize the size of its heads, if it has any, as a multiple of the usual
   */
  public record Line(
      double x1, double y1, double x2, double y2, Pen pen, Heads heads, double headSize)
      implements Shape {

    /** A line without heads. */
    public Line(double x1, double y1, double x2, double y2, Pen pen) {
      this(x1, y1, x2, y2, pen, Heads.NONE, 0);
    }

    /** How it is drawn. */
    public Stroke stroke() {
      return pen.stroke();
    }

    /** Its colour. */
    public String colour() {
      return pen.colour();
    }

    /** Its width, in points. */
    public double width() {
      return pen.width();
    }

    @Override
    public Rect bounds() {
      return new Rect(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }

    @Override
    public Line shifted(double by) {
      return new Line(x1 + by, y1, x2 + by, y2, pen, heads, headSize);
    }
  }

  /** A filled circle. */
  public record Dot(double x, double y, double diameter, String colour) implements Shape {
    @Override
    public Rect bounds() {
      return Rect.centred(x, y, diameter, diameter);
    }

    @Override
    public Dot shifted(double by) {
      return new Dot(x + by, y, diameter, colour);
    }
  }
}
