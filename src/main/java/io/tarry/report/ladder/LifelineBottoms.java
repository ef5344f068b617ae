package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Socket;
import java.util.Arrays;

/** How far down each lifeline is filled; those behind a NAT are filled together. */
final class LifelineBottoms {

  private final boolean clientsTogether;
  private final double[] bottoms;

  LifelineBottoms(Story story) {
    clientsTogether = story.nat().isPresent();
    bottoms = new double[story.lifelines().size()];
  }

  private int place(Socket at) {
    boolean isClient = at.lifeline() < bottoms.length - 1;
    return clientsTogether && isClient ? 0 : at.lifeline();
  }

  double of(Socket at) {
    return bottoms[place(at)];
  }

  /** Whether what fills the lifeline of one fills that of the other. */
  boolean areShared(Socket one, Socket other) {
    return place(one) == place(other);
  }

  void fill(Socket at, double y) {
    bottoms[place(at)] = y;
  }

  void fillAll(double y) {
    Arrays.fill(bottoms, y);
  }

  /** How far down the fullest is. */
  double lowest() {
    return Arrays.stream(bottoms).max().orElseThrow();
  }
}
