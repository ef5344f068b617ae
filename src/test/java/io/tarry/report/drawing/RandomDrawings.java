package io.tarry.report.drawing;

import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Dot;
import io.tarry.report.drawing.Drawing.Heads;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Pen;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Drawings of each kind of shape, at any place, with texts that fit. */
final class RandomDrawings {

  private static final double MARGIN = 0.3;

  private RandomDrawings() {}

  /** Drawings on a canvas around all shapes, whose coordinates are at most that far from 0. */
  static Arbitrary<Drawing> upTo(int shapes, double far) {
    return Combinators.combine(text(), shape(far).list().ofMaxSize(shapes), length(far))
        .as((title, all, margin) -> new Drawing(title, canvas(all, margin), all));
  }

  private static Rect canvas(List<Shape> shapes, double margin) {
    return shapes.stream()
        .map(Shape::bounds)
        .reduce(Rect::with)
        .orElse(new Rect(0, 0, 1, 1))
        .grown(MARGIN + Math.abs(margin));
  }

  private static Arbitrary<Shape> shape(double far) {
    return Arbitraries.oneOf(List.of(box(far), text(far), line(far), dot(far)));
  }

  private static Arbitrary<Shape> box(double far) {
    return Combinators.combine(rect(far), Arbitraries.of(true, false), colour(), colour(), width())
        .as(Box::new);
  }

  private static Arbitrary<Shape> text(double far) {
    Arbitrary<Font> font =
        Combinators.combine(
                Arbitraries.of(9.0, 9.5, 10.0, 10.5, 11.0, 12.0, 14.0), Arbitraries.of(true, false))
            .as(Font::new);
    return Combinators.combine(
            length(far),
            length(far),
            Arbitraries.of(Align.class),
            font,
            colour(),
            text(),
            Arbitraries.of(true, false))
        .as((x, y, align, size, colour, text, opaque) ->
            new Text(
                Rect.centred(x, y, size.width(text) + 0.1, size.lineHeight() + 0.02),
                align,
                size,
                colour,
                text,
                opaque));
  }

  private static Arbitrary<Shape> line(double far) {
    Arbitrary<Line> any =
        Combinators.combine(
                length(far),
                length(far),
                length(far),
                length(far),
                Arbitraries.of(Stroke.class),
                Arbitraries.of(Heads.class),
                Arbitraries.of(0.0, 0.7, 0.8, 1.0, 1.3, 1 / 3.0),
                colour())
            .flatAs((x1, y1, x2, y2, stroke, heads, size, colour) ->
                width()
                    .map(width ->
                        new Line(x1, y1, x2, y2, new Pen(stroke, colour, width), heads, size)));
    // Level and upright ones, short ones, and such as are no longer than a point.
    return Arbitraries.oneOf(
        List.of(
            any.map(line -> line),
            any.map(line -> to(line, line.x2(), line.y1())),
            any.map(line -> to(line, line.x1(), line.y2())),
            any.map(line -> to(line, line.x1() + line.x2() / 50, line.y1() + line.y2() / 50)),
            any.map(line -> to(line, line.x1() + line.x2() / 2000, line.y1())),
            any.map(line -> to(line, line.x1(), line.y1()))));
  }

  private static Line to(Line line, double x, double y) {
    return new Line(line.x1(), line.y1(), x, y, line.pen(), line.heads(), line.headSize());
  }

  private static Arbitrary<Shape> dot(double far) {
    return Combinators.combine(
            length(far), length(far), Arbitraries.of(0.03, 0.1, 0.12, 0.14, 0.777), colour())
        .as(Dot::new);
  }

  private static Arbitrary<Rect> rect(double far) {
    Arbitrary<Double> side =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(0.01, 9), Arbitraries.of(0.25, 0.5, 1.0 / 3, 1.3));
    return Combinators.combine(length(far), length(far), side, side).as(Rect::centred);
  }

  /** Some with many decimals, some as in a grid, some that are just between two thousandths. */
  private static Arbitrary<Double> length(double far) {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-far, far).ofScale(9),
        Arbitraries.integers().between((int) -far * 8, (int) far * 8).map(eighths -> eighths / 8.0),
        Arbitraries.integers()
            .between((int) -far * 100, (int) far * 100)
            .map(hundredths -> hundredths / 100.0),
        Arbitraries.integers()
            .between((int) -far * 1000, (int) far * 1000)
            .map(thousandths -> (2 * thousandths + 1) / 2000.0));
  }

  private static Arbitrary<Double> width() {
    return Arbitraries.of(0.0, 0.7, 0.8, 1.0, 1.2, 1.4, 1.5, 1.8, 2.4, 5.0, 1 / 3.0);
  }

  private static Arbitrary<String> colour() {
    return Arbitraries.integers().between(0, 0xFFFFFF).map("#%06X"::formatted);
  }

  private static Arbitrary<String> text() {
    Arbitrary<String> awkward =
        Arbitraries.of(
            "",
            " ",
            "   ",
            "\\",
            "\\\\",
            "\\l",
            "\\N\\G\\n",
            "a -- b -> c",
            "&",
            "&amp;",
            "&#45;",
            "&lt",
            "<b>x</b>",
            "<!-- n1 -->",
            "\"",
            "it's",
            "%s %d",
            "é ß — ×",
            "数連線 한국",
            "שלום",
            "é̀",
            "😀𝕋",
            "\u202e\u0000\n\t\r",
            "font-family=\"x\"");
    return Arbitraries.oneOf(
            awkward,
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.strings().ascii().ofMaxLength(12))
        .list()
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }
}
