package io.tarry.judge;

import io.tarry.property.Claim;
import io.tarry.tcp.settings.Side;
import java.util.List;
import java.util.Optional;

/**
 * What is said of a capture.
 *
 * @param explanation a shortest run that fits it, if one does
 * @param unexplained the packet that no run explains, if there is one
 * @param breaches the claims that it breaks, or may break
 * @param stopped whether a limit was reached before all was tried
 */
public record Judgement(
    List<Line> explanation,
    Optional<SeenSegment> unexplained,
    List<Breach> breaches,
    boolean stopped) {

  /** Copies the lists. */
  public Judgement {
    explanation = List.copyOf(explanation);
    breaches = List.copyOf(breaches);
  }

  /** Whether some run fits. */
  public boolean isExplained() {
    return unexplained.isEmpty() && !stopped;
  }

  /**
   * A step of the run.
   *
   * @param packets the numbers of the packets that show it
   * @param at the host where it happens, if it happens at one
   * @param action what happens
   * @param why the rules applied
   */
  public record Line(List<Integer> packets, Optional<Side> at, String action, String why) {
    /** Copies the list. */
    public Line {
      packets = List.copyOf(packets);
    }
  }

  /**
   * A claim that a run breaks.
   *
   * @param surely whether every run that fits breaks it
   * @param packet the last packet seen by then
   */
  public record Breach(Claim claim, boolean surely, int packet) {}
}
