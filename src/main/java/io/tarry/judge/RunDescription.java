package io.tarry.judge;

import io.tarry.engine.Model;
import io.tarry.judge.Judgement.Line;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes a run that fits a capture, step by step. */
final class RunDescription {

  private final TcpModel model;
  private final List<ExpectedSegment> seen;

  RunDescription(TcpModel model, List<ExpectedSegment> seen) {
    this.model = model;
    this.seen = seen;
  }

  /** The steps of a run, in order, up to that point. */
  List<Line> to(CapturePoint end) {
    List<Line> path = new ArrayList<>();
    CapturePoint point = end;
    while (point.before().isPresent()) {
      CapturePoint before = point.before().get();
      path.add(line(before, point));
      point = before;
    }
    Collections.reverse(path);
    return path;
  }

  /**
   * Makes the step once more to describe it: to describe every step of the search would cost more.
   */
  private Line line(CapturePoint before, CapturePoint after) {
    List<Integer> packets =
        seen.subList(before.position(), after.position()).stream()
            .map(ExpectedSegment::packet)
            .toList();
    List<Line> lines = new ArrayList<>();
    model.successors(
        before.state(),
        Model.Sink.ofStepsWithin((next, action) -> {
          if (action == after.action() && Arrays.equals(next, after.state())) {
            lines.add(line(packets));
          }
        }));
    return lines.get(0);
  }

  /** The step that the model made last. */
  private Line line(List<Integer> packets) {
    Step step = model.step();
    boolean somewhere = step.isOfConnection() && step.kind() != Action.Kind.LOSE;
    Optional<Side> at = somewhere ? Optional.of(step.at().side()) : Optional.empty();
    String why = step.rules().stream().map(Rule::text).collect(Collectors.joining("; "));
    return new Line(packets, at, StepText.say(step), why);
  }
}
