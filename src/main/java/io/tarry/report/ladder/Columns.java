package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Socket;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Lifeline;
import java.util.Arrays;

/**
 * The places of the lifelines, from left to right: the client, the server, a second client. With a
 * NAT, all clients are on its left, where arrows are level, and the server is on its right.
 */
public final class Columns {

  static final double BETWEEN_HOSTS = 0.25;

  /** Half of the width of a state box, and some space. */
  private static final double BESIDE_STATES = 1.05;

  private final double[] xs;
  private final boolean nat;

  /**
   * The columns of a story.
   *
   * @param width the horizontal distance between the two ends of a sloping arrow
   */
  Columns(Story story, RowLayout rows, double width) {
    int server = story.lifelines().size() - 1;
    xs = new double[server + 1];
    nat = story.nat().isPresent();
    xs[server] = width;
    if (nat) {
      StorySetup.Nat wall = story.nat().get();
      double neighbour = Lifelines.hostWidth(wall.name(), Lifelines.natDetail(wall));
      double texts = Arrows.insideWidth(story, rows) + 0.2;
      double x = 0;
      for (int i = server - 1; i >= 0; i--) {
        Lifeline lifeline = story.lifelines().get(i);
        double host = Lifelines.hostWidth(lifeline.name(), rows.words.detail(lifeline));
        x -= Math.max((neighbour + host) / 2 + BETWEEN_HOSTS, BESIDE_STATES + texts);
        xs[i] = x;
        neighbour = host;
        texts = Math.max(textsBeside(rows, i), TimeWaitShapes.reach(rows, i));
      }
    } else {
      for (int i = 1; i < server; i++) {
        xs[i] = (i + 1) * width;
      }
    }
  }

  private static double textsBeside(RowLayout rows, int lifeline) {
    return rows.events.stream()
        .filter(event -> event.at().lifeline() == lifeline)
        .mapToDouble(Lifelines::reach)
        .max()
        .orElse(0);
  }

  double x(int lifeline) {
    return xs[lifeline];
  }

  double x(Socket socket) {
    return xs[socket.lifeline()];
  }

  double left() {
    return Arrays.stream(xs).min().orElse(0);
  }

  double right() {
    return Arrays.stream(xs).max().orElse(0);
  }

  double middle() {
    return (left() + right()) / 2;
  }

  /**
   * Where the sloping arrows of that host begin and end: at its lifeline, or at the NAT before it.
   */
  double gate(int lifeline) {
    return isBehindNat(lifeline) ? 0 : xs[lifeline];
  }

  boolean isBehindNat(int lifeline) {
    return nat && lifeline < xs.length - 1;
  }

  /** The side of a lifeline without arrows: -1 for the left, 1 for the right. */
  int outwards(Socket socket) {
    return gate(socket.lifeline()) < gate(socket.peer()) ? -1 : 1;
  }

  /** Whether there is no other lifeline on that side. */
  boolean isFreeOutwards(Socket socket) {
    return x(socket) == (outwards(socket) < 0 ? left() : right());
  }
}
