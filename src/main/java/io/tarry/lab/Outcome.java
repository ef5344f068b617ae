package io.tarry.lab;

import io.tarry.check.Story;
import java.util.List;
import java.util.Optional;

/** How it went to play a run on a kernel. */
public sealed interface Outcome {

  /**
   * The kernel did all that the run says.
   *
   * @param kernel its release
   * @param aside segments that it sent again though the run does not, and that were not delivered
   */
  record Confirmed(String kernel, int aside) implements Outcome {}

  /**
   * The kernel did something else.
   *
   * @param kernel its release
   * @param step the number of the step
   * @param host where
   * @param expected what the run says
   * @param seen what the kernel did
   * @param readings the points in which the run's stack differs from Linux and which make the
   *     difference, each by itself, as far as is known: {@code ackFromIss}
   */
  record Refuted(
      String kernel, int step, String host, Seen expected, Seen seen, List<String> readings)
      implements Outcome {
    /** Copies the list. */
    public Refuted {
      readings = List.copyOf(readings);
    }

    /** Where the kernel differs, what it did, and what the run says: the end of a sentence. */
    public String inWords() {
      return "at the %s: %s, where the run has %s.".formatted(host, seen.say(), expected.say());
    }

    /** The same, once it is known which points make the difference. */
    public Refuted because(List<String> these) {
      return new Refuted(kernel, step, host, expected, seen, these);
    }
  }

  /**
   * The run was not played.
   *
   * @param why why no kernel can be made to play it
   */
  record Unplayable(String why) implements Outcome {}

  /** Playing was ended by whoever asked for it. */
  record Interrupted() implements Outcome {}

  /**
   * What should have been seen, or was seen.
   *
   * @param segment a segment, if it was one
   * @param words what it was, where it was no segment
   */
  record Seen(Optional<Story.Segment> segment, String words) {

    /** Something seen. */
    public static Seen of(Story.Segment segment) {
      return new Seen(Optional.of(segment), "");
    }

    /** Something seen. */
    public static Seen of(String words) {
      return new Seen(Optional.empty(), words);
    }

    /** In words; a segment as pictures write it. */
    public String say() {
      return segment.map(Seen::say).orElse(words);
    }

    private static String say(Story.Segment segment) {
      List<String> flags = segment.flags().stream().map(Enum::name).toList();
      return (flags.isEmpty() ? "no flags" : String.join(",", flags))
          + " seq="
          + segment.seq()
          + (segment.has(Story.Flag.ACK) ? " ack=" + segment.ack() : "")
          + (segment.length() > 0 ? " len=" + segment.length() : "")
          + (segment.timestamp().isPresent() ? " with a timestamp" : "");
    }
  }
}
