package io.tarry.report;

import io.tarry.check.Story;
import io.tarry.report.Drawing.Align;
import io.tarry.report.Drawing.Dot;
import io.tarry.report.Drawing.Shape;
import io.tarry.report.Drawing.Text;
import io.tarry.tcp.End;
import java.util.ArrayList;
import java.util.List;

/** What is drawn of one story so far, in layers, and where there is room left. */
final class Sheet {

  private final Story story;
  private final double width;
  private final Room room = new Room();
  private final List<Shape> shades = new ArrayList<>();
  private final List<Shape> wires = new ArrayList<>();
  private final List<Shape> boxes = new ArrayList<>();
  private final List<Shape> texts = new ArrayList<>();

  /**
   * An empty sheet.
   *
   * @param width from the first lifeline, which is at x = 0, to the last
   */
  Sheet(Story story, double width) {
    this.story = story;
    this.width = width;
  }

  double width() {
    return width;
  }

  Room room() {
    return room;
  }

  boolean bad() {
    return story.kind() == Story.Kind.COUNTEREXAMPLE;
  }

  /** Its index among the lifelines, from the left. */
  int indexOf(End end) {
    for (int i = 0; i < story.lifelines().size(); i++) {
      if (story.lifelines().get(i).end().side() == end.side()) {
        return i;
      }
    }
    throw new IllegalArgumentException("no lifeline of " + end);
  }

  double x(End end) {
    return indexOf(end) == 0 ? 0 : width;
  }

  /** -1 where the outer side of the lifeline is the left one, else 1. */
  int outwards(End end) {
    return indexOf(end) == 0 ? -1 : 1;
  }

  /** A text that begins (or ends, on the left side) at a distance from a lifeline. */
  Text outerText(End end, double distance, double y, Font font, String colour, String text) {
    double length = font.width(text) + 0.04;
    double near = x(end) + outwards(end) * distance;
    double far = near + outwards(end) * length;
    double half = font.lineHeight() / 2;
    return new Text(
        new Rect(Math.min(near, far), y - half, Math.max(near, far), y + half),
        outwards(end) < 0 ? Align.RIGHT : Align.LEFT,
        font,
        colour,
        text);
  }

  /** Adds to what is behind everything. */
  void shade(Shape shape) {
    shades.add(shape);
  }

  /** Adds a line above the shades. */
  void wire(Shape shape) {
    wires.add(shape);
  }

  /** Adds a line below the other lines. */
  void wireBelow(Shape shape) {
    wires.add(0, shape);
  }

  /** Adds above the lines; a text here belongs to the box before it. */
  void box(Shape shape) {
    boxes.add(shape);
  }

  /** Adds a text above everything, without taking room. */
  void text(Text text) {
    texts.add(text);
  }

  /** Adds a text above everything, which no other text may touch. */
  void solidText(Text text) {
    texts.add(text);
    room.take(text.bounds());
  }

  void solidDot(double x, double y, double diameter, String colour) {
    Dot dot = new Dot(x, y, diameter, colour);
    boxes.add(dot);
    room.take(dot.bounds());
  }

  /** The rectangle around a part of the picture and all shapes. */
  Rect boundsWith(Rect part) {
    return shapes().stream().map(Shape::bounds).reduce(part, Rect::with);
  }

  /** All shapes, the lowest first. */
  List<Shape> shapes() {
    List<Shape> all = new ArrayList<>(shades);
    all.addAll(wires);
    all.addAll(boxes);
    all.addAll(texts);
    return all;
  }
}
