package io.tarry.lab;

import com.google.common.hash.Hashing;
import io.tarry.check.Moment;
import io.tarry.check.Story;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * All of a run that a kernel is compared with, as text: two runs with the same text are played
 * alike. What the run is called and why each step goes as it does is no part of it.
 */
final class RunIdentity {

  private static final int DIGEST_LENGTH = 16;

  private RunIdentity() {}

  /** A short text that differs where runs differ. */
  static String digest(Story story) {
    return Hashing.sha256()
        .hashString(of(story), StandardCharsets.UTF_8)
        .toString()
        .substring(0, DIGEST_LENGTH);
  }

  static String of(Story story) {
    String hosts =
        story.lifelines().stream()
            .map(host -> host.stack() + " " + host.address())
            .collect(Collectors.joining("\n"));
    String steps = story.steps().stream().map(RunIdentity::of).collect(Collectors.joining("\n"));
    return hosts + "\n" + of(story.start()) + "\n" + steps + "\n";
  }

  private static String of(Story.Step step) {
    return step.number()
        + " "
        + step.event().kind()
        + step.at().map(at -> " " + at.lifeline() + " " + at.end()).orElse("")
        + step.event().call().map(call -> " " + call.function() + " " + call.bytes()).orElse("")
        + step.arrives().map(number -> " arrives " + number).orElse("")
        + step.lost().map(number -> " lost " + number).orElse("")
        + step.copy().map(copy -> " copy " + copy.number()).orElse("")
        + step.sent().stream().map(RunIdentity::of).collect(Collectors.joining())
        + step.told().error().map(error -> " told " + error).orElse("")
        + (step.told().bytes().isEmpty() ? "" : " reads " + step.told().bytes().size())
        + " "
        + of(step.after());
  }

  private static String of(Story.Arrow arrow) {
    Story.Segment segment = arrow.segment();
    return " sends "
        + arrow.number()
        + segment.flags()
        + segment.seq()
        + ","
        + segment.ack()
        + ","
        + segment.length()
        + segment.timestamp().map(stamp -> "," + stamp).orElse("")
        + (arrow.lostAtOnce() ? " in vain" : "");
  }

  private static String of(Moment moment) {
    return moment.ends().stream()
        .filter(Moment.EndState::isConnection)
        .map(end -> end.socket().end() + "=" + end.state())
        .collect(Collectors.joining(" "));
  }
}
