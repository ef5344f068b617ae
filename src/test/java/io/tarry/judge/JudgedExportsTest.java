package io.tarry.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.CaseResult;
import io.tarry.check.LessonResults;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.report.export.CaptureOfRun;
import io.tarry.report.export.Exported;
import io.tarry.scenario.Scenario;
import io.tarry.wire.CaptureException;
import io.tarry.wire.CaptureReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Captures made of the runs that break a claim")
class JudgedExportsTest {

  /** Whether the last step of a run, in which its claim breaks, moves a segment. */
  private static boolean breaksInSight(Story story) {
    Story.Step last = story.steps().get(story.steps().size() - 1);
    return last.arrives().isPresent() || !last.sent().isEmpty();
  }

  @Test
  void are_judged_as_what_they_are() throws IOException, CaptureException, JudgeException {
    List<String> judged = new ArrayList<>();
    List<String> otherwise = new ArrayList<>();
    for (List<CaseResult> lesson : LessonResults.all()) {
      for (CaseResult result : lesson) {
        for (PropertyResult property : result.properties()) {
          Optional<Story> story = property.story();
          Scenario.Case one = result.inFile().orElseThrow();
          boolean canBe =
              property.verdict() == Verdict.VIOLATED
                  && CaptureSearch.isOfSteps(property.claim())
                  && story.isPresent()
                  && story.get().setup().connections().size() == 1
                  && story.get().nat().isEmpty()
                  && !one.settings().time().real()
                  && breaksInSight(story.get());
          if (canBe) {
            String name = result.caseName() + ": " + property.claim().id();
            byte[] bytes = CaptureOfRun.pcapng(Exported.of(result, property, story.orElseThrow()));
            Conversation conversation =
                Conversation.of(CaptureReader.read(bytes), Optional.empty(), Optional.empty());
            List<Claim> claims =
                one.expectations().stream().map(Scenario.Expectation::claim).toList();
            Judgement judgement = Judge.like(one.settings(), claims, conversation);
            judged.add(name);
            int last = conversation.segments().get(conversation.segments().size() - 1).packet();
            boolean right =
                judgement.breaches().stream()
                    .anyMatch(breach ->
                        breach.claim().id().equals(property.claim().id())
                            && breach.surely()
                            && breach.packet() <= last);
            if (!right) {
              otherwise.add(
                  name
                      + ": "
                      + judgement.unexplained()
                      + judgement.breaches().stream().map(b -> b.claim().id() + b.surely()).toList()
                      + judgement.stopped());
            }
          }
        }
      }
    }
    assertThat(otherwise).isEmpty();
    assertThat(judged).hasSizeGreaterThan(20);
  }
}
