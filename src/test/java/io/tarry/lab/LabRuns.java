package io.tarry.lab;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Runs of lessons, and the same with one thing changed, for tests. */
final class LabRuns {

  private LabRuns() {}

  /** A run and its case. */
  record LabRun(CaseResult result, PropertyResult property) {

    Story story() {
      return property.story().orElseThrow();
    }

    Scenario.Case of() {
      return result.inFile().orElseThrow();
    }

    /** The same, but for one step. */
    LabRun changing(int number, UnaryOperator<Story.Step> change) {
      List<Story.Step> steps = new ArrayList<>(story().steps());
      steps.set(number - 1, change.apply(steps.get(number - 1)));
      Story changed =
          new Story(
              story().kind(),
              story().setup(),
              story().start(),
              steps,
              story().loop(),
              story().ending(),
              story().causes());
      return new LabRun(
          result,
          new PropertyResult(
              property.claim(),
              property.verdict(),
              property.expected(),
              property.met(),
              Optional.of(changed)));
    }
  }

  /** The run that a case of a lesson shows of its property. */
  static LabRun lesson(String file, String caseName, String property) throws IOException {
    String text = Files.readString(Path.of("models", file));
    return of(text, caseName, property);
  }

  static LabRun of(String text, String caseName, String property) {
    Scenario scenario = ((Reading.Good) ScenarioReader.read("models/it.yaml", text)).scenario();
    Scenario.Case of =
        scenario.cases().stream().filter(one -> one.name().equals(caseName)).findFirst().get();
    CaseResult result = Check.whole().of(scenario, of);
    return new LabRun(
        result,
        result.properties().stream()
            .filter(one -> one.claim().id().equals(property))
            .findFirst()
            .orElseThrow());
  }

  /** The step with what it sends changed. */
  static UnaryOperator<Story.Step> sending(UnaryOperator<Story.Segment> change) {
    return step ->
        new Story.Step(
            step.number(),
            step.tick(),
            step.event(),
            step.reason(),
            new Story.Traffic(
                step.arrives(),
                step.lost(),
                step.copy(),
                step.sent().stream()
                    .map(arrow ->
                        new Story.Arrow(
                            arrow.number(),
                            arrow.from(),
                            change.apply(arrow.segment()),
                            arrow.retransmission(),
                            arrow.lostAtOnce()))
                    .toList()),
            step.effect(),
            step.after());
  }
}
