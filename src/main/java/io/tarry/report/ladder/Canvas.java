package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Socket;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Dot;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Rect;
import java.util.ArrayList;
import java.util.List;

/** The shapes of a story drawn so far, in layers, and the room that is left. */
final class Canvas {

  private final Story story;
  private final Columns columns;
  private final TakenSpace room = new TakenSpace();
  private final List<Shape> shades = new ArrayList<>();
  private final List<Shape> wires = new ArrayList<>();
  private final List<Shape> boxes = new ArrayList<>();
  private final List<Shape> texts = new ArrayList<>();

  /** An empty sheet. */
  Canvas(Story story, Columns columns) {
    this.story = story;
    this.columns = columns;
  }

  Columns columns() {
    return columns;
  }

  TakenSpace room() {
    return room;
  }

  boolean bad() {
    return story.kind() == Story.Kind.COUNTEREXAMPLE;
  }

  /**
   * A text on the outer side of a lifeline, which begins (or, on the left, ends) at this distance
   * from it.
   */
  Text outerText(Socket at, double distance, double y, Font font, String colour, String text) {
    return sideText(at, columns.outwards(at), distance, y, font, colour, text);
  }

  /**
   * A text on the left (-1) or the right (1) of a lifeline, which begins or ends at this distance
   * from it.
   */
  Text sideText(
      Socket at, int side, double distance, double y, Font font, String colour, String text) {
    double length = font.width(text) + 0.04;
    double near = columns.x(at) + side * distance;
    double far = near + side * length;
    double half = font.lineHeight() / 2;
    return new Text(
        new Rect(Math.min(near, far), y - half, Math.max(near, far), y + half),
        side < 0 ? Align.RIGHT : Align.LEFT,
        font,
        colour,
        text);
  }

  /** Adds a shape behind all others. */
  void shade(Shape shape) {
    shades.add(shape);
  }

  /** Adds a shape behind even the shades. */
  void shadeBelow(Shape shape) {
    shades.add(0, shape);
  }

  /** Adds a line above the shades. */
  void wire(Shape shape) {
    wires.add(shape);
  }

  /** Adds a line below the other lines. */
  void wireBelow(Shape shape) {
    wires.add(0, shape);
  }

  /** Adds a shape above the lines; a text here belongs to the box before it. */
  void box(Shape shape) {
    boxes.add(shape);
  }

  /** Adds a text above everything else, without taking room. */
  void text(Text text) {
    texts.add(text);
  }

  /** Adds a text above everything else, which no other text may touch. */
  void solidText(Text text) {
    texts.add(text);
    room.take(text.bounds());
  }

  void solidDot(double x, double y, double diameter, String colour) {
    Dot dot = new Dot(x, y, diameter, colour);
    boxes.add(dot);
    room.take(dot.bounds());
  }

  /** The rectangle around this part of the picture and all shapes. */
  Rect boundsWith(Rect part) {
    return shapes().stream().map(Shape::bounds).reduce(part, Rect::with);
  }

  /** All shapes, the lowest first. */
  List<Shape> shapes() {
    return shapesWith(List.of(), List.of());
  }

  /**
   * All shapes and these, the lowest first: the boxes above all boxes, the texts above all else.
   */
  List<Shape> shapesWith(List<? extends Shape> moreBoxes, List<? extends Shape> moreTexts) {
    List<Shape> all = new ArrayList<>(shades);
    all.addAll(wires);
    all.addAll(boxes);
    all.addAll(moreBoxes);
    all.addAll(texts);
    all.addAll(moreTexts);
    return all;
  }
}
