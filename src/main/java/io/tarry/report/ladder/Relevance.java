package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Segment;
import io.tarry.report.ladder.ArrowEnds.Flight;
import io.tarry.report.ladder.ArrowEnds.Way;
import io.tarry.tcp.settings.SegmentKind;

/** What a segment means to the rest of its run. */
enum Relevance {
  /**
   * Its connection is over: while it was on its way, a later incarnation of the same 4-tuple sent
   * something. So far as the case remembers incarnations.
   */
  OLD,
  /**
   * No step follows from it, and the end is not about it: an ACK that carries nothing and is still
   * on its way as the run ends, or a copy that was lost. It was sent before the last step, it is of
   * no earlier incarnation, and the run does not go round, so that it does not arrive later. What
   * carries bytes, SYN, FIN or RST is never called irrelevant while it is on its way: that it is
   * out may be the point.
   */
  IRRELEVANT,
  USUAL;

  static Relevance of(Story story, Flight flight) {
    if (isOld(story, flight)) {
      return OLD;
    }
    boolean carriesNothing = flight.arrow().kind() == SegmentKind.ACK;
    boolean neverArrives =
        (flight.way() == Way.UNDERWAY && carriesNothing)
            || (flight.way() == Way.LOST && flight.copy());
    return neverArrives && story.loop().isEmpty() ? IRRELEVANT : USUAL;
  }

  private static boolean isOld(Story story, Flight flight) {
    Segment segment = flight.arrow().segment();
    int last = flight.way() == Way.ARRIVES ? flight.endsIn() : story.steps().size() - 1;
    return flight.way() != Way.LOST
        && segment.incarnation() > 0
        && story.steps().subList(flight.sentIn(), last + 1).stream()
            .flatMap(step -> step.sent().stream())
            .map(Story.Arrow::segment)
            .anyMatch(later ->
                later.connection().equals(segment.connection())
                    && later.incarnation() > segment.incarnation());
  }
}
