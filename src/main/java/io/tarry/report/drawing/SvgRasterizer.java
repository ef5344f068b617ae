package io.tarry.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Paints an SVG of a {@link Drawing}, as GraphViz writes one: polygons, curves, ellipses and lines
 * of text. A library for all of SVG takes five times as long, most of it to start. Anything unknown
 * here is an error; it is never skipped.
 */
final class SvgRasterizer {

  private static final Pattern TRANSLATION =
      Pattern.compile("translate\\(([-0-9.]+)[ ,]+([-0-9.]+)\\)");

  private static final Pattern SEPARATOR = Pattern.compile("[ ,]+");

  /** A letter or a number of a path. */
  private static final Pattern PATH_PART = Pattern.compile("[A-Za-z]|[-0-9.]+");

  /** The default of SVG. */
  private static final float MITRE_LIMIT = 4;

  private final XMLStreamReader in;
  private final double scale;
  private @Nullable BufferedImage image;
  private @Nullable Graphics2D graphics;

  private SvgRasterizer(XMLStreamReader in, double scale) {
    this.in = in;
    this.scale = scale;
  }

  /**
   * Paints it on a white background.
   *
   * @param scale from points to pixels
   * @throws DrawingException if something in it is unknown here
   */
  static BufferedImage paint(String svg, double scale) {
    try {
      return new SvgRasterizer(SvgReader.reader(new StringReader(svg)), scale).all();
    } catch (XMLStreamException e) {
      throw new DrawingException("this is no SVG", e);
    }
  }

  private BufferedImage all() throws XMLStreamException {
    try {
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT) {
          element(in.getLocalName());
        }
      }
      if (image == null) {
        throw new DrawingException("there is no picture in this SVG");
      }
      return image;
    } finally {
      if (graphics != null) {
        graphics.dispose();
      }
    }
  }

  private void element(String name) throws XMLStreamException {
    switch (name) {
      case "svg" -> open();
      case "g" -> move();
      case "title" -> in.getElementText();
      case "polygon" -> shape(polygon(required("points")));
      case "path" -> shape(path(required("d")));
      case "ellipse" -> shape(ellipse());
      case "text" -> text();
      default -> throw unknown("<" + name + ">");
    }
  }

  private void open() {
    double width = number(required("width").replaceFirst("p[tx]$", ""));
    double height = number(required("height").replaceFirst("p[tx]$", ""));
    double[] view = numbers(required("viewBox"));
    if (view.length != 4) {
      throw unknown("viewBox");
    }
    BufferedImage canvas =
        new BufferedImage(
            pixels(width * scale), pixels(height * scale), BufferedImage.TYPE_INT_RGB);
    Graphics2D made = canvas.createGraphics();
    made.setColor(Color.WHITE);
    made.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    made.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    made.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    made.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    made.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    made.scale(canvas.getWidth() / view[2], canvas.getHeight() / view[3]);
    made.translate(-view[0], -view[1]);
    image = canvas;
    graphics = made;
  }

  private static int pixels(double length) {
    return Math.max(1, (int) Math.round(length));
  }

  /** Applies the group around everything: GraphViz moves the picture by the height of the page. */
  private void move() {
    String transform = in.getAttributeValue(null, "transform");
    if (transform == null) {
      return;
    }
    Matcher translation = TRANSLATION.matcher(transform);
    String others = TRANSLATION.matcher(transform).replaceAll("");
    if (!translation.find() || !others.strip().equals("scale(1 1) rotate(0)")) {
      throw unknown("transform=\"" + transform + "\"");
    }
    canvas().translate(number(translation.group(1)), number(translation.group(2)));
  }

  private void shape(Shape shape) {
    Color fill = colour("fill", Color.BLACK);
    if (fill != null) {
      canvas().setColor(fill);
      canvas().fill(shape);
    }
    Color line = colour("stroke", null);
    if (line != null) {
      canvas().setColor(line);
      canvas().setStroke(stroke());
      canvas().draw(shape);
    }
  }

  private BasicStroke stroke() {
    float width = (float) number(attribute("stroke-width", "1"));
    String dashes = in.getAttributeValue(null, "stroke-dasharray");
    float[] dash = dashes == null ? null : floats(numbers(dashes));
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, MITRE_LIMIT, dash, 0);
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private Shape polygon(String points) {
    double[] at = numbers(points);
    Path2D shape = new Path2D.Double();
    shape.moveTo(at[0], at[1]);
    for (int i = 2; i + 1 < at.length; i += 2) {
      shape.lineTo(at[i], at[i + 1]);
    }
    shape.closePath();
    return shape;
  }

  /**
   * A path of a starting point and curves, in absolute coordinates, which is all that GraphViz
   * writes.
   */
  private Shape path(String description) {
    Path2D shape = new Path2D.Double();
    Matcher part = PATH_PART.matcher(description);
    char command = ' ';
    double[] at = new double[6];
    int filled = 0;
    while (part.find()) {
      char first = part.group().charAt(0);
      if (Character.isLetter(first)) {
        command = first;
        continue;
      }
      at[filled++] = number(part.group());
      if (command == 'M' && filled == 2) {
        shape.moveTo(at[0], at[1]);
        filled = 0;
      } else if (command == 'C' && filled == at.length) {
        shape.curveTo(at[0], at[1], at[2], at[3], at[4], at[5]);
        filled = 0;
      } else if (command != 'M' && command != 'C') {
        throw unknown("d=\"" + description + "\"");
      }
    }
    return shape;
  }

  private Shape ellipse() {
    double rx = number(required("rx"));
    double ry = number(required("ry"));
    return new Ellipse2D.Double(
        number(required("cx")) - rx, number(required("cy")) - ry, 2 * rx, 2 * ry);
  }

  private void text() throws XMLStreamException {
    double x = number(required("x"));
    double y = number(required("y"));
    boolean bold = attribute("font-weight", "").equals("bold");
    float size = (float) number(required("font-size"));
    String anchor = attribute("text-anchor", "start");
    Color colour = colour("fill", Color.BLACK);
    String text = in.getElementText();
    if (colour == null || text.isEmpty()) {
      return;
    }
    // The JVM's name for a typeface that every machine has.
    Font font = new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont(size);
    double width = font.getStringBounds(text, canvas().getFontRenderContext()).getWidth();
    double left =
        switch (anchor) {
          case "start" -> x;
          case "middle" -> x - width / 2;
          case "end" -> x - width;
          default -> throw unknown("text-anchor=\"" + anchor + "\"");
        };
    canvas().setColor(colour);
    canvas().setFont(font);
    canvas().drawString(text, (float) left, (float) y);
  }

  /** A colour, as GraphViz writes it; null for none. */
  private @Nullable Color colour(String attribute, @Nullable Color otherwise) {
    String value = in.getAttributeValue(null, attribute);
    if (value == null) {
      return otherwise;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "none", "transparent" -> null;
      case "white" -> Color.WHITE;
      case "black" -> Color.BLACK;
      default -> {
        if (!value.matches("#[0-9A-Fa-f]{6}")) {
          throw unknown(attribute + "=\"" + value + "\"");
        }
        yield new Color(Integer.parseInt(value.substring(1), 16));
      }
    };
  }

  private Graphics2D canvas() {
    if (graphics == null) {
      throw new DrawingException("there is no picture around this shape");
    }
    return graphics;
  }

  private String attribute(String name, String otherwise) {
    String value = in.getAttributeValue(null, name);
    return value == null ? otherwise : value;
  }

  private String required(String name) {
    String value = in.getAttributeValue(null, name);
    if (value == null) {
      throw unknown("<" + in.getLocalName() + "> without " + name);
    }
    return value;
  }

  private double[] numbers(String list) {
    return Arrays.stream(SEPARATOR.split(list.strip())).mapToDouble(this::number).toArray();
  }

  private double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw unknown("the number " + text);
    }
  }

  private static DrawingException unknown(String what) {
    return new DrawingException("an SVG has what cannot be painted: " + what);
  }
}
