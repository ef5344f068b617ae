package io.tarry.report.words;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Step;
import io.tarry.tcp.settings.Side;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host compares where timestamps matter, in numbers. */
public final class Timestamps {

  private Timestamps() {}

  /** The timestamp that a step brings, and the latest one that came from that address before. */
  public static Optional<String> compared(Story story, Step step) {
    StoryArrows arrows = new StoryArrows(story);
    Optional<Arrow> comes = step.arrives().map(arrows::get);
    Optional<Integer> value = comes.flatMap(arrow -> arrow.segment().timestamp());
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> latest = Optional.empty();
    for (Step earlier : story.steps().subList(0, step.number() - 1)) {
      Optional<Arrow> came = earlier.arrives().map(arrows::get);
      if (came.isPresent()
          && came.get().from().end().side() == comes.get().from().end().side()
          && address(came.get()).equals(address(comes.get()))) {
        latest = Stream.concat(latest.stream(), came.get().segment().timestamp().stream())
            .max(Integer::compare);
      }
    }
    return latest.map(before ->
        "TSval "
            + value.get()
            + " is "
            + (value.get() < before ? "" : "not ")
            + "older than "
            + before
            + ", the latest from there");
  }

  private static String address(Arrow arrow) {
    return arrow.from().end().side() == Side.CLIENT
        ? arrow.segment().connection().clientAddress()
        : arrow.segment().connection().serverAddress();
  }
}
