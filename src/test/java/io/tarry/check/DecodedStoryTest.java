package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.Moment.EndState;
import io.tarry.check.Moment.Numbers;
import io.tarry.check.Moment.RunningTimer;
import io.tarry.check.Moment.TimerKind;
import io.tarry.check.Story.Flag;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A story, decoded")
class DecodedStoryTest {

  private static Story assassination() throws IOException {
    return LessonResults.story(
        "05-time-wait-assassination.yaml", "a segment is overtaken", "time-wait-lasts");
  }

  private static EndState at(Moment moment, End end) {
    return moment.ends().stream()
        .filter(one -> one.socket().end() == end)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void segments_are_numbers() throws IOException {
    Story story = assassination();
    List<Story.Segment> sent =
        story.steps().stream()
            .flatMap(step -> step.sent().stream())
            .map(Story.Arrow::segment)
            .toList();
    FourTuple tuple = new FourTuple("10.0.0.1", 40000, "10.0.1.1", 80);

    assertThat(sent)
        .contains(
            new Story.Segment(tuple, List.of(Flag.FIN, Flag.ACK), 101, 301, 0, Optional.empty(), 0))
        .anyMatch(segment -> segment.has(Flag.RST) && !segment.has(Flag.SYN));
    assertThat(story.setup().connections()).containsExactly(tuple);
  }

  @Test
  void each_step_leaves_the_state_that_its_changes_say() throws IOException {
    Story story = assassination();
    assertThat(story.steps()).anyMatch(step -> !step.changes().isEmpty());
    for (Story.Step step : story.steps()) {
      for (Story.StateChange change : step.changes()) {
        assertThat(at(step.after(), change.socket().end()).state()).isEqualTo(change.to());
      }
    }
    assertThat(story.end()).isEqualTo(story.steps().get(story.steps().size() - 1).after());
  }

  @Test
  void sequence_numbers_of_both_ends_move_as_segments_do() throws IOException {
    Story story = assassination();
    Story.Step close =
        story.steps().stream()
            .filter(step -> step.at().isPresent())
            .filter(step -> step.sent().stream().anyMatch(arrow -> arrow.segment().has(Flag.FIN)))
            .findFirst()
            .orElseThrow();
    End end = close.at().orElseThrow().end();
    Story.Segment fin = close.sent().get(0).segment();

    Numbers numbers = at(close.after(), end).numbers();
    assertThat(numbers.sndNxt()).isEqualTo(fin.seq() + fin.length() + 1);
    assertThat(numbers.rcvNxt()).isEqualTo(fin.ack());
    assertThat(at(story.start(), end).numbers().sndNxt()).isEqualTo(fin.seq());
  }

  @Test
  void time_wait_runs_down_tick_by_tick() throws IOException {
    Story story =
        LessonResults.story(
            "08-local-ports-run-out.yaml", "three connections, two ports", "connect-finds-a-port");
    int runsDown = 0;
    for (int i = 1; i < story.steps().size(); i++) {
      Story.Step step = story.steps().get(i);
      Moment before = story.steps().get(i - 1).after();
      for (EndState end : step.after().ends()) {
        Optional<Integer> left = left(end);
        Optional<Integer> leftBefore = left(at(before, end.socket().end()));
        if (step.event().kind() == Action.Kind.TICK && leftBefore.isPresent()) {
          assertThat(left).contains(leftBefore.get() - 1);
          runsDown++;
        }
        assertThat(left.isPresent()).isEqualTo(end.state() == TcpState.TIME_WAIT);
      }
    }
    assertThat(runsDown).isPositive();
  }

  private static Optional<Integer> left(EndState end) {
    return end.timer(TimerKind.TIME_WAIT).flatMap(RunningTimer::ticksLeft);
  }

  @Test
  void what_an_application_reads_and_is_told_are_values() throws IOException {
    Story bytes =
        LessonResults.story(
            "08-local-ports-run-out.yaml", "three connections, two ports", "connect-finds-a-port");
    assertThat(bytes.steps())
        .anySatisfy(
            step -> assertThat(step.told().bytes()).containsExactly(new Story.ReadByte(0, false)));
    assertThat(bytes.steps().get(bytes.steps().size() - 1).told().error())
        .contains(UserError.NO_PORT);
    assertThat(bytes.steps()).anyMatch(step -> step.told().endOfFile());
  }

  @Test
  void without_a_clock_a_timer_runs_and_nobody_knows_how_long() {
    TestWorld world = TestWorld.serverCloses().losing(1).timeWait(0).untimed(1).timeWait(0);
    Story story = StoryTest.story(world, "fin-from-last-ack-never-answered-by-rst");
    assertThat(story.setup().clock()).isEmpty();
    assertThat(story.steps())
        .flatExtracting(step -> step.after().ends())
        .flatExtracting(EndState::timers)
        .isNotEmpty()
        .allMatch(timer -> timer.ticksLeft().isEmpty());
  }
}
