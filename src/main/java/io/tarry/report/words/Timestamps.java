package io.tarry.report.words;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Step;
import io.tarry.tcp.settings.Side;
import java.util.Optional;

/** What a host compares where timestamps matter, in numbers. */
public final class Timestamps {

  /** The timestamp that arrives, and the latest one that came from that address before. */
  private record Compared(int comes, int latest) {
    boolean older() {
      return comes < latest;
    }
  }

  private Timestamps() {}

  /** Whether a step brings a timestamp that is older than one which came from there before. */
  public static boolean isOlder(Story story, Step step) {
    return of(story, step).filter(Compared::older).isPresent();
  }

  /** The two in words, if both are there: {@code TSval 0 is not older than 0}. */
  public static Optional<String> compared(Story story, Step step) {
    return of(story, step)
        .map(both ->
            "TSval %d is %solder than %d, the latest from there"
                .formatted(both.comes, both.older() ? "" : "not ", both.latest));
  }

  private static Optional<Compared> of(Story story, Step step) {
    StoryArrows arrows = new StoryArrows(story);
    Optional<Arrow> comes = step.arrives().map(arrows::get);
    if (comes.isEmpty() || comes.get().segment().timestamp().isEmpty()) {
      return Optional.empty();
    }
    String address = sender(comes.get());
    return story.steps().subList(0, step.number() - 1).stream()
        .flatMap(earlier -> earlier.arrives().stream())
        .map(arrows::get)
        .filter(came -> sender(came).equals(address))
        .flatMap(came -> came.segment().timestamp().stream())
        .max(Integer::compare)
        .map(latest -> new Compared(comes.get().segment().timestamp().get(), latest));
  }

  /** The address that it is from, as the server sees it. */
  private static String sender(Arrow arrow) {
    return arrow.from().end().side() == Side.CLIENT
        ? arrow.segment().connection().clientAddress()
        : arrow.segment().connection().serverAddress();
  }
}
