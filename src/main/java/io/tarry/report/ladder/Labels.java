package io.tarry.report.ladder;

import io.tarry.report.drawing.Rect;
import io.tarry.report.ladder.ArrowEnds.Flight;
import java.util.List;

/**
 * Finds a place for the label of each arrow: above or below its own line, as near to the middle as
 * other things allow.
 */
final class Labels {

  private static final double[] PARTS_OF_THE_WAY = {
    0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.13, 0.87
  };

  /**
   * The slope beyond which there is so little room beside an arrow that remarks go on a line of
   * their own.
   */
  private static final double STEEP = 0.2;

  private static final double FROM_LIFELINE = 0.25;

  /**
   * The distance of a label from a lifeline: beyond the shade of TIME_WAIT and the arrow that
   * measures it.
   */
  private static final double BEHIND = 0.5;

  private static final double BEHIND_TEXT_MAX = 3.2;

  /** The penalty for a place so near to another line that the label may seem to belong to it. */
  private static final int NEAR = 1;

  private static final double NEARNESS = 0.06;

  /** The penalty for a place on another line. */
  private static final int CROSSED = 10;

  /** The penalty for a place away from the arrow. */
  private static final int ASTRAY = 100;

  /**
   * A label and its place.
   *
   * @param penalty 0 if it is clear to which line it belongs
   */
  record Label(Flight flight, Rect bounds, List<String> lines, int penalty) {
    /** Whether it lies on a line that is not its own. */
    boolean crossed() {
      return penalty >= CROSSED;
    }
  }

  private final TakenSpace room;
  private final double left;
  private final double right;
  private final Line line;

  /**
   * The horizontal extent of an arrow.
   *
   * @param from where it begins
   * @param to where it would arrive
   * @param reached where it ends
   */
  record Way(double from, double to, double reached) {}

  private record Line(double x1, double y1, double x2, double y2) {
    double slope() {
      return (y2 - y1) / (x2 - x1);
    }

    double yAt(double x) {
      double inside = Math.max(Math.min(x1, x2), Math.min(Math.max(x1, x2), x));
      return y1 + (inside - x1) * slope();
    }
  }

  private Labels(TakenSpace room, Way way, Flight flight) {
    this.room = room;
    this.left = Math.min(way.from, way.to);
    this.right = Math.max(way.from, way.to);
    this.line = new Line(way.from, flight.top(), way.reached, flight.bottom());
  }

  /**
   * Finds a place for one label, and reserves it.
   *
   * @param text on one line or two
   */
  static Label place(Flight flight, List<String> text, TakenSpace room, Way way) {
    Labels labels = new Labels(room, way, flight);
    Label label = labels.find(flight, text);
    room.take(label.bounds());
    return label;
  }

  private Label find(Flight flight, List<String> two) {
    List<String> one = List.of(String.join(" ", two));
    boolean steep = Math.abs(line.slope()) > STEEP && flight.way() == ArrowEnds.Way.ARRIVES;
    Label first = beside(flight, steep ? two : one);
    if (first.penalty == 0 || two.size() == 1) {
      return first;
    }
    Label second = beside(flight, steep ? one : two);
    Label better = second.penalty < first.penalty ? second : first;
    return better.crossed() && flight.way() == ArrowEnds.Way.UNDERWAY
        ? behind(flight, Ladder.LABEL_FONT.width(one) > BEHIND_TEXT_MAX ? two : one, better)
        : better;
  }

  /** The place on the outer side of the sender's lifeline, where the arrow leaves. */
  private Label behind(Flight flight, List<String> lines, Label otherwise) {
    double textWidth = Ladder.LABEL_FONT.width(lines) + 0.04;
    double height = lines.size() * Ladder.LABEL_FONT.lineHeight();
    int outwards = line.x1 < line.x2 ? -1 : 1;
    for (double lower : new double[] {0, -0.05, 0.05, -0.1, 0.1}) {
      double x = line.x1 + outwards * (BEHIND + textWidth / 2);
      Rect bounds = Rect.centred(x, line.y1 + lower, textWidth, height);
      if (room.isFree(bounds) && room.crossings(bounds, flight.arrow().number()) == 0) {
        return new Label(flight, bounds, lines, NEAR);
      }
    }
    return otherwise;
  }

  /** How much lower a label has to be because of the head of an arrow that ends midway. */
  private static double below(Flight flight) {
    return flight.way() == ArrowEnds.Way.JUST_SENT ? 0.06 : 0.02;
  }

  private Label beside(Flight flight, List<String> lines) {
    double textWidth = Ladder.LABEL_FONT.width(lines) + 0.04;
    double height = lines.size() * Ladder.LABEL_FONT.lineHeight();
    Label best = new Label(flight, new Rect(0, 0, 0, 0), lines, Integer.MAX_VALUE);
    for (boolean above : new boolean[] {true, false}) {
      for (double part : PARTS_OF_THE_WAY) {
        double least = FROM_LIFELINE + textWidth / 2;
        double x = line.x1 + part * (line.x2 - line.x1);
        x = Math.max(left + least, Math.min(right - least, x));
        double atLeft = line.yAt(x - textWidth / 2);
        double atRight = line.yAt(x + textWidth / 2);
        double y =
            above
                ? Math.min(atLeft, atRight) - height / 2 - 0.01
                : Math.max(atLeft, atRight) + height / 2 + below(flight);
        Rect bounds = Rect.centred(x, y, textWidth, height);
        if (room.isFree(bounds)) {
          int owner = flight.arrow().number();
          int penalty =
              CROSSED * room.crossings(bounds, owner)
                  + NEAR * room.crossings(bounds.grown(NEARNESS), owner);
          if (penalty < best.penalty) {
            best = new Label(flight, bounds, lines, penalty);
          }
          if (penalty == 0) {
            return best;
          }
        }
      }
    }
    return best.penalty < Integer.MAX_VALUE ? best : astray(flight, lines, textWidth, height);
  }

  /** Some place further down: below everything there is always room. */
  private Label astray(Flight flight, List<String> lines, double textWidth, double height) {
    double y = Math.min(line.y1, line.y2) + height / 2;
    Rect bounds = Rect.centred((left + right) / 2, y, textWidth, height);
    while (!room.isFree(bounds)) {
      y += 0.04;
      bounds = Rect.centred((left + right) / 2, y, textWidth, height);
    }
    return new Label(flight, bounds, lines, ASTRAY + room.crossings(bounds, -1));
  }
}
